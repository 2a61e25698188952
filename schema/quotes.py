"""Quotations."""

from typing import Annotated

from curate import Claim, Facet, FullText, Public, Ref, Span, Stated, Vocabulary, WithholdUntilReviewed, optional, term


class QuoteForm(Vocabulary):
    """How the article gives the speaker's words."""

    direct = term("Whole sentences in quotation marks", "“The era is over,” he said", **{"W3C": "TextQuoteSelector"})
    partial = term("Some words in quotation marks within the article's sentence", "called him a “brutal dictator”")
    indirect = term("The article's words for what was said", "urged the government to negotiate")


class Quote(Claim):
    """What somebody said, in their words or the article's."""

    table = "quotes"
    label = ("speaker", "text", "summary")
    claimant_field = "speaker"

    speaker: Annotated[str, Facet, Ref("actors"), Public]
    """Who said it."""
    speaker_stated: Annotated[str, FullText, Stated("speaker"), Public] = optional
    """The speaker as named in the spans."""
    speaker_role: Annotated[str, FullText, Public] = optional
    """Office or standing, as the article gives it."""
    form: Annotated[QuoteForm, Facet, Public]
    """How the article gives the words."""
    text: Annotated[str, FullText, Span, Public] = optional
    """The speaker's words as printed, for direct and partial quotations."""
    summary: Annotated[str, FullText, WithholdUntilReviewed] = optional
    """What was said, in the annotator's neutral words."""
    verb: Annotated[str, Facet, Public] = optional
    """The reporting verb as printed."""
