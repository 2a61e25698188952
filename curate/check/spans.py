"""Spans: phrases of a text with their places in it."""

from typing import NamedTuple

from curate.read.find import Slice
from curate.read.fold import fold


class Phrase(NamedTuple):
    """A phrase as printed, with its offsets in the text where they are known."""

    start: int | None
    end: int | None
    exact: str


def in_order(spans: list[Phrase]) -> list[Phrase]:
    """Spans by their place in the text; a span that lies within another one adds nothing."""
    if any(s.start is None for s in spans):
        return list(dict.fromkeys(spans))
    ordered = sorted(set(spans), key=lambda s: (s.start or 0, -(s.end or 0)))
    kept: list[Phrase] = []
    for span in ordered:
        if not kept or (span.end or 0) > (kept[-1].end or 0):
            kept.append(span)
    return kept


def covered(spans: list[Slice]) -> int:
    """How many characters the slices cover together."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def around(text: str, start: int, end: int) -> str:
    """A slice as a message shows it, with the words beside it."""
    before, after = fold(text[max(0, start - 20) : start]), fold(text[end : end + 20])
    return f"“…{before}«{fold(text[start:end])}»{after}…”"
