"""The quick way from a JSON line to its rows, for lines that nothing is wrong or unusual with.

It never reports a problem: a line of which it cannot show that the checks would find nothing is left to them. What it
gives is what they would give, which a test compares.
"""

from array import array
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from pydantic import ValidationError, create_model

from curate.check.dataset import Checked
from curate.check.evidence import Phrase, in_order
from curate.check.left_out import beside
from curate.load.rows import Words
from curate.load.tables import table_columns
from curate.model.count import Count
from curate.model.evidence import JOINT, Evidence
from curate.model.kind import Kind, issubclass_
from curate.model.markers import Computed, InText, MadeOf, Span
from curate.model.period import Period, read_period
from curate.read.boundary import find_whole, has_whole, whole
from curate.read.evidence import offsets, parts
from curate.read.find import Group, Slice, find
from curate.read.fold import Folded, fold

#: Names and counts come again and again.
_fold = lru_cache(65_536)(fold)
Rows = list[tuple[str, tuple[Any, ...]]]


class Quick:
    """Reads lines of one kind of claim."""

    @staticmethod
    def can(kind: Kind) -> bool:
        """Whether the quick way knows all that a kind of claim does to its rows."""
        return (
            not any(key.marker(Computed) or key.marker(MadeOf) for key in kind.keys.values())
            and kind.model.claimant_field == "claimant"  # type: ignore[attr-defined]
            and "kind" not in kind.keys
            and all(attribute == key for attribute, key in kind.attributes.items())
        )

    def __init__(self, kind: Kind, checked: Checked, words: Words) -> None:
        self.kind, self.tally, schema = kind, checked.tally, checked.dataset.project.schema
        self.names, self.texts, self.sha256_of = checked.dataset.names, checked.dataset.texts, checked.dataset.sha256_of
        line = create_model(kind.model.__name__, __base__=kind.model, kind=(Literal[kind.table], ...))  # type: ignore[arg-type]
        self.validate = line.__pydantic_validator__.validate_json
        self.refs = [(name, table) for name, table in kind.refs.items() if table != "claims"]
        #: Keys that make a line unusual, were it only for values that are no text.
        self.left = {"prefix", "suffix", "left_out"} | {name for name, table in kind.refs.items() if table == "claims"}
        self.left |= {name for name, key in kind.keys.items() if key.has(Span) or not issubclass_(key.holds, str)}
        self.stated = [(n, ref, kind.keys[n].holds is Count) for n, ref in kind.stated.items()]
        self.in_text = [name for name, key in kind.keys.items() if key.has(InText)]
        self.periods = [name for name, key in kind.keys.items() if key.holds is Period]
        self.makers = list(_makers(kind))
        # The values of a row of the kind's table and of one of `claims`, out of those that are made, in this order.
        where = {name: n for n, name in enumerate([*(column.name for column in kind.columns), "kind", "label", None])}
        columns = table_columns(schema)
        self.own = itemgetter(*(where[column.name] for column in columns[kind.table]))
        self.shared = itemgetter(*(where.get(column.name, where[None]) for column in columns["claims"]))
        self._in_text = lru_cache(65_536)(self._stands_in)
        self._meant = lru_cache(65_536)(self._resolve)
        self._label = lru_cache(65_536)(words.called)

    def rows(self, data: bytes) -> Rows | None:
        """The rows of a line, or None where the checks have to look at it."""
        try:
            model = self.validate(data)
        except ValidationError:
            return None
        given, ids = vars(model), dict[str, str]()
        # Four quotes a field: with more, a key would be given twice, which pydantic does not tell.
        quotes = data.count(b'"') - data.count(b'\\"')
        if quotes != 4 * len(model.__pydantic_fields_set__) or b"\\\\" in data or "" in given.values():
            return None
        for name in self.left:
            if given[name] is not None:
                return None
        for name, table in self.refs:
            if written := given[name]:
                meant = self._meant(table, written)
                if meant is None:
                    return None
                ids[name] = meant
        if not self._complete(given, ids):
            return None
        text = self.texts.get(self.sha256_of(ids["source"]))
        spans = self._spans(given, text)
        if not spans or not self._is_sound(given, ids["source"], text, spans):
            return None
        given.update(ids)
        if given["review_status"] is None:
            given["review_status"] = "unreviewed" if given["origin"] == "extracted" else "accepted"
        return self._rows(given, spans, "verified" if text else "unavailable")

    def _resolve(self, table: str, written: str) -> str | None:
        ids = self.names.meant(table, written)
        return ids[0] if len(ids) == 1 else None

    def _complete(self, given: dict[str, Any], ids: dict[str, str]) -> bool:
        """Fill what follows from a record that the claim names, and wording that was written as a name."""
        named_here = {ref for _, ref, _ in self.stated if ref and given[ref] is not None}
        for key, follows in self.kind.follows.items():
            if given[key] is None and (named := ids.get(follows.ref)):
                value = self._followed(self.kind.refs[follows.ref], named, follows.key)
                if value is None:
                    continue
                if key not in self.kind.refs:  # a value that was not checked with the line
                    return False
                given[key] = ids[key] = value
        for name, ref, _ in self.stated:
            if given[name] is None and ref in named_here and given[ref] != ids[ref]:
                given[name] = given[ref]
        return True

    def _followed(self, table: str, id_: str, key: str) -> str | None:
        """The value of a record that a claim names, if it has just one."""
        named = self.names.rows[table][id_]
        value = named.ids.get(key, named.values.get(key))
        value = value[0] if isinstance(value, list) and len(value) == 1 else value
        return value if isinstance(value, str) else None

    def _spans(self, given: dict[str, Any], text: Folded | None) -> list[Phrase]:
        """The claim's spans where its phrases certainly stand, else none."""
        evidence = given["evidence"]
        if not evidence:
            return []
        said = parts(evidence) if "[" in evidence else (evidence,)
        at = offsets(given["at"]) if given["at"] else []
        if at is None or (at and len(at) != len(said)):
            return []
        if text is None:
            places: list[Slice] | list[tuple[None, None]] = at or [(None, None)] * len(said)
            return in_order([Phrase(a, b, fold(p)) for (a, b), p in zip(places, said, strict=True)])
        if not at:
            found = find(text, [Group(said)])
            at = found.slices if found.status == "verified" else []
        spans = [Phrase(a, b, text.text[a:b]) for a, b in at]
        for (a, b, exact), phrase in zip(spans, said, strict=False):
            if not exact or (exact != phrase and fold(exact) != fold(phrase)) or not whole(text.text, a or 0, b or 0):
                return []
        return in_order(spans) if len(spans) > 1 else spans

    def _is_sound(self, given: dict[str, Any], source: str, text: Folded | None, spans: list[Phrase]) -> bool:
        """Whether nothing is left out, all wording stands where it should, and no day is after publication."""
        if text and any(beside(text.text, start or 0, end or 0) for start, end, _ in spans):
            return False
        exacts = [fold(span.exact) for span in spans]
        for name, _, counts in self.stated:
            if given[name] is not None and not _states(exacts, _fold(given[name]), counts):
                return False
        for name in self.in_text:
            if given[name] is not None and text and not self._in_text(source, _fold(given[name])):
                return False
        published = self.names.rows["sources"][source].get("published")
        for name in self.periods:
            if given[name] and published and given["stance"] != "anticipates":
                start, last = read_period(given[name]).start, _last(published)
                if start and (not last or start > last):
                    return False
        return True

    def _stands_in(self, source: str, wording: str) -> bool:
        text = self.texts.get(self.sha256_of(source))
        return text is not None and has_whole(text.folded, wording)

    def _rows(self, given: dict[str, Any], spans: list[Phrase], status: str) -> Rows:
        """The claim's rows, its columns in the order of the tables'."""
        id_, source, (start, end, exact) = given["id"], given["source"], spans[0]
        self.tally.claims[source, self.kind.table, status, given["review_status"]] += 1
        evidence = exact if len(spans) == 1 else JOINT.join(span.exact for span in spans)
        given["evidence"] = (evidence, start, end, status)
        made = [value for make in self.makers for value in make(given)]
        made += (self.kind.table, self._words(given) or self.kind.singular, None)
        rows: Rows = [(self.kind.table, self.own(made)), ("claims", self.shared(made))]
        for n, (start, end, exact) in enumerate(spans, start=1):
            rows.append(("evidence", (f"{id_}-{n}", id_, n, source, start, end, exact, status)))
            if start is not None and end is not None:
                self.tally.slices.setdefault(source, array("I")).extend((start, end))
        return rows

    def _words(self, given: dict[str, Any]) -> str:
        """The claim in a few words (see `Words`)."""
        refs = self.kind.refs
        found = [
            given[k] and (self._label(refs[k], given[k]) if k in refs else given[k]) for k in self.kind.model.label
        ]
        return " · ".join(dict.fromkeys(filter(None, found)))


