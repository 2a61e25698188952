"""Words of withheld names that a release would publish and nobody decided about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from curate.check.checked import Checked, Record
from curate.model.counted import counted
from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.publish.checks import NAME_PART
from curate.publish.decisions import FILE, HEADER, OTHER, WITHHOLD, Decisions, line, texts
from curate.publish.names import Redactor
from curate.publish.skeleton import Skeleton
from curate.publish.unescape import readings

#: So many places, and so many records that have the word in a name, are told of one word.
_MOST, _OWNERS = 5, 3
#: Files of a release that hold nothing but records, whose texts are searched by column.
_RECORDS = ("csv/", "jsonl/", "parquet/", "geojson/")
_PACKED = (".db", ".xlsx", "SHA256SUMS")


class Place(NamedTuple):
    """Where a word stands: for people to find it, for the file of decisions, and as messages name it."""

    spot: Spot
    where: str
    shown: str


def check_parts(
    allowed: Checked, decisions: Decisions, redactor: Redactor, folder: Path, files: Iterable[str], problems: Problems
) -> None:
    """A problem for each word of a withheld name that still stands somewhere, undecided, with the first places."""
    found: dict[str, list[Place]] = defaultdict(list)
    open_: dict[str, set[str]] = defaultdict(set)
    places = (*_in_records(allowed, decisions), *_in_files(decisions, redactor, folder, files))
    for word, place in places:
        if owners := decisions.open(word, decisions.canonical(place.where)):
            found[word].append(place)
            open_[word] |= owners
    for word, its in found.items():
        what, hint = _told(word, its, sorted(open_[word]), decisions)
        problems.add(its[0].spot, NAME_PART, what, hint)


def excused(allowed: Checked, decisions: Decisions) -> list[str]:
    """The ids that hold a word of a withheld name, about which a person decides."""
    every = (r.id for records in allowed.records.values() for r in records)
    return [id_ for id_ in every if decisions.parts.find(id_, True)]


def _in_records(allowed: Checked, decisions: Decisions) -> Iterator[tuple[str, Place]]:
    known: dict[str, set[str]] = {}
    for table, id_, column, text, record in _texts(allowed):
        if column == "id":
            words = decisions.parts.find(text, True)
        else:
            words = known[text] = known[text] if text in known else decisions.parts.find(text)
        where = f"{table}/{id_}/{column}"
        spot = record.row.where(column) if record else Spot("data")
        yield from ((word, Place(spot, where, where)) for word in sorted(words))


def _texts(allowed: Checked) -> Iterator[tuple[str, str, str, str, Record | None]]:
    written = {r.id: r for r in allowed.records["claim_links"]}
    for table, records in allowed.records.items():
        for record in records if table != "claim_links" else ():
            for column, its in texts(record).items():
                its_id = record.row.get("id")  # that of the project: a claim may be published under another one
                yield from ((table, its_id, column, text, record) for text in its)
    for link in allowed.links:
        if link["id"] in written:
            yield "claim_links", link["id"], "id", link["id"], written[link["id"]]
        if link.get("note"):
            yield "claim_links", link["id"], "note", link["note"], written.get(link["id"])


def _in_files(
    decisions: Decisions, redactor: Redactor, folder: Path, files: Iterable[str]
) -> Iterator[tuple[str, Place]]:
    for name in files if decisions.parts.in_texts else ():
        if not name.startswith(_RECORDS) and not name.endswith(_PACKED):
            for n, text in enumerate((folder / name).read_text("utf-8").split("\n"), start=1):
                for word, column in sorted(_alone(decisions, redactor, text).items()):
                    yield word, Place(Spot(name, n, column), name, f"{name}:{n}")


def _alone(decisions: Decisions, redactor: Redactor, text: str) -> dict[str, int]:
    """The words in a line that belong to no whole name, which the gate tells of; and their columns."""
    found: dict[str, int] = {}
    for each in readings(text):
        skeleton = Skeleton(each)
        parts = list(decisions.parts.in_texts.find(skeleton))
        wholes = redactor.spans(skeleton) if parts else []
        for start, end, form in parts:
            if not any(a <= start and end <= b for a, b in wholes):
                found.setdefault(form.what, skeleton.at[start] + 1 if each == text else 1)
    return found


def _told(word: str, places: list[Place], owners: list[str], decisions: Decisions) -> tuple[str, str]:
    written = sorted(decisions.written_of(word))[0]
    shown = list(dict.fromkeys(place.shown for place in places))
    whose = ", ".join(owners[:_OWNERS]) + (f" and {len(owners) - _OWNERS:,} more" if len(owners) > _OWNERS else "")
    more = f" and {len(shown) - _MOST:,} more" if len(shown) > _MOST else ""
    what = f"{written!r} of a name that is withheld ({whose}) stands in {counted(len(shown), 'place')}: "
    who = owners[0] if len(owners) == 1 else ""
    one = next((place.where for place in places if place.where.count("/") > 1), places[0].where)
    lines = [line(who, written, "", decision) for decision in (OTHER, WITHHOLD)]
    hint = (
        f"look who is meant there, and add to {FILE} (columns {HEADER}) the line `{lines[0]}`, or `{lines[1]}`; "
        f"for one place of several name it, as in `{line(who, written, one, OTHER)}`"
    )
    return what + ", ".join(shown[:_MOST]) + more, hint
