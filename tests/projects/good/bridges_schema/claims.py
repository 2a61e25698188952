"""Claims about closures, about people and about piers, and statements."""

from typing import Annotated

from curate import Claim, Count, Facet, Follows, FullText, InText, Period, Ref, Span, Stated, Vocabulary, optional, term


class ClosureClaim(Claim):
    """Statements that a bridge was closed, was not, or will be."""

    table = "closure_claims"
    label = ("closure", "count_stated")
    sort = "start_date"

    period: Annotated[Period, Follows("closure", "period")] = optional
    """When it is said to have been closed."""
    period_stated: Annotated[str, InText] = optional
    """The words that say when."""
    count_stated: Count = optional
    """How many bridges, as printed."""
    closure: Annotated[str, Facet, Ref("closures")]
    """The closure that the claim is about."""
    bridge: Annotated[str, Facet, Ref("bridges"), Follows("closure", "bridge")] = optional
    """The bridge, as this claim has it."""
    bridge_stated: Annotated[str, FullText, Stated("bridge")] = optional
    """The bridge as named in the spans."""


class Effect(Vocabulary):
    """What is said of those counted."""

    cut_off = term("Cannot be reached", "people were cut off")
    helping = term("Give help", "volunteers filled sandbags")
    damaged = term("Broken or cracked", "piers are cracked")


class EffectClaim(Claim):
    """Statements of how many people or things the flood concerned."""

    table = "effect_claims"
    label = ("effect", "count_stated", "group_stated")

    period: Period = optional
    """When."""
    effect: Annotated[Effect, Facet]
    """What is said of them."""
    count_stated: Count = optional
    """How many, as printed."""
    group_stated: Annotated[str, FullText, Stated()]
    """Those counted, as printed."""
    bridge: Annotated[str, Facet, Ref("bridges")] = optional
    """The bridge concerned."""


class Statement(Claim):
    """What somebody said."""

    table = "statements"
    label = ("speaker", "text", "summary")
    claimant_field = "speaker"

    speaker: Annotated[str, Facet, Ref("bodies")]
    """Who said it."""
    speaker_stated: Annotated[str, FullText, Stated("speaker")] = optional
    """The speaker as named in the spans."""
    text: Annotated[str, FullText, Span] = optional
    """The words as printed."""
    summary: Annotated[str, FullText] = optional
    """What was said, in the annotator's words."""
