"""Lists: one sentence names what an `each` list holds, so an item that stands apart belongs to something else."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable

from curate.check.checks import APART
from curate.model.problems import Problems
from curate.read.evidence import own_groups
from curate.read.fold import Folded
from curate.read.row import Row

#: The end of a sentence or paragraph; a stop behind a short abbreviation ends none.
_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"'”’)]*+\s++(?=\W{0,9}[A-Z])|\n\s*\n")


def check_list(rows: Iterable[Row], text: Folded, problems: Problems) -> None:
    """The rows of one `each` list: every item stands in a sentence with a shared phrase or with another item."""
    ends = [match.end() for match in _END.finditer(text.text)]
    placed = [(row, *_sentences(row, ends)) for row in rows if row.found and row.found.status == "verified"]
    held = Counter(sentence for _, _, item in placed for sentence in item)
    for row, shared, item in placed:
        others = shared or held.total() > len(item)
        if item and others and not any(sentence in shared or held[sentence] > 1 for sentence in item):
            what = f"{row.item!r} stands in another sentence than the rest of the list and its evidence"
            problems.add(row.where(row.each), APART, what, "correct the item, or write a claim of its own for it")


def _sentences(row: Row, ends: list[int]) -> tuple[set[int], set[int]]:
    """In which sentences the phrases that the list shares stand, and in which the item."""
    phrases = [phrase for group in own_groups(row) for phrase in group.parts]
    slices = list(zip(phrases, row.found.slices if row.found else [], strict=False))
    shared, item = set[int](), set[int]()
    for phrase, (start, _) in slices:
        (item if phrase == row.item else shared).add(bisect(ends, start))
    return shared, item
