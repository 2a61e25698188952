"""One key of a record kind: what it holds in files, and the columns that it gives."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from curate.model.column import Column, SqlType, VocabularyClass
from curate.model.count import Count
from curate.model.evidence import Evidence
from curate.model.markers import (
    Computed,
    Facet,
    FileOnly,
    Found,
    FullText,
    Link,
    MadeOf,
    Marker,
    Policy,
    Ref,
)
from curate.model.period import Edtf
from curate.model.vocabulary import Vocabulary

M = TypeVar("M")
_PLAIN: dict[type, SqlType] = {str: "TEXT", float: "REAL", int: "INTEGER", bool: "INTEGER"}
_BOUNDS: dict[Any, tuple[str, str]] = {Ge: (">=", "ge"), Gt: (">", "gt"), Le: ("<=", "le"), Lt: ("<", "lt")}
_COMPOSITE = (Count, Edtf, Evidence)


@dataclass(frozen=True)
class Key:
    """One key of a kind, as written in files."""

    name: str
    info: FieldInfo

    @property
    def holds(self) -> type:
        """The Python type that the schema declares."""
        return cast(type, self.info.annotation)

    @property
    def description(self) -> str:
        """What the field holds, on one line."""
        return " ".join((self.info.description or "").split())

    @property
    def required(self) -> bool:
        """Whether a record must state it."""
        return self.info.is_required()

    def marker(self, kind: type[M]) -> M | None:
        """The field's marker of a kind that holds something (Ref, Stated, Link, Computed)."""
        found: M | None = self._markers.get(kind)
        return found

    @cached_property
    def _markers(self) -> dict[type, Any]:
        return {type(m): m for m in self.info.metadata}

    def has(self, marker: type[Marker]) -> bool:
        """Whether the field bears a plain marker (Facet, FullText, Name …)."""
        return marker in self.info.metadata

    @property
    def is_unlimited(self) -> bool:
        """Whether nothing but its type limits the value."""
        return all(getattr(m, "__module__", "") == Marker.__module__ for m in self.info.metadata)

    @property
    def policy(self) -> Policy | None:
        """What a release does with the field."""
        return self.marker(Policy)

    @property
    def vocabulary(self) -> VocabularyClass | None:
        """The vocabulary of a field that has one."""
        return self.holds if issubclass_(self.holds, Vocabulary) else None

    @property
    def supported(self) -> bool:
        """Whether files, tables and forms know what to do with the type."""
        origin, inside = getattr(self.holds, "__origin__", None), getattr(self.holds, "__args__", ())
        if self.has(FileOnly):
            return True
        if self.marker(Ref) or self.marker(Link):
            return self.holds is str if self.marker(Ref) else origin is list and inside == (str,)
        words = [issubclass_(getattr(one, "__origin__", one), str) for one in inside]
        return issubclass_(self.holds, str) or self.holds in _PLAIN or (origin in (list, dict) and all(words))

    @property
    def is_list(self) -> bool:
        """Whether the field holds several values."""
        return getattr(self.holds, "__origin__", None) is list

    @cached_property
    def is_link(self) -> bool:
        """Whether the field fills a link table."""
        return self.marker(Link) is not None

    @cached_property
    def columns(self) -> list[Column]:
        """The columns that the field gives."""
        if self.has(FileOnly) or self.is_link:
            return []
        facet, full_text = self.has(Facet), self.has(FullText)
        if issubclass_(self.holds, _COMPOSITE):
            first, *rest = self.holds.columns(self.name, self.description)  # type: ignore[attr-defined]
            return [replace(first, required=self.required, full_text=full_text or first.full_text), *rest]
        column = Column(
            self.name,
            description=self.description,
            required=self.required or (self.vocabulary is not None and self.info.default is not None),
            vocabulary=self.vocabulary,
            facet=facet,
            full_text=full_text,
            found=self.has(Found),
        )
        if ref := self.marker(Ref):
            return [replace(column, name=ref.column or f"{self.name}_id", references=ref.table)]
        if self.is_list or getattr(self.holds, "__origin__", None) is dict:
            return [replace(column, array=True, required=True)]
        found = [(marker, *_BOUNDS[type(marker)]) for marker in self.info.metadata if type(marker) in _BOUNDS]
        bounds = tuple((sign, getattr(marker, name)) for marker, sign, name in found)
        return [replace(column, type=_PLAIN.get(self.holds, "TEXT"), truth=self.holds is bool, bounds=bounds)]

    @cached_property
    def is_plain(self) -> bool:
        """Whether the value itself is what the one column holds."""
        made = (Ref, Computed, MadeOf)
        simple = not issubclass_(self.holds, _COMPOSITE) and not any(isinstance(m, made) for m in self.info.metadata)
        return simple and len(self.columns) == 1 and not self.columns[0].array

    @cached_property
    def flatten(self) -> Callable[..., tuple[Any, ...]]:
        """Turns a value into the values of the columns; a count with the language of its source."""
        return self.holds.values if issubclass_(self.holds, (Count, Edtf)) else lambda value: (value,)  # type: ignore[attr-defined]


def issubclass_(type_: Any, classes: type | tuple[type, ...]) -> bool:
    """`issubclass` that says no to `list[str]` and its like."""
    return isinstance(type_, type) and getattr(type_, "__origin__", None) is None and issubclass(type_, classes)
