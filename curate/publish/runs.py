"""Runs: spans of one claim that touch, so that they print one piece of an article."""

from collections.abc import Iterator

from curate.check.spans import Phrase
from curate.publish.words import words
from curate.read.fold import Folded

#: In a gap of so few characters there is hardly a word beside marks and spaces.
_GAP = 3


def runs(spans: list[Phrase], text: Folded | None) -> Iterator[tuple[list[int], int]]:
    """The numbers of spans between which no word stands, and how many words they print in a row.

    Spans without words or offsets are in none. Without the text at hand, a short gap counts as one without words.
    """
    places = sorted((s.start, s.end, n) for n, s in enumerate(spans) if s.exact and s.start is not None and s.end)
    run: list[int] = []
    begin = reached = 0
    for start, end, n in places:
        if run and _apart(reached, start, text):
            yield run, _words(spans, run, begin, reached, text)
            run = []
        if not run:
            begin = reached = start
        run.append(n)
        reached = max(reached, end)
    if run:
        yield run, _words(spans, run, begin, reached, text)


def _apart(end: int, start: int, text: Folded | None) -> bool:
    return bool(words(text.text[end:start])) if text else start - end > _GAP


def _words(spans: list[Phrase], run: list[int], begin: int, end: int, text: Folded | None) -> int:
    return len(words(text.text[begin:end] if text else " ".join(spans[n].exact for n in run)))
