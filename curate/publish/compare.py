"""The difference between two versions of a dataset: by record id, added, removed, changed field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from curate.publish.values import same

Cells = Sequence[Any]


@dataclass(frozen=True)
class Rows:
    """A table of one version: column names and rows by id."""

    columns: list[str]
    rows: dict[str, Cells]


class Change(NamedTuple):
    """One cell that changed. `new_column` tells that the old version had no such column."""

    id: str
    column: str
    old: Any
    new: Any
    new_column: bool


@dataclass
class TableDifference:
    """What differs in one table; rows by id, as mappings without empty cells."""

    added: dict[str, dict[str, Any]] = field(default_factory=dict)
    removed: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed: list[Change] = field(default_factory=list)
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)
    #: Ids in both versions.
    shared: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.columns_added or self.columns_removed)


def compare(old: Mapping[str, Rows], new: Mapping[str, Rows]) -> dict[str, TableDifference]:
    """The difference of each table; a table that one version lacks counts as empty there."""
    empty = Rows([], {})
    names = [*new, *(name for name in old if name not in new)]
    return {name: compare_table(old.get(name, empty), new.get(name, empty)) for name in names}


def compare_table(old: Rows, new: Rows) -> TableDifference:
    """The difference of one table."""
    found = TableDifference()
    found.columns_added = [c for c in new.columns if c not in old.columns] if old.columns else []
    found.columns_removed = [c for c in old.columns if c not in new.columns] if new.columns else []
    found.added = {i: _mapping(new, row) for i, row in new.rows.items() if i not in old.rows}
    found.removed = {i: _mapping(old, row) for i, row in old.rows.items() if i not in new.rows}
    found.changed = list(_changes(old, new, found.columns_added))
    found.shared = len(new.rows) - len(found.added)
    return found


def _changes(old: Rows, new: Rows, added: list[str]) -> Iterator[Change]:
    shared = [name for name in new.columns if name in old.columns]
    if not shared:
        return
    before_of, now_of = (itemgetter(*map(rows.columns.index, shared), 0) for rows in (old, new))
    fresh = [(name, new.columns.index(name)) for name in added]
    for id_, row in new.rows.items():
        if id_ not in old.rows:
            continue
        before, now = before_of(old.rows[id_]), now_of(row)
        if before != now:
            for name, was, is_ in zip(shared, before, now, strict=False):
                if was != is_ and not same(was, is_):
                    yield Change(id_, name, was, is_, False)
        for name, m in fresh:
            if row[m] not in (None, ""):
                yield Change(id_, name, None, row[m], True)


def _mapping(table: Rows, row: Cells) -> dict[str, Any]:
    return {name: cell for name, cell in zip(table.columns, row, strict=True) if cell not in (None, "")}
