"""Event claims."""

from typing import Annotated

from curate import Facet, Follows, FullText, Public, Ref, Stated, optional
from schema.claims import Counted


class EventClaim(Counted):
    """Statements that something happened, did not happen, or is to come."""

    table = "event_claims"
    label = ("event", "count_stated")
    sort = "start_date"

    event: Annotated[str, Facet, Ref("events"), Public]
    """The event that the claim is about."""
    place: Annotated[str, Facet, Ref("places"), Follows("event", "place"), Public] = optional
    """Where, as this claim has it; where it leaves that open, the only place of its event."""
    place_stated: Annotated[str, FullText, Stated("place"), Public] = optional
    """The place as named in the spans."""
    actor: Annotated[str, Facet, Ref("actors"), Follows("event", "initiator"), Public] = optional
    """Who acts, as this claim has it; where it leaves that open, the event's only initiator."""
    actor_stated: Annotated[str, FullText, Stated("actor"), Public] = optional
    """The actor as named in the spans; empty where the claim names nobody."""
