"""Rows: records to the values of columns, for every table."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from curate.check.checked import Checked, Record
from curate.language.pack import DEFAULT
from curate.model.count import Count
from curate.model.evidence import JOINT
from curate.model.key import Key, issubclass_
from curate.model.kind import Kind
from curate.model.markers import Computed, MadeOf, Ref
from curate.model.problems import Problems
from curate.model.schema import Schema

Values = dict[str, Any]


def _id(row: Values) -> str:
    return str(row["id"])


def table_rows(checked: Checked, words: "Words", table: str) -> list[Values]:
    """The rows of a table that no claims fill, sorted by id, so that the order of files does not matter."""
    schema = checked.dataset.project.schema
    if table == "vocabularies":
        rows = list(_terms(schema))
    elif any(link.name == table for link in schema.link_tables):
        rows = list(_link_rows(checked, table))
    else:
        rows = [row_of(record, words) for record in checked.records[table]]
    return sorted(rows, key=_id)


class Words:
    """What records are called, for labels."""

    def __init__(self, checked: Checked) -> None:
        self.records = {t: {r.id: r for r in rs} for t, rs in checked.records.items()}
        self._called: dict[tuple[str, str], str] = {}

    def of(self, record: Record, keys: tuple[str, ...]) -> str:
        """The words of some keys, joined; references give the other record's label."""
        found = [self._one(record, key) for key in keys]
        return " · ".join(dict.fromkeys(word for word in found if word))

    def _one(self, record: Record, key: str) -> str:
        table = record.row.kind.refs.get(key)
        if not table:
            return str(record.values.get(key) or "")
        ids = record.ids.get(key)
        if not isinstance(ids, list):
            return self.called(table, str(ids))
        return ", ".join(filter(None, (self.called(table, str(i)) for i in ids)))

    def called(self, table: str, id_: str) -> str:
        """What the record with an id is called, or nothing if it is not sound."""
        if (table, id_) not in self._called:
            named = self.records.get(table, {}).get(id_)
            self._called[table, id_] = self.label(named) if named else ""
        return self._called[table, id_]

    def language(self, record: Record) -> str:
        """The language of a claim's source, of a record that is none the default."""
        source = self.records.get("sources", {}).get(record.ids.get("source") or "")
        return (source.values.get("language") if source else None) or DEFAULT

    def claim(self, record: Record) -> str:
        """A claim in a few words."""
        return self.of(record, record.row.kind.model.label) or record.row.kind.singular

    def label(self, record: Record) -> str:
        """What a record that others refer to is called."""
        first = record.row.kind.model.label[:1]
        made = record.row.kind.keys[first[0]].marker(MadeOf) if first else None
        if made and not record.values.get(first[0]):
            return self.of(record, made.keys)
        return self.of(record, first) or record.id


def row_of(record: Record, words: Words) -> Values:
    """The values of a record's columns."""
    plain, others = _plan(record.row.kind)
    row = dict(zip(plain, map(record.values.get, plain), strict=True))
    for names, values in others:
        row.update(zip(names, values(record, words), strict=True))
    return row


_Give = Callable[[Record, Words], Sequence[Any]]


@lru_cache(maxsize=256)
def _plan(kind: Kind) -> tuple[list[str], list[tuple[list[str], _Give]]]:
    """The keys whose value is what the column holds, and what gives the values of other columns: worked out once."""
    keys = {name: key for name, key in kind.keys.items() if key.columns}
    plain = [name for name, key in keys.items() if key.is_plain and key.holds is not bool]
    return plain, [([c.name for c in k.columns], _giver(kind, n, k)) for n, k in keys.items() if n not in plain]


def _giver(kind: Kind, name: str, key: Key) -> _Give:
    """What gives the values of a key's columns."""
    none, term = (None,) * len(key.columns), key.vocabulary and next(iter(key.vocabulary.terms))
    if key.holds is bool:
        return lambda record, _: (None if (value := record.values.get(name)) is None else int(value),)
    if key.marker(Ref):
        return lambda record, _: (record.ids.get(name),)
    if name == "evidence" and kind.is_claim:
        return lambda record, _: _evidence(record)
    if key.marker(Computed):
        return lambda *_: (term,)
    if key.columns[0].array:
        return lambda record, _: (json.dumps(record.values.get(name) or [], ensure_ascii=False),)
    flatten = key.flatten
    if issubclass_(key.holds, Count):
        return lambda record, words: (
            flatten(value, words.language(record)) if (value := record.values.get(name)) else none
        )
    if made := key.marker(MadeOf):
        keys = made.keys
        return lambda record, words: flatten(record.values.get(name) or words.of(record, keys))
    return lambda record, _: none if (value := record.values.get(name)) is None else flatten(value)


def _evidence(record: Record) -> tuple[str | None, int | None, int | None, str]:
    first = record.spans[0] if record.spans else None
    text = JOINT.join(span.exact for span in record.spans if span.exact) or None
    start, end = (first.start, first.end) if first else (None, None)
    return text, start, end, record.status


def finding_rows(problems: Problems) -> Iterator[Values]:
    """The warnings, in an order that does not depend on files."""
    found = {(p.about, p.code, p.message) for p in problems.found if p.level == "warning"}
    found.update(problems.findings)
    for number, ((kind, id_, field), code, message) in enumerate(sorted(found), start=1):
        about = {"kind": kind or None, "record_id": id_ or None, "field": field or None}
        yield {"id": f"{number:06}", **about, "code": code, "message": message, "level": "warning"}


def _link_rows(checked: Checked, table: str) -> Iterator[Values]:
    for link in checked.dataset.project.schema.link_tables:
        if link.name != table:
            continue
        owner, target = link.columns
        for record in checked.records[link.owner.table]:
            for key, found in link.owner.links.items():
                for id_ in record.ids.get(key) or [] if found.through == table else []:
                    row_id = f"{record.id}-{found.role}-{id_}"
                    yield {"id": row_id, owner: record.id, target: id_, "role": found.role}


def _terms(schema: Schema) -> Iterator[Values]:
    """Every term of every column; what all claim tables share is told once, as `*.column`."""
    told: set[str] = set()
    for kind in schema.kinds.values():
        for column in kind.columns:
            shared = kind.is_claim and all(column in other.columns for other in schema.claims)
            field = f"{'*' if shared else kind.table}.{column.name}"
            if column.vocabulary and field not in told:
                told.add(field)
                for name, term in column.vocabulary.terms.items():
                    crosswalks = json.dumps(term.crosswalks, ensure_ascii=False)
                    yield {
                        "id": f"{field}-{name}".replace("*", "any").replace(" ", "_"),
                        "field": field,
                        "term": name,
                        "definition": term.definition,
                        "example": term.example,
                        "crosswalks": crosswalks,
                    }
