"""Claims: what the articles say, by whom, and in which words."""

from typing import Annotated

from curate import Claim, Count, Facet, Follows, FullText, InText, Period, Public, Ref, Span, Stated, optional


class EventClaim(Claim):
    """Statements that something happened, did not happen, or is to come."""

    table = "event_claims"
    label = ("event", "count_stated")
    sort = "start_date"

    event: Annotated[str, Facet, Ref("events"), Public]
    """The event that the claim is about."""
    count_stated: Annotated[Count, Public] = optional
    """How many people, with the hedge, as printed."""
    counted: Annotated[str, FullText, Stated(), Public] = optional
    """Who is counted, as printed."""
    period: Annotated[Period, Follows("event", "period"), Public] = optional
    """When it is said to have happened, in EDTF; where the claim tells no time, that of its event."""
    period_stated: Annotated[str, InText, Public] = optional
    """The words that say when."""


class Quote(Claim):
    """What somebody said, in their own words."""

    table = "quotes"
    label = ("speaker", "text")
    claimant_field = "speaker"

    speaker: Annotated[str, Facet, Ref("actors"), Public]
    """Who said it."""
    speaker_stated: Annotated[str, FullText, Stated("speaker"), Public] = optional
    """The speaker as named in the article."""
    text: Annotated[str, FullText, Span, Public]
    """The words as printed."""
