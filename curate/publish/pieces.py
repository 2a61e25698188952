"""Pieces: excerpts of one article that touch, so that together they print it word after word."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from curate.read.find import Slice

#: From the first letter or digit of a word to its last, whatever marks stand between.
_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
#: A gap of so few characters holds hardly a word beside marks and spaces.
_GAP = 3


class PrintedWords:
    """The words of an article by their places: of the whole article, or of those `parts` of it that are known."""

    def __init__(self, parts: Iterable[tuple[int, str]], text: str | None = None) -> None:
        parts = parts if text is None else [(0, text)]
        found = sorted({(at + m.start(), at + m.end()) for at, words in parts for m in _WORD.finditer(words)})
        self._starts, self._ends = [start for start, _ in found], sorted(end for _, end in found)
        self._text = text

    def between(self, start: int, end: int) -> int:
        """How many words stand, whole or in part, between two offsets."""
        return max(0, bisect_left(self._starts, end) - bisect_right(self._ends, start))

    def touch(self, end: int, start: int) -> bool:
        """Whether no word stands in a gap, nor a part of one; a mark within a word is none. Without the article at
        hand, a short gap counts as one without words."""
        if self._text is not None:
            return not any(map(str.isalnum, self._text[end:start]))
        return start <= end or (not self.between(end, start) and start - end <= _GAP)


def within(excerpts: Iterable[Slice], words: PrintedWords, most: int) -> set[Slice]:
    """The excerpts that may be printed so that no piece has more than `most` words; earlier ones go first.

    Time grows as n log n with their number.
    """
    kept: set[Slice] = set()
    pieces: list[Slice] = []  # of those kept, in the order of the text
    for excerpt in excerpts:
        first = last = bisect_left(pieces, excerpt)
        start, end = excerpt
        while first and words.touch(pieces[first - 1][1], start):
            first -= 1
            start, end = min(start, pieces[first][0]), max(end, pieces[first][1])
        while last < len(pieces) and words.touch(end, pieces[last][0]):
            end = max(end, pieces[last][1])
            last += 1
        if words.between(start, end) <= most:
            kept.add(excerpt)
            pieces[first:last] = [(start, end)]
    return kept
