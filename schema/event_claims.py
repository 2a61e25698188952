"""Event claims."""

from typing import Annotated

from curate import Facet, Follows, FullText, Ref, Stated, optional
from schema.claims import Counted


class EventClaim(Counted):
    """Statements that something happened, did not happen, or is to come."""

    table = "event_claims"
    label = ("event", "count_stated")
    sort = "start_date"

    event: Annotated[str, Facet, Ref("events")]
    """The event that the claim is about."""
    place: Annotated[str, Facet, Ref("places"), Follows("event", "place")] = optional
    """Where, as this claim has it."""
    place_stated: Annotated[str, FullText, Stated("place")] = optional
    """The place as named in the spans."""
    actor: Annotated[str, Facet, Ref("actors"), Follows("event", "initiator")] = optional
    """Who acts, as this claim has it."""
    actor_stated: Annotated[str, FullText, Stated("actor")] = optional
    """The actor as named in the spans."""
