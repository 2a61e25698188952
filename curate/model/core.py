"""The tables that every curate database has, whatever its subject."""

from typing import Annotated

from pydantic import Field

from curate.model.claim import ReviewStatus, Stance
from curate.model.evidence import EvidenceStatus
from curate.model.markers import CLAIMANT, Facet, Found, FullText, Public, Ref, optional
from curate.model.record import Record
from curate.model.vocabulary import Vocabulary, term


class LinkKind(Vocabulary, underscores="_"):
    """How one claim stands to another."""

    corroborates = term("Confirms it", "A monitor confirms an army's figure")
    denies = term("Contradicts it", "A ministry denies a report")
    part_of = term("Its number is contained in the other's", "13 pupils among over 200 people")
    repeats = term("Says again what the same claimant said elsewhere", "Two papers print one statement")
    differs = term("Concerns the same thing and disagrees", "Two figures for one battle")
    supersedes = term("The same claimant corrects the other, which counts no more", "A ministry revises its toll")
    retracts = term("The same claimant takes the other back, which counts no more", "A paper withdraws a report")
    causes = term("What it tells of is said to have led to the other", "A landslide that cut the road")


class ClaimLink(Record):
    """How claims stand to each other: derived from nesting in article files, or written in `links.yml`."""

    table = "claim_links"
    label = ("kind", "from", "to")

    kind: Annotated[LinkKind, Facet, Public]
    """How the first claim stands to the second."""
    from_: Annotated[str, Ref("claims"), Public]
    """The claim that corroborates, denies, is part of, repeats or differs from the other."""
    to: Annotated[str, Ref("claims"), Public]
    """The claim that it concerns."""
    note: Annotated[str, FullText, Public] = optional
    """Why the two are linked, in the annotator's words."""


class AnyClaim(Record):
    """Every claim of every kind, for one timeline and one search. The full record stands in the table `kind` names."""

    table = "claims"
    label = ("label",)
    sort = "source_id"

    kind: Annotated[str, Facet, Public]
    """The table that holds the full record."""
    label_: Annotated[str, FullText, Public]
    """The claim in a few words, made from its fields."""
    source: Annotated[str, Facet, Ref("sources"), Public]
    """The article that the claim was found in."""
    claimant: Annotated[str, Facet, Ref(CLAIMANT), Public] = optional
    """Who says so; empty where the article says it in its own voice."""
    stance: Annotated[Stance, Facet, Public]
    """How the claimant stands to what is claimed."""
    start_date: Annotated[str, Public] = optional
    """First day that the claim may be about."""
    end_date: Annotated[str, Public] = optional
    """Last day that the claim may be about."""
    evidence: Annotated[str, FullText, Public] = optional
    """The phrases that state the claim, as printed."""
    review_status: Annotated[ReviewStatus, Facet, Public]
    """Whether a person accepted it."""


class EvidenceSpan(Record):
    """Every phrase that states a claim, with its place in the source's text."""

    table = "evidence"
    label = ("exact",)
    sort = "claim_id"

    claim: Annotated[str, Ref("claims"), Public]
    """The claim that the phrase states."""
    position: Annotated[int, Public]
    """Order of the phrase among the claim's phrases, from 1."""
    source: Annotated[str, Facet, Ref("sources"), Public]
    """The article that the phrase stands in."""
    start: Annotated[int, Found, Public] = optional
    """Offset of the first character in the text, in code points from 0; empty if it was never found."""
    end: Annotated[int, Found, Public] = optional
    """Offset just behind the last character."""
    exact: Annotated[str, FullText, Public] = optional
    """The phrase as printed (TextQuoteSelector's `exact` in W3C Web Annotation); releases may leave it out."""
    status: Annotated[EvidenceStatus, Facet, Found, Public]
    """What comparing the phrase with the text found."""


class VocabularyTerm(Record):
    """The terms that columns may hold, with what they mean."""

    table = "vocabularies"
    label = ("term",)
    sort = "field"

    field: Annotated[str, Facet, Public]
    """The column, as `table.column`; `*` for a column of every claim table."""
    term: Annotated[str, FullText, Public]
    """The term."""
    definition: Annotated[str, FullText, Public]
    """What it means."""
    example: Annotated[str, FullText, Public]
    """An example."""
    crosswalks: Annotated[dict[str, str], Field(default_factory=dict), Public]
    """The nearest terms of other codebooks, by codebook."""


class Finding(Record):
    """What the checks found odd and the project lets stand: its warnings. Nothing is mended; the rows are as given.

    A release has none of its rows: they may quote what is not published."""

    table = "findings"
    label = ("message",)
    sort = "code"

    kind: Annotated[str, Facet, Public] = optional
    """The table of the record that it is about."""
    record_id: Annotated[str, Public] = optional
    """That record's id."""
    field: Annotated[str, Facet, Public] = optional
    """The field of the record."""
    code: Annotated[str, Facet, Public]
    """The check, or the project's rule, that found it."""
    message: Annotated[str, Public]
    """What was found."""
    level: Annotated[str, Facet, Public]
    """How it counts: a build stops at errors, so here stand warnings."""


class BuildFact(Record):
    """What the database was built from and with."""

    table = "build"
    label = ("key",)
    sort = "key"

    key: Annotated[str, Public]
    """What is stated."""
    value: Annotated[str, Public]
    """Its value."""


CORE = (AnyClaim, EvidenceSpan, ClaimLink, VocabularyTerm, Finding, BuildFact)
