"""References: an id, a name or any alias as printed, to the id of one record."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.model.schema import Schema
from curate.read.checks import AMBIGUOUS_REFERENCE, UNKNOWN_REFERENCE
from curate.read.fold import fold_name
from curate.read.inline import identify, settle
from curate.read.row import Row


@dataclass
class Names:
    """What every record that can be referred to is called."""

    schema: Schema
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    _by_name: dict[str, dict[str, dict[str, None]]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Make a record known by its id and names. Of two with one id, the first is kept; the check of ids says so."""
        table, id_ = row.kind.table, row.get("id")
        if not id_:
            return
        self.rows.setdefault(table, {}).setdefault(id_, row)
        for key in row.kind.names:
            value = row.values.get(key)
            for name in value if isinstance(value, list) else [value]:
                if isinstance(name, str) and name:
                    self._by_name.setdefault(table, {}).setdefault(fold_name(name), {})[id_] = None

    def of(self, table: str) -> list[str]:
        """Whatever may name a record of a table: all ids, then all names and aliases as printed."""
        ids = self.rows.get(table, {})
        return [*ids, *(name for id_ in ids for name in self._names(table, id_))]

    def meant(self, table: str, written: str) -> list[str]:
        """The ids of the records that a word may mean; one if all is well."""
        called = self._by_name.get(table, {}).get(fold_name(written), {})
        if written in self.rows.get(table, {}):
            return [written, *(id_ for id_ in called if id_ != written and written in self._names(table, id_))]
        return list(called)

    def with_records(self, rows: Iterable[Row], problems: Problems) -> "Names":
        """These names and those of more records, such as ones that are not saved yet; this object stays as it is."""
        tables = {table: dict(known) for table, known in self.rows.items()}
        by_name = {table: {n: dict(ids) for n, ids in known.items()} for table, known in self._by_name.items()}
        layer = Names(self.schema, tables, by_name)
        for row in rows:
            layer.add(row)
            layer.resolve(row, problems)
        return layer

    def resolve_all(self, rows: list[Row], problems: Problems) -> None:
        """Resolve every reference, whatever the order of files: a claim may name a record made inside any other."""
        shared = [row for row in rows if not row.kind.is_claim]
        for row in shared:
            self.add(row)
        for row in shared:
            self.resolve(row, problems)
        self._settle_inline(rows, problems)
        for row in rows:
            if row.kind.is_claim or row.kind.follows:  # the others were resolved before
                self.resolve(row, problems)

    def _settle_inline(self, rows: list[Row], problems: Problems) -> None:
        """Make known what is written inside other records, each kind after those that it may name."""
        inside: dict[str, list[tuple[Row, str, Row]]] = {}
        for row in rows:
            for key, inner in row.inline.items():
                inside.setdefault(inner.kind.table, []).append((row, key, inner))
        for kind in self.schema.in_order if inside else ():
            writings: dict[str, list[Row]] = {}
            for row, key, inner in inside.get(kind.table, ()):
                self.resolve(inner, problems)
                identify(inner, row)
                row.values[key] = row.ids[key] = inner.get("id")
                writings.setdefault(inner.get("id"), []).append(inner)
            for id_, same in writings.items():
                known = self.rows.get(kind.table, {}).get(id_)
                made = settle(known, same, problems)
                if not known:
                    made.spots.setdefault("id", made.spot)
                    self.add(made)

    def resolve(self, row: Row, problems: Problems) -> None:
        """Fill the row's `ids`."""
        for key, table in row.kind.refs.items():
            if key in row.ids or table == "claims" or (written := row.values.get(key)) is None:
                continue
            ids = [
                self._one(row, key, table, w, problems) for w in (written if isinstance(written, list) else [written])
            ]
            row.ids[key] = ids if row.kind.keys[key].is_link else (ids or [None])[0]
        for key, follows in row.kind.follows.items():
            named = self.rows.get(row.kind.refs[follows.ref], {}).get(row.ids.get(follows.ref) or "")
            if named and row.values.get(key) is None and key not in row.values:
                self._follow(row, key, named, follows.key)

    def _follow(self, row: Row, key: str, named: Row, theirs: str) -> None:
        """Take a value from the record that a reference names, if it has just one."""
        if (value := named.only(theirs)) is not None:
            row.values[key] = value
            row.soft.add(key)
            if key in row.kind.refs:
                row.ids[key] = value

    def _one(self, row: Row, key: str, table: str, written: Any, problems: Problems) -> str | None:
        if not isinstance(written, str):
            return None  # the check of fields says so
        ids = self.meant(table, written)
        if len(ids) == 1:
            return ids[0]
        if row.told_elsewhere(key):
            return None
        what = self.schema.kinds[table].singular
        if ids:
            message = f"{written!r} may mean {' or '.join(ids)}"
            write = (
                f"take that name from {ids[1]}, or give {written} another id"
                if written in ids
                else f"write the id of one {what}"
            )
            problems.add(row.where(key), AMBIGUOUS_REFERENCE, message, write)
            return None

        def hint() -> str:
            known = did_you_mean(written, self.of(table))
            return known or self._near(row, table) or f"add it to the {table}, or check the spelling"

        problems.add(row.where(key), UNKNOWN_REFERENCE, f"no {what} is called {written!r}", hint)
        return None

    def _names(self, table: str, id_: str) -> Iterable[str]:
        """The names of one record, as printed."""
        row = self.rows[table][id_]
        for key in row.kind.names:
            value = row.values.get(key)
            yield from (name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str))

    def _near(self, row: Row, table: str) -> str:
        """Records that share a value with the row: for an event, those of the same place or days."""
        shared = {f.key: row.ids.get(k) or row.values.get(k) for k, f in row.kind.follows.items()}
        near = [
            id_
            for id_, other in self.rows.get(table, {}).items()
            if any(v and (other.ids.get(k) or other.values.get(k)) in (v, [v]) for k, v in shared.items())
        ]
        return f"of the same place or days there are {', '.join(near[:6])}" if near else ""
