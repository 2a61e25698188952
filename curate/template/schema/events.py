"""Events: what the claims of several articles are about."""

from typing import Annotated

from curate import Facet, FullText, Link, MadeOf, Period, Public, Record, Vocabulary, optional, term


class EventType(Vocabulary):
    """What sort of event it is."""

    strike = term("People stop working together", "Crews walk out")
    cancellation = term("Something planned does not take place", "A crossing is cancelled")


class Event(Record):
    """Things said to have happened or to come."""

    table = "events"
    label = ("title",)
    id_from = ("type", "place")  # of these the id is made where an event is written inside a claim
    sort = "start_date"

    title: Annotated[str, FullText, MadeOf(("type", "place")), Public] = optional
    """The event in a few words; unless written, made of type and place."""
    type: Annotated[EventType, Facet, Public]
    """What sort of event it is."""
    place: Annotated[list[str], Link("places", through="event_places", role="location"), Public] = []
    """Where it is said to have happened."""
    period: Annotated[Period, Public] = optional
    """When it is said to have happened, in EDTF."""
