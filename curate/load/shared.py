"""A claim on its way to the database: the row of its kind, and what the tables that all kinds share hold of it."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from curate.check.checked import Record
from curate.load.rows import Words, row_of
from curate.load.tables import Columns
from curate.model.column import Column
from curate.model.kind import Kind

Row = tuple[Any, ...]
#: Start, end and words of each span; None where the row of the claim's kind tells of the only one.
Spans = Sequence[tuple[int | None, int | None, str | None]] | None
#: The table of the claim's kind, its row there, what it is called unless the row tells, and its spans.
Claimed = tuple[str, Row, str | None, Spans]
_SAYS_SO = ("asserts", "corroborates")


def claimed(record: Record, words: Words, columns: list[Column]) -> Claimed:
    """A claim as the columns of its kind hold it."""
    row, label = row_of(record, words), words.claim(record)
    spans = [(span.start, span.end, span.exact or None) for span in record.spans]
    return record.row.kind.table, tuple(row.get(column.name) for column in columns), label, spans


class Shared:
    """The rows that a claim gives beside that of its kind: one of `claims`, and one of `evidence` for each span."""

    def __init__(self, kind: Kind, columns: Columns, words: Words) -> None:
        where = {name: n for n, name in enumerate([*(c.name for c in columns[kind.table]), "kind", "label", None])}
        self._kind, self._called = kind, words.called
        self._shared = itemgetter(*(where.get(c.name, where[None]) for c in columns["claims"]))
        phrase = ("id", "source_id", "evidence_status", "evidence_start", "evidence_end", "evidence")
        self._phrase = itemgetter(*(where.get(name, where[None]) for name in phrase))
        self._stance = where.get("stance")
        self._is_labelled = any(c.name == "label" for c in columns["claims"])
        said = [name for name in kind.model.label if kind.keys[name].columns] if self._is_labelled else []
        self._said = [(where[kind.keys[name].columns[0].name], kind.refs.get(name)) for name in said]

    def claim(self, row: Row, label: str | None) -> Row:
        """The row of `claims`."""
        label = (label or self._label(row)) if self._is_labelled else ""
        # What is denied or to come must not read as a fact where its label stands alone.
        if self._stance is not None and (stance := row[self._stance]) not in _SAYS_SO:
            label = f"{stance}: {label}"
        shared: Row = self._shared((*row, self._kind.table, label, None))
        return shared

    def _label(self, row: Row) -> str:
        """What a claim is called whose label holds single values only."""
        words = [self._called(table, value) if table else value for n, table in self._said if (value := row[n])]
        return " · ".join(dict.fromkeys(filter(None, words))) or self._kind.singular

    def evidence(self, row: Row, spans: Spans) -> Iterator[Row]:
        """The rows of `evidence`."""
        id_, source, status, *only = self._phrase(row)
        for n, (start, end, exact) in enumerate([only] if spans is None else spans, start=1):
            yield f"{id_}-{n}", id_, n, source, start, end, exact, status
