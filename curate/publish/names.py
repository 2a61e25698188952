"""Names of people whom a release does not name: gone from their records, and from every text that prints them."""

from collections.abc import Container, Iterable
from typing import Any

from curate.check.checked import Record
from curate.check.spans import Phrase
from curate.model.key import Key, issubclass_
from curate.model.markers import FullText, Name, Span, Stated
from curate.model.protection import UNNAMED, Protection
from curate.publish.automaton import installed
from curate.publish.matcher import Matcher
from curate.publish.place import ReleaseError
from curate.publish.skeleton import Skeleton
from curate.publish.unescape import readings
from curate.publish.withhold import Mark, named_by

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
    """Takes names out of texts, however they are written, and single words that somebody withholds.

    Raises:
        ReleaseError: there are names, and the library that finds them is not installed.
    """

    def __init__(self, names: Iterable[str], words: Iterable[str] = ()) -> None:
        made = (Matcher((name, "") for name in names), Matcher(((word, "") for word in words), parts=True))
        self._matchers = [matcher for matcher in made if matcher]
        if self._matchers and not installed():
            raise ReleaseError("names are withheld, which needs a library: pip install 'curate-claims[publish]'")

    def also(self, names: Iterable[str] = (), words: Iterable[str] = ()) -> "Redactor":
        """One that takes out more names and words than this one."""
        more = Redactor(names, words)
        more._matchers += self._matchers
        return more

    def finds(self, text: str) -> bool:
        """Whether a text prints a name."""
        return bool(self._matchers) and any(self.spans(Skeleton(each)) for each in readings(text))

    def spans(self, skeleton: Skeleton) -> list[tuple[int, int]]:
        """The letters that spell names, from where to before where; in order, those that overlap as one."""
        found = [(start, end) for matcher in self._matchers for start, end, _ in matcher.find(skeleton)]
        made: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if made and start < made[-1][1]:
                made[-1] = (made[-1][0], max(end, made[-1][1]))
            else:
                made.append((start, end))
        return made

    def _prints_whole(self, skeleton: Skeleton) -> bool:
        """Whether a name stands in a text with nothing within its words."""
        matches = (match for matcher in self._matchers for match in matcher.find(skeleton))
        return any(
            not any(skeleton.gap(start + n + 1) for n, cut in enumerate(form.gaps[:-1]) if not cut)
            for start, _, form in matches
        )

    def in_id(self, id_: str) -> bool:
        """Whether an id spells a name of several words, or is one, or holds a word that is withheld."""
        skeleton = Skeleton(id_)
        found = [match for matcher in self._matchers for match in matcher.find(skeleton)]
        return any(f.several or f.part or end - start == len(skeleton.letters) for start, end, f in found)

    def clean(self, value: Any) -> Any:
        """A value without names: texts with a note in their place, lists without the items that print one."""
        if isinstance(value, list):
            return [item for item in value if not self.finds(str(item))]
        if isinstance(value, dict):
            return {k: v for k, v in value.items() if not self.finds(f"{k} {v}")}
        return self._without(value) if isinstance(value, str) and self._matchers else value

    def _without(self, text: str) -> str:
        """A text with a note where names stand. Where more is found once it is decoded, nothing of it is kept."""
        skeleton, *others = map(Skeleton, readings(text))
        spans = self.spans(skeleton)
        said = sorted(skeleton.letters[start:end] for start, end in spans)
        for other in others:
            if (found := sorted(other.letters[start:end] for start, end in self.spans(other))) and found != said:
                return WITHHELD
        if not spans:
            return text
        if "\u200b" in text and self._prints_whole(Skeleton(text.replace("\u200b", " "))):
            return WITHHELD  # spaces of no width part words here or break them, and nobody knows where a name ends
        made, done = [], 0
        for start, end in spans:
            begin, over = skeleton.slice(start, end)
            made += [skeleton.text[done:begin], WITHHELD]
            done = over
        return "".join([*made, skeleton.text[done:]])


def unname(record: Record) -> None:
    """Empty the names of a record, and all that is told about it in free words."""
    for name, key in record.row.kind.keys.items():
        if key.has(Name) or key.has(FullText):
            record.values[name] = _empty(key)


def _empty(key: Key) -> Any:
    return [] if key.is_list else WITHHELD if key.required else None


def redact(
    record: Record, redactor: Redactor, unnamed: Container[Mark], placed: dict[str, set[str]] | None = None
) -> int:
    """Take names out of a record. Returns how many of its spans lost their words.

    `placed` are further words that are withheld in one column each.
    """
    keys, more = record.row.kind.keys, placed or {}
    hides = redactor
    if any(other in unnamed for other in named_by(record)):
        hides = redactor.also(_wording(record, unnamed))
    for name, value in record.values.items():
        if name in keys and not keys[name].vocabulary and name != "id":
            here = hides.also(words=more[name]) if name in more else hides
            wording = keys[name].marker(Stated) or keys[name].has(Span)
            found = isinstance(value, str) and here.finds(value)
            record.values[name] = _empty(keys[name]) if wording and found else here.clean(value)
    here = hides.also(words=more["evidence"]) if "evidence" in more else hides
    lost = [bool(s.exact) and here.finds(s.exact) for s in record.spans]
    record.spans = [Phrase(s.start, s.end, "") if gone else s for s, gone in zip(record.spans, lost, strict=True)]
    return sum(lost)


def _wording(record: Record, unnamed: Container[Mark]) -> list[str]:
    """How a record words the people whom it may not name."""
    kind, values = record.row.kind, record.values
    refs = {name: (kind.refs.get(ref, ""), record.ids.get(ref)) for name, ref in kind.stated.items() if ref}
    return [values[name] for name, other in refs.items() if other in unnamed and values.get(name)]
