"""Markers that a schema puts on a field with `Annotated`, each naming one thing the field is for."""

from dataclasses import dataclass
from typing import Any

from pydantic import Field

#: The default of a field that may be left out; the column is then NULL.
optional: Any = Field(default=None)


@dataclass(frozen=True)
class Ref:
    """The field names a record of another table, by id, name or alias. Its column is `<field>_id` unless named."""

    table: str
    column: str = ""


#: Stands for the one kind whose records make claims (its `claimants` is true), whatever a schema calls it.
CLAIMANT = "@claimant"


@dataclass(frozen=True)
class Stated:
    """The field holds wording as printed: it must occur in the record's spans.

    With `of`, it is the wording of that reference, and is filled from what was written there when it is a name.
    """

    of: str = ""


@dataclass(frozen=True)
class Link:
    """The field names any number of records of another table, kept in a link table with a role."""

    table: str
    through: str
    role: str


@dataclass(frozen=True)
class Computed:
    """The column is not written by people: `sql` gives its value once all rows are loaded."""

    sql: str


@dataclass(frozen=True)
class Follows:
    """Unless a record says otherwise, the value is that of a key of the record that `ref` names, and the other way
    round where that record is written inside this one."""

    ref: str
    key: str


@dataclass(frozen=True)
class MadeOf:
    """Unless a record states it, the value is made of the words of these keys."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """What a release does with the field's columns. A column whose field has none fails the release.

    `by` names the column that tells, in kilometres, how far a generalised coordinate may be from the one on file.
    """

    name: str
    by: str = ""


#: Published as it is.
Public = Policy("public")
#: Not in a release at all.
Private = Policy("private")
#: Published once a person has accepted the record.
WithholdUntilReviewed = Policy("withhold until reviewed")


def generalise(by: str) -> Policy:
    """Published as closely as the column `by` says (a radius in kilometres), and not where that is empty."""
    return Policy("generalise", by)


class Marker:
    """A marker that says something by being there."""


class InText(Marker):
    """Wording that must occur somewhere in the article, not only in the record's spans."""


class Span(Marker):
    """The value is itself a phrase of the article, kept as a span of the record."""


class Name(Marker):
    """The value, or each of a list, is a name by which other records may refer to this one."""


class Facet(Marker):
    """A column to facet on."""


class FullText(Marker):
    """A column for full-text search."""


class Found(Marker):
    """A column that comparing with the article's text fills: no part of the content that a database states."""


class FileOnly(Marker):
    """A key of files that has no column of its own."""


class NotInherited(Marker):
    """A nested record does not take this over from the record it stands under."""
