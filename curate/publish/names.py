"""Names of people whom a release does not name: gone from their records, and from every text that prints them."""

import re
from collections.abc import Iterable
from typing import Any

from curate.check.checked import Record
from curate.check.spans import Phrase
from curate.model.key import Key, issubclass_
from curate.model.markers import FullText, Name, Span, Stated
from curate.model.protection import UNNAMED, Protection
from curate.publish.comparable import comparable, readings, replaced
from curate.publish.withhold import Mark, named_by
from curate.read.fold import slug

WITHHELD = "[name withheld]"


def protection_of(record: Record) -> str:
    """The term under which a record's names are withheld, or nothing."""
    keys = record.row.kind.keys
    terms = [record.values.get(name) for name, key in keys.items() if issubclass_(key.holds, Protection)]
    return next((term for term in terms if term in UNNAMED), "")


def names_of(record: Record) -> list[str]:
    """All names of a record."""
    values = [record.values.get(name) for name in record.row.kind.names]
    return [name for value in values for name in (value if isinstance(value, list) else [value]) if name]


class Redactor:
    """Takes names out of texts. A name counts as whole words, in any case, with any accents, quotes and spaces."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        words = sorted({comparable(name).strip() for name in self.names} - {""}, key=lambda n: (-len(n), n))
        self.slugs = {s for w in words if len(s := slug(w)) > 2}
        self._pattern = re.compile("|".join(map(_form, words)), re.I) if words else None

    def finds(self, text: str) -> bool:
        """Whether a text prints a name."""
        return bool(self._pattern and any(self._pattern.search(comparable(each)) for each in readings(text)))

    def in_id(self, id_: str) -> bool:
        """Whether an id spells a name."""
        return any(f"-{s}-" in f"-{slug(id_)}-" for s in self.slugs)

    def clean(self, value: Any) -> Any:
        """A value without names: texts with a note in their place, lists without the items that print one."""
        if isinstance(value, list):
            return [item for item in value if not self.finds(str(item))]
        if isinstance(value, dict):
            return {k: v for k, v in value.items() if not self.finds(f"{k} {v}")}
        if isinstance(value, str) and self._pattern and self.finds(value):
            if any(self._pattern.search(comparable(each)) for each in readings(value)[1:]):
                return WITHHELD  # spaces of no width part words here or break them, and nobody knows where a name ends
            return replaced(value, self._pattern, WITHHELD)
        return value


def alone(*names: str) -> str:
    """A pattern of any of these names with no letter or digit beside it; a low line is neither."""
    return rf"(?<![^\W_])(?:{'|'.join(map(spaced, names))})(?![^\W_])"


def spaced(name: str) -> str:
    """A pattern of a name, with any space between its words."""
    return r"\s+".join(map(re.escape, name.split()))


def _form(name: str) -> str:
    """Other scripts than Latin write particles and endings together with a name."""
    return alone(name) if latin(name) else spaced(name)


def latin(text: str) -> bool:
    """Whether all letters of a text are Latin ones."""
    return not any(c > "\u024f" and c.isalpha() for c in text)


def unname(record: Record) -> None:
    """Empty the names of a record, and all that is told about it in free words."""
    for name, key in record.row.kind.keys.items():
        if key.has(Name) or key.has(FullText):
            record.values[name] = _empty(key)


def _empty(key: Key) -> Any:
    return [] if key.is_list else WITHHELD if key.required else None


def redact(record: Record, redactor: Redactor, unnamed: set[Mark]) -> int:
    """Take names out of a record. Returns how many of its spans lost their words."""
    keys, hides = record.row.kind.keys, redactor
    if any(other in unnamed for other in named_by(record)):
        hides = _with_wording(record, redactor, unnamed)
    for name, value in record.values.items():
        if name in keys and not keys[name].vocabulary and name != "id":
            wording = keys[name].marker(Stated) or keys[name].has(Span)
            found = isinstance(value, str) and hides.finds(value)
            record.values[name] = _empty(keys[name]) if wording and found else hides.clean(value)
    lost = [bool(s.exact) and hides.finds(s.exact) for s in record.spans]
    record.spans = [Phrase(s.start, s.end, "") if gone else s for s, gone in zip(record.spans, lost, strict=True)]
    return sum(lost)


def _with_wording(record: Record, redactor: Redactor, unnamed: set[Mark]) -> Redactor:
    """A redactor that also knows how this record words the people it may not name."""
    kind, values = record.row.kind, record.values
    refs = {name: (kind.refs.get(ref, ""), record.ids.get(ref)) for name, ref in kind.stated.items() if ref}
    return Redactor([*redactor.names, *(values[n] for n, other in refs.items() if other in unnamed and values.get(n))])