def _makers(kind: Kind) -> Iterator[Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """What makes the values of a row's columns from the fields: runs of plain ones, and those of several columns."""
    fields = [(name, key) for name, key in kind.keys.items() if key.columns]
    for plain, run in groupby(fields, lambda field: len(field[1].columns) == 1):
        names = [name for name, _ in run]
        if plain:
            yield itemgetter(*names) if len(names) > 1 else _one(names[0])
            continue
        for key in map(kind.keys.__getitem__, names):
            several = _several(key.name, lru_cache(65_536)(key.flatten), (None,) * len(key.columns))
            yield itemgetter(key.name) if key.holds is Evidence else several


def _one(name: str) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    return lambda given: (given[name],)


def _several(name: str, flatten: Any, empty: tuple[None, ...]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    return lambda given: empty if given[name] is None else flatten(given[name])


def _states(exacts: list[str], wording: str, counts: bool) -> bool:
    """Whether a phrase holds the wording, whole, and if it counts, with nothing beside it that limits the number."""
    for exact in exacts:
        if not counts and has_whole(f" {exact} ", wording):
            return True
        if counts and any(not beside(exact, *hit) for hit in find_whole(exact, wording)):
            return True
    return False


@lru_cache(65_536)
def _last(published: str) -> str | None:
    """The last day of publication, None where it cannot be read."""
    try:
        return read_period(published).end
    except ValueError:
        return None
