"""The quick way from a JSON line to what the database holds of it, for lines that nothing is wrong or unusual with.

It never reports a problem: a line of which it cannot show that the checks would find nothing is left to them. What it
gives is what they would give, which a test compares.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import Any, Literal

from pydantic import ValidationError, create_model

from curate.check.checked import Checked
from curate.check.plausible import begins_after
from curate.check.spans import Phrase
from curate.language.counts import read_count
from curate.language.pack import DEFAULT
from curate.language.stance import stance_of
from curate.load.quick_evidence import Here, Sources, states
from curate.load.shared import Claimed
from curate.model.claim import EXTRACTED, reviewed_at_first
from curate.model.column import Column
from curate.model.count import LATER, Count
from curate.model.evidence import JOINT
from curate.model.key import Key, issubclass_
from curate.model.kind import Kind
from curate.model.markers import Computed, InText, MadeOf, Span
from curate.model.period import Edtf, Period
from curate.read.fold import fold


class Quick:
    """Reads lines of one kind of claim to what some columns of its table hold."""

    @staticmethod
    def can(kind: Kind) -> bool:
        """Whether the quick way knows all that a kind of claim does to its rows."""
        return (
            not any(key.marker(Computed) or key.marker(MadeOf) for key in kind.keys.values())
            and kind.model.claimant_field == "claimant"  # type: ignore[attr-defined]
            and "kind" not in kind.keys
            and all(attribute == key for attribute, key in kind.attributes.items())
            # Wording may be filled after the line was validated, so nothing but its type may limit it.
            and all(kind.keys[name].is_unlimited for name in kind.stated)
        )

    def __init__(self, kind: Kind, checked: Checked, columns: list[Column]) -> None:
        self.kind, self.tally, self.dataset = kind, checked.tally, checked.dataset
        origin = (kind.model.model_fields["origin"].annotation, EXTRACTED)
        line = create_model(kind.model.__name__, __base__=kind.model, kind=(Literal[kind.table], ...), origin=origin)  # type: ignore[arg-type]
        self.validate = line.__pydantic_validator__.validate_json
        self.refs = [(name, table) for name, table in kind.refs.items() if table != "claims"]
        #: Keys that make a line unusual, were it only for values that are no text.
        unusual = {"prefix", "suffix", "left_out"} | {name for name, table in kind.refs.items() if table == "claims"}
        unusual |= {name for name, key in kind.keys.items() if key.has(Span) or not issubclass_(key.holds, str)}
        self.unusual = itemgetter(*unusual)
        self.usual = (None,) * len(unusual)
        self.stated = [(n, ref, kind.keys[n].holds is Count) for n, ref in kind.stated.items()]
        self.in_text = [name for name, key in kind.keys.items() if key.has(InText)]
        self.periods = [name for name, key in kind.keys.items() if key.holds is Period]
        several = {name: key for name, key in kind.keys.items() if issubclass_(key.holds, (Count, Edtf))}
        self.composite = [(name, _flatten(key)) for name, key in several.items() if {*key.columns} & {*columns}]
        self.evidence_columns = [column.name for column in kind.keys["evidence"].columns]
        # Under which name the value of a column stands: its own, if a field has several.
        single = {key.columns[0].name: name for name, key in kind.keys.items() if len(key.columns) == 1}
        own = [single.get(column.name, column.name) for column in columns]
        self.own = itemgetter(*own) if len(own) > 1 else lambda given: (given[own[0]],)
        self.sources = Sources(checked)
        self._meant = lru_cache(65_536)(self._resolve)

    def read(self, data: bytes) -> Claimed | None:
        """The claim of a line, or None where the checks have to look at it."""
        try:
            model = self.validate(data, context={"language": LATER})
        except ValidationError:
            return None
        given, ids = vars(model), dict[str, str]()
        # Four quotes a field: with more, a key would be given twice, which pydantic does not tell.
        if _quotes(data) != 4 * len(model.__pydantic_fields_set__) or "" in given.values():
            return None
        if self.unusual(given) != self.usual:
            return None
        for name, table in self.refs:
            if written := given[name]:
                meant = self._meant(table, written)
                if meant is None:
                    return None
                ids[name] = meant
        if not self._complete(given, ids):
            return None
        here = self.sources.of(ids["source"])
        spans = here.spans(given["evidence"], given["at"])
        if not spans or not self._is_sound(given, here, spans):
            return None
        given.update(ids)
        if given["review_status"] is None:
            given["review_status"] = reviewed_at_first(given["origin"])
        return self._claimed(given, spans, here)

    def _resolve(self, table: str, written: str) -> str | None:
        ids = self.dataset.context.names.meant(table, written)
        return ids[0] if len(ids) == 1 else None

    def _complete(self, given: dict[str, Any], ids: dict[str, str]) -> bool:
        """Fill what follows from a record that the claim names, and wording that was written as a name."""
        for key, follows in self.kind.follows.items():
            if given[key] is None and (named := ids.get(follows.ref)):
                value = self.dataset.context.names.rows[self.kind.refs[follows.ref]][named].only(follows.key)
                if value is None:
                    continue
                if key not in self.kind.refs:  # a value that was not checked with the line
                    return False
                given[key] = ids[key] = value
        for name, ref, _ in self.stated:
            if given[name] is None and ref in ids and given[ref] != ids[ref]:
                given[name] = given[ref]
        return True

    def _is_sound(self, given: dict[str, Any], here: Here, spans: list[Phrase]) -> bool:
        """Whether all wording stands where it should, no day is after publication, and no phrase speaks against it."""
        exacts = [span.exact if here.is_plain else fold(span.exact) for span in spans]
        for name, _, counts in self.stated:
            if not (wording := given[name]):
                continue
            if not states(exacts, wording, here.limits if counts else None):
                return False
            if counts and not _is_count(wording, here.language):
                return False
        for name in self.in_text:
            if given[name] and not here.holds(given[name]):
                return False
        for name in self.periods:
            if given[name] and given["stance"] != "anticipates" and begins_after(given[name], here.published):
                return False
        return given["stance"] != "asserts" or bool(self.kind.spans) or not stance_of(exacts, here.language)

    def _claimed(self, given: dict[str, Any], spans: list[Phrase], here: Here) -> Claimed:
        """The claim, its values in the order of the columns."""
        status = "verified" if here.text else "unavailable"
        start, end, exact = spans[0]
        self.tally.claims[given["source"], self.kind.table, status, given["review_status"]] += 1
        for first, last, _ in spans:
            if first is not None and last is not None:
                here.slices.extend((first, last))
        evidence = exact if len(spans) == 1 else JOINT.join(span.exact for span in spans)
        given.update(zip(self.evidence_columns, (evidence, start, end, status), strict=True))
        for name, flatten in self.composite:
            given.update(flatten(given[name], here.language))
        return self.kind.table, self.own(given), None, None if len(spans) == 1 else [(a, b, c) for a, b, c in spans]


def _flatten(key: Key) -> Callable[[str | None, str], dict[str, Any]]:
    """Gives the columns of a field that has several, in a language."""
    names = [column.name for column in key.columns]
    nothing = dict[str, Any].fromkeys(names)
    in_language = issubclass_(key.holds, Count)

    def flatten(value: str | None, language: str) -> dict[str, Any]:
        if not value:
            return nothing
        return dict(zip(names, key.flatten(value, language) if in_language else key.flatten(value), strict=True))

    return lru_cache(65_536)(flatten)


@lru_cache(65_536)
def _is_count(wording: str, language: str) -> bool:
    try:
        read_count(wording, language or DEFAULT)
    except ValueError:
        return False
    return True


def _quotes(data: bytes) -> int:
    """How many quotes of a line are JSON's own; none where that cannot be told at a glance."""
    if b"\\" not in data:
        return data.count(b'"')
    if b"\\u001" in data:  # what is white space at the ends of a value is not told alike everywhere
        return 0
    return 0 if b"\\\\" in data else data.count(b'"') - data.count(b'\\"')
