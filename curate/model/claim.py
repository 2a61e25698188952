"""What every claim has: who claims it, in which source, how, and the words that say so."""

from typing import Annotated, ClassVar

from curate.model.evidence import Evidence
from curate.model.markers import (
    CLAIMANT,
    Facet,
    FileOnly,
    FullText,
    NotInherited,
    Private,
    Public,
    Ref,
    Stated,
    WithholdUntilReviewed,
    optional,
)
from curate.model.record import Record
from curate.model.vocabulary import Vocabulary, term


class Stance(Vocabulary):
    """How the claimant stands to what is claimed."""

    asserts = term("Says that it is so", "The governor said that the bridge was closed")
    corroborates = term("Confirms what another claimant says", "The mayor confirmed the figure")
    denies = term("Says that it is not so", "The ministry denied the report")
    anticipates = term("Hopes, fears, plans, predicts or makes it conditional", "If the bridge is closed")


class Origin(Vocabulary):
    """How the record came to be."""

    hand = term("Annotated by a person", "Written in an article file")
    extracted = term("Proposed by a program", "A line of data/extracted/")


#: The origin of what names its extractor, and of lines that do not say theirs.
EXTRACTED = "extracted"


class ReviewStatus(Vocabulary):
    """Whether a person has accepted the record."""

    accepted = term("A person wrote or accepted it", "Any record annotated by hand")
    unreviewed = term("No person has looked at it yet", "An extracted record, at first")
    rejected = term("A person found that the source does not say so", "A misread number")


def reviewed_at_first(origin: str) -> str:
    """The review status of a record that does not say its own."""
    return "unreviewed" if origin == EXTRACTED else "accepted"


class Claim(Record):
    """Somebody's statement, found in a source, with the words that state it."""

    #: The field whose record makes the claim, where a kind has a word of its own for it (a quotation's speaker).
    claimant_field: ClassVar[str] = "claimant"

    source: Annotated[str, Ref("sources"), Public]
    """The article that the claim was found in."""
    claimant: Annotated[str, Facet, Ref(CLAIMANT), Public] = optional
    """Who says so; empty where the article says it in its own voice."""
    claimant_stated: Annotated[str, FullText, Stated("claimant"), Public] = optional
    """The claimant as named in the spans."""
    stance: Annotated[Stance, Facet, Public] = "asserts"  # type: ignore[assignment]
    """How the claimant stands to what is claimed."""
    part_of: Annotated[str, Ref("claims", column="part_of"), NotInherited, Public] = optional
    """The claim whose total includes this one."""
    evidence: Annotated[Evidence, FullText, NotInherited, Public] = optional
    """The shortest phrases that state the claim, as printed, joined by ` [...] `."""
    at: Annotated[str, FileOnly, NotInherited] = optional
    """Offsets of the spans, stamped by `curate anchor`."""
    prefix: Annotated[str, FileOnly, NotInherited] = optional
    """Words just before the evidence, where the phrase alone occurs more than once."""
    suffix: Annotated[str, FileOnly, NotInherited] = optional
    """Words just after the evidence, where the phrase alone occurs more than once."""
    left_out: Annotated[str, NotInherited, Public] = optional
    """Words near the evidence (a hedge, negation, condition or number) that do not belong to the claim, and why not."""
    origin: Annotated[Origin, Facet, Public] = "hand"  # type: ignore[assignment]
    """How the record came to be."""
    extractor: Annotated[str, Public] = optional
    """Name and version of the program that proposed the record."""
    review_status: Annotated[ReviewStatus, Facet, Public] = optional
    """Whether a person accepted it: by default `accepted` for records made by hand, else `unreviewed`."""
    annotator: Annotated[str, Private] = optional
    """Initials or pseudonym of the person who annotated it."""
    note: Annotated[str, FullText, NotInherited, WithholdUntilReviewed] = optional
    """What a reader of this claim should know, in the annotator's words."""
