"""Lists: one sentence names what an `each` list holds, so an item that stands apart belongs to something else."""

import re
from bisect import bisect
from collections.abc import Iterable

from curate.model.problems import Problems
from curate.read.evidence import own_groups
from curate.read.find import Slice
from curate.read.fold import Folded
from curate.read.row import Row

#: The end of a sentence or paragraph; a stop behind a short abbreviation ends none.
_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"'”’)]*\s+(?=\W*[A-Z])|\n\s*\n")


def check_list(rows: Iterable[Row], text: Folded, problems: Problems) -> None:
    """The rows of one `each` list: every item stands in a sentence with a shared phrase or with another item."""
    ends = [match.end() for match in _END.finditer(text.text)]
    placed = [(row, *_slices(row)) for row in rows if row.found and row.found.status == "verified"]
    for row, shared, item in placed:
        others = shared + [s for other, _, theirs in placed for s in theirs if other is not row]
        near = {bisect(ends, start) for start, _ in others}
        if item and near and not any(bisect(ends, start) in near for start, _ in item):
            what = f"{row.item!r} stands in another sentence than the rest of the list and its evidence"
            problems.add(row.where(row.each), "apart", what, "correct the item, or write a claim of its own for it")


def _slices(row: Row) -> tuple[list[Slice], list[Slice]]:
    """Where the phrases that the list shares stand, and where the item stands."""
    phrases = [phrase for group in own_groups(row) for phrase in group.parts]
    slices = list(zip(phrases, row.found.slices if row.found else [], strict=False))
    return [s for phrase, s in slices if phrase != row.item], [s for phrase, s in slices if phrase == row.item]
