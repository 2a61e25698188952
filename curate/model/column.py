"""A column of a table, as the models describe it."""

from dataclasses import dataclass
from typing import Literal

from curate.model.vocabulary import Vocabulary

SqlType = Literal["TEXT", "INTEGER", "REAL"]
VocabularyClass = type[Vocabulary]


@dataclass(frozen=True)
class Column:
    """One column: its name, SQLite type, meaning, and what it is for."""

    name: str
    type: SqlType = "TEXT"
    description: str = ""
    required: bool = False
    references: str = ""
    vocabulary: VocabularyClass | None = None
    #: Whether it holds 0 and 1 only; and the signs (>=, >, <= or <) and numbers between which its values lie.
    truth: bool = False
    bounds: tuple[tuple[str, float], ...] = ()
    facet: bool = False
    array: bool = False
    full_text: bool = False
    #: What comparing with a text found: no part of the content, since the text may not be at hand.
    found: bool = False

    @property
    def constraint(self) -> str:
        """The SQL of the column's CHECK, or nothing.

        A vocabulary is written as a chain of OR: with IN, SQLite inserts rows two to seven times slower.
        """
        if self.vocabulary:
            return " OR ".join(f"\"{self.name}\"='{t.replace(chr(39), chr(39) * 2)}'" for t in self.vocabulary.terms)
        if self.array:
            return f'json_valid("{self.name}")'
        if self.truth:
            return f'"{self.name}"=0 OR "{self.name}"=1'
        return " AND ".join(f'"{self.name}"{sign}{bound}' for sign, bound in self.bounds)
