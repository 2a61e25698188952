"""What no file of a release may hold: names, private values, and the words of records that stay out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from curate.check.checked import Checked, Record
from curate.model.markers import FileOnly, InText, Private, Ref, Span, Stated
from curate.publish.automaton import Automaton
from curate.publish.forms import SHORTEST
from curate.publish.matcher import Matcher
from curate.publish.names import names_of
from curate.publish.skeleton import Skeleton
from curate.publish.withhold import HELD_BACK, Mark, mark
from curate.publish.words import parts, words


@dataclass(frozen=True)
class Secret:
    """A string that no file of the release may hold, and what it is, without saying it."""

    text: str
    what: str
    #: Whether it is a word of a name, and not a name by itself.
    part: bool = False


def names_withheld(records: Iterable[Record], ours: str) -> Iterator[Secret]:
    """The names of records that releases do not name; a short one unless the codebook has the word (`An`)."""
    every = {(name, record.id) for record in records for name in names_of(record)}
    short = {name for name, _ in every if letters(name) < SHORTEST}
    codebook = Skeleton(ours)
    known = {form.what for _, _, form in Matcher((name, name) for name in short).find(codebook)}
    yield from (Secret(n, f"a name of {id_}") for n, id_ in sorted(every) if len(n) > 1 and n not in known)


def letters(text: str) -> int:
    """How many letters and digits a text has: two in `A. B.`"""
    return sum(map(str.isalnum, text))


def _bare(text: str) -> str:
    """A text as the gate compares it: without case and marks."""
    return " ".join(parts(words(text)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (str(item) for item in value)


def _free(record: Record, private_only: bool) -> Iterator[tuple[str, str]]:
    """The key and text of each value in free words.

    A shorter one, such as a code or an age, is not looked for: the same characters stand elsewhere for other things.
    """
    for name, key in record.row.kind.keys.items():
        file_only = key.has(FileOnly) and name not in ("withhold_reason", "prefix", "suffix")
        if key.vocabulary or key.marker(Ref) or file_only or (private_only and key.policy != Private):
            continue
        yield from ((name, text) for text in _strings(record.values.get(name)) if len(text) >= SHORTEST)


def private_values(checked: Checked) -> Iterator[Secret]:
    """The private values of all records, but for those that a public field states as well."""
    every = [record for records in checked.records.values() for record in records]
    public = {_bare(text) for r in every for name, text in _free(r, False) if r.row.kind.keys[name].policy != Private}
    for record in every:
        for name, text in _free(record, True):
            if _bare(text) not in public:
                yield Secret(text, f"{name} of {record.id}")
        if reason := record.values.get("withhold_reason"):
            yield Secret(str(reason), f"withhold_reason of {record.id}")


def words_left_out(checked: Checked, out: dict[Mark, str], kept: list[Record], ours: str) -> Iterator[Secret]:
    """The words, names and ids of records that stay out, as far as no record that is published has them too.

    What names a record that somebody holds back may be another record's name or an article's words, but no note.
    """
    candidates = [
        (
            text,
            _bare(text),
            why in HELD_BACK and text in (record.id, *names_of(record)),
            f"words of {record.id} ({why})",
        )
        for records in checked.records.values()
        for record in records
        if (why := out.get(mark(record)))
        for text in dict.fromkeys(_said(record))
        if len(text) >= (SHORTEST if text in names_of(record) else 2 * SHORTEST + 1)
    ]
    sought = Automaton((bare, bare) for _, bare, _, _ in candidates)
    said, printed = (
        {
            found
            for text in [ours, *(text for r in kept for text in texts(r))]
            for _, _, its in sought.find(_bare(text))
            for found in its
        }
        for texts in (_said, _printed)
    )
    yield from (Secret(text, what) for text, bare, own, what in candidates if bare not in (printed if own else said))


def _said(record: Record) -> Iterator[str]:
    yield from _printed(record)
    yield from (text for _, text in _free(record, False))


def _printed(record: Record) -> Iterator[str]:
    """What a record is called, and the words of articles that it holds."""
    keys = record.row.kind.keys
    yield from (record.id, *names_of(record), *(span.exact for span in record.spans))
    for name in (n for n, key in keys.items() if key.marker(Stated) or key.has(InText) or key.has(Span)):
        yield from _strings(record.values.get(name))
