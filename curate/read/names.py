"""References: an id, a name or any alias as printed, to the id of one record."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from curate.model.period import Period, read_period
from curate.model.problem import Problems, did_you_mean
from curate.model.schema import Schema
from curate.read.fold import fold_name, slug
from curate.read.row import Row


@dataclass
class Names:
    """What every record that can be referred to is called."""

    schema: Schema
    problems: Problems
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

    def meant(self, table: str, written: str) -> list[str]:
        """The ids of the records that a word may mean; one if all is well."""
        if written in self.rows.get(table, {}):
            return [written]
        return list(self._by_name.get(table, {}).get(fold_name(written), {}))

    def resolve_all(self, rows: list[Row]) -> None:
        """Resolve every reference, whatever the order of files: a claim may name a record made inside any other."""
        shared = [row for row in rows if not row.kind.is_claim]
        for row in shared:
            self.add(row)
        for row in shared:
            self.resolve(row)
        for row in rows:
            for key, inner in row.inline.items():
                self.resolve(inner)
                self._settle(inner, row)
                row.values[key] = row.ids[key] = inner.get("id")
        for row in rows:
            self.resolve(row)

    def resolve(self, row: Row) -> None:
        """Fill the row's `ids`."""
        for key, table in row.kind.refs.items():
            if key in row.ids or table == "claims" or (written := row.values.get(key)) is None:
                continue
            ids = [self._one(row, key, table, w) for w in (written if isinstance(written, list) else [written])]
            row.ids[key] = ids if row.kind.keys[key].is_link else (ids or [None])[0]
        for key, follows in row.kind.follows.items():
            named = self.rows.get(row.kind.refs[follows.ref], {}).get(row.ids.get(follows.ref) or "")
            if named and row.values.get(key) is None and key not in row.values:
                self._follow(row, key, named, follows.key)

    def _follow(self, row: Row, key: str, named: Row, theirs: str) -> None:
        """Take a value from the record that a reference names, if it has just one."""
        value = named.ids.get(theirs, named.values.get(theirs))
        value = value[0] if isinstance(value, list) and len(value) == 1 else value
        if isinstance(value, str):
            row.values[key] = value
            row.soft.add(key)
            if key in row.kind.refs:
                row.ids[key] = value

    def _one(self, row: Row, key: str, table: str, written: Any) -> str | None:
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
            self.problems.add(row.where(key), "ambiguous-reference", message, f"write the id of one {what}")
            return None
        known = [*self.rows.get(table, {}), *(n for n in self._printed(table))]
        hint = did_you_mean(written, known) or self._near(row, table) or f"add it to the {table}, or check the spelling"
        self.problems.add(row.where(key), "unknown-reference", f"no {what} is called {written!r}", hint)
        return None

    def _printed(self, table: str) -> Iterable[str]:
        for row in self.rows.get(table, {}).values():
            for key in row.kind.names:
                value = row.values.get(key)
                yield from value if isinstance(value, list) else [value] if isinstance(value, str) else []

    def _near(self, row: Row, table: str) -> str:
        """Records that share a value with the row: for an event, those of the same place or days."""
        shared = {f.key: row.ids.get(k) or row.values.get(k) for k, f in row.kind.follows.items()}
        near = [
            id_
            for id_, other in self.rows.get(table, {}).items()
            if any(v and (other.ids.get(k) or other.values.get(k)) in (v, [v]) for k, v in shared.items())
        ]
        return f"of the same place or days there are {', '.join(near[:6])}" if near else ""

    def _settle(self, inner: Row, outer: Row) -> None:
        """Give an inline record its id; one of the same id is the same record, if nothing written contradicts it."""
        if not inner.get("id"):
            parts = [inner.ids.get(k) or inner.values.get(k) for k in inner.kind.model.id_from]
            words = [w for part in parts for w in (part if isinstance(part, list) else [part]) if w]
            inner.values["id"] = slug(" ".join(words)) or slug(f"{outer.get('source')} {inner.kind.singular}")
        known = self.rows.get(inner.kind.table, {}).get(inner.get("id"))
        if known is None:
            inner.spots.setdefault("id", inner.spot)
            self.add(inner)
        elif clash := next((k for k in inner.values if not _agree(inner, known, k)), None):
            what, at = inner.kind.singular, f"{known.spot.file}:{known.spot.line}"
            self.problems.add(
                inner.where(clash) if clash in inner.spots else inner.spot,
                "different-record",
                f"{what} {inner.get('id')!r} was made at {at} with another {clash}: {_shown(known, clash)}",
                f"leave {clash} out to mean that {what}, or give this one an `id:` of its own",
            )
        else:
            _add(inner, known)


def _add(inner: Row, known: Row) -> None:
    """What a record left open when it was made is filled from where it is written again; what is written there beats
    what was only taken over from a claim."""
    for key, value in inner.values.items():
        written = key in known.soft and key not in inner.soft
        if value is not None and (known.values.get(key) is None or written):
            known.values[key] = value
            known.soft.discard(key) if written else known.soft.update({key} & inner.soft)
            if key in inner.ids:
                known.ids[key] = inner.ids[key]


def _shown(row: Row, key: str) -> str:
    value = row.ids.get(key) or row.values.get(key)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _agree(inner: Row, known: Row, key: str) -> bool:
    """Whether a record written again says the same: values alike, periods overlapping."""
    mine: Any = inner.ids.get(key) or inner.values.get(key)
    theirs: Any = known.ids.get(key) or known.values.get(key)
    if mine is None or theirs is None or mine == theirs or key.endswith("_stated") or key in inner.soft | known.soft:
        return _overlap(inner, mine, theirs, key)
        return True
    return inner.kind.keys[key].holds is Period and _overlap(inner, mine, theirs, key)


def _overlap(row: Row, mine: Any, theirs: Any, key: str) -> bool:
    """Whether two periods have a day in common; other values, and periods not given, do not speak against it."""
    if row.kind.keys[key].holds is not Period or not mine or not theirs:
        return True
    try:
        a, b = read_period(mine), read_period(theirs)
    except ValueError:
        return True  # the check of fields says so
    return (a.start or "") <= (b.end or "9999") and (b.start or "") <= (a.end or "9999")
