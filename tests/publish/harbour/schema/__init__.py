"""Statements on a strike at a harbour: made up, to be read."""

from typing import Annotated

from curate import (
    Claim,
    Count,
    FullText,
    InText,
    Latitude,
    Longitude,
    Name,
    NonNegative,
    NotInherited,
    Period,
    Private,
    Protection,
    Public,
    Record,
    Ref,
    Span,
    Stated,
    Vocabulary,
    WithholdUntilReviewed,
    generalise,
    optional,
    term,
)  # fmt: skip


class Form(Vocabulary):
    """How words are given."""

    direct = term("In quotation marks", "“We stop,” she said")
    indirect = term("In the article's words", "said that they would stop")


class Person(Record):
    """Whoever speaks."""

    table = "people"
    label = ("name",)
    claimants = True

    name: Annotated[str, Name, FullText, Public]
    """The name."""
    aliases: Annotated[list[str], Name, FullText, Public] = []
    """Other spellings."""
    protection: Annotated[Protection, Public] = optional
    """Whether releases may name the person."""
    phone: Annotated[str, Private] = optional
    """How we reached the person."""
    note: Annotated[str, FullText, Public] = optional
    """About the person."""


class Site(Record):
    """Where it happened."""

    table = "sites"
    label = ("name",)

    name: Annotated[str, Name, FullText, Public]
    """The name."""
    latitude: Annotated[Latitude, generalise("radius_km")] = optional
    """Degrees north."""
    longitude: Annotated[Longitude, generalise("radius_km")] = optional
    """Degrees east."""
    radius_km: Annotated[NonNegative, Public] = optional
    """How far off the point may be."""


class Statement(Claim):
    """Somebody's statement about the strike."""

    table = "statements"
    label = ("site", "count_stated")

    site: Annotated[str, Ref("sites"), Public] = optional
    """Where."""
    site_stated: Annotated[str, Stated("site"), Public] = optional
    """The site as printed."""
    period: Annotated[Period, Public] = optional
    """When."""
    period_stated: Annotated[str, InText, Public] = optional
    """When, as printed."""
    count_stated: Annotated[Count, Public] = optional
    """How many."""


class Quote(Claim):
    """What somebody said."""

    table = "quotes"
    label = ("text", "summary")

    form: Annotated[Form, Public]
    """How the words are given."""
    text: Annotated[str, FullText, Span, Public] = optional
    """The speaker's words."""
    summary: Annotated[str, FullText, NotInherited, WithholdUntilReviewed] = optional
    """What was said, in our words."""
