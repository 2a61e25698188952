"""Where a claim's phrases stand: at the offsets that were stamped, or found anew."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from curate.model.problems import Problems
from curate.read.boundary import whole
from curate.read.checks import CHANGED, OFFSETS
from curate.read.evidence import all_groups, own_groups
from curate.read.find import Found, Group, Slice, allowed, find
from curate.read.fold import Folded, fold
from curate.read.row import Row

_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def offsets(at: str) -> list[Slice] | None:
    """Offsets as stamped for one claim, or None if they are none."""
    found = []
    for pair in at.split(" "):
        read = _AT.fullmatch(pair)
        if not read or (start := int(read[1])) >= (end := int(read[2])):
            return None
        found.append((start, end))
    return found


def read_at(row: Row, problems: Problems) -> list[Slice] | None:
    """The stamped offsets, one for each phrase of the row, or None if they are missing or for other phrases.

    Pieces that `[...]` joins stand in the order of the text: offsets in another order are for other phrases. The `at`
    of an `each` list gives the shared phrases first, then after each `;` what belongs to one item.
    """
    text = row.get("at")
    if not text:
        return None
    blocks = [[(int(a), int(b)) for a, b in _AT.findall(block)] for block in text.split(";")]
    forward = all(start < end for block in blocks for start, end in block)
    if not forward or not all(map(_AT.fullmatch, text.replace(";", " ").split())):
        problems.add(row.where("at"), OFFSETS, f"{text!r} are no offsets", "delete `at:` and run `curate anchor`")
        return None
    shared = blocks[0]
    if row.each:
        n = row.position + 1
        shared = shared + blocks[n] if n < len(blocks) else []
    return shared if _fits(shared, all_groups(row)) else None


def _fits(at: list[Slice], groups: list[Group]) -> bool:
    """Whether there is a slice for each phrase, those of a group in the order of the text."""
    rest = iter(at)
    in_order = all(ascending(list(islice(rest, len(group.parts)))) for group in groups)
    return in_order and len(at) == sum(len(group.parts) for group in groups)


def ascending(slices: Sequence[Slice]) -> bool:
    """Whether slices stand one behind another, and none overlaps the next."""
    return all(before[1] <= behind[0] for before, behind in pairwise(slices))


def locate(row: Row, text: Folded | None, problems: Problems) -> Found:
    """Where the claim's phrases stand: as stamped if that still holds, else found anew.

    The annotator's own phrase that is not what was stamped is a problem, be it found elsewhere: somebody changed it.
    """
    at = read_at(row, problems)
    row.stamped = row.stamped and bool(at or not row.get("at"))
    if text is None:
        return Found("unavailable", at or [])
    groups = all_groups(row)
    places = [(group, n) for group in groups for n in range(len(group.parts))]
    apart = [(s, g.parts[n]) for s, (g, n) in zip(at or [], places, strict=False) if not _holds(text, s, g, n)]
    if at and not apart:
        return Found("verified", at)
    found = find(text, groups)
    mine = {p for group in own_groups(row) for p in group.parts}
    if found.status == "verified" and (changed := next(((s, p) for s, p in apart if p in mine), None)):
        (start, end), phrase = changed
        around = ", or not between its `prefix` and `suffix`" if row.get("prefix") or row.get("suffix") else ""
        what = f"{phrase!r} is not what stands at {start}-{end}{around}, where the claim was stamped"
        hint = "correct the phrase; if it is right, run `curate anchor`"
        problems.add(row.where("evidence"), CHANGED, what, hint)
    return found


def _holds(text: Folded, at: Slice, group: Group, n: int) -> bool:
    return _alike(text.text, at, group.parts[n]) and allowed(text, group, n, at)


def stands(text: str, at: Slice, phrase: str) -> bool:
    """Whether a phrase, folded alike, stands whole at some offsets."""
    return _alike(text, at, phrase) and whole(text, *at)


def _alike(text: str, at: Slice, phrase: str) -> bool:
    start, end = at
    there = text[start:end]
    return start < end <= len(text) and (there == phrase or fold(there) == fold(phrase))
