"""Claims: what the articles say, by whom, and in which words."""

from typing import Annotated

from curate import Claim, Count, Facet, Follows, FullText, InText, Period, Ref, Span, Stated, optional


class EventClaim(Claim):
    """Statements that something happened, did not happen, or is to come."""

    table = "event_claims"
    label = ("event", "count_stated")
    sort = "start_date"

    event: Annotated[str, Facet, Ref("events")]
    """The event that the claim is about."""
    count_stated: Count = optional
    """How many people, with the hedge, as printed."""
    counted: Annotated[str, FullText, Stated()] = optional
    """Who is counted, as printed."""
    period: Annotated[Period, Follows("event", "period")] = optional
    """When it is said to have happened, in EDTF."""
    period_stated: Annotated[str, InText] = optional
    """The words that say when."""


class Quote(Claim):
    """What somebody said, in their own words."""

    table = "quotes"
    label = ("speaker", "text")
    claimant_field = "speaker"

    speaker: Annotated[str, Facet, Ref("actors")]
    """Who said it."""
    speaker_stated: Annotated[str, FullText, Stated("speaker")] = optional
    """The speaker as named in the article."""
    text: Annotated[str, FullText, Span]
    """The words as printed."""
