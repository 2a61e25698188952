"""A first look at JSON lines: which of them are claims that state an id. Two processes share large files."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from curate.read.files import LONGEST_LINE
from curate.read.process import in_second_process, in_turns

#: What these find in a line with one brace is its id and kind: inside a string, the quotes would be escaped.
_ID = re.compile(rb'"id": ?"([\w-]+)"', re.ASCII)
_KIND = re.compile(rb'"kind": ?"(\w+)"', re.ASCII)
_BATCH = 2_000
#: Fewer bytes are not worth a second process.
_MANY = 20_000_000
#: How much this process looks at, and how much the second one.
_SHARES = (1, 3)
#: A claim's id, or the whole line if it takes a closer look; its number from 1, first byte and number of bytes.
Seen = tuple[str | bytes, int, int, int]


def kind_of(data: bytes) -> str:
    """What a line seems to name as its kind; to be proven by reading it."""
    found = _KIND.search(data)
    return found[1].decode() if found else ""


def scan(paths: list[Path], kinds: frozenset[str]) -> Iterator[tuple[int, list[Seen]]]:
    """All lines that are not blank, a few at a time, each time with the position of their file in `paths`.

    `kinds` are those of claims. A line that is too long comes as an empty one and is the last of its file.

    Raises:
        OSError: a file cannot be read.
    """
    mine, total, every = 0, 0, sum(path.stat().st_size for path in paths)
    # Whoever asks notes what both processes see, and so looks at fewer files itself.
    while every > _MANY and mine < len(paths) and total * sum(_SHARES) < every * _SHARES[0]:
        total += paths[mine].stat().st_size
        mine += 1
    if not 0 < mine < len(paths):
        yield from _each(paths, 0, kinds)
        return
    theirs = in_second_process(lambda: _each(paths[mine:], mine, kinds))
    yield from in_turns(_each(paths[:mine], 0, kinds), theirs, _SHARES)


def _each(paths: list[Path], first: int, kinds: frozenset[str]) -> Iterator[tuple[int, list[Seen]]]:
    for n, path in enumerate(paths, start=first):
        seen: list[Seen] = []
        for line in _lines(path, kinds):
            seen.append(line)
            if len(seen) == _BATCH:
                yield n, seen
                seen = []
        yield n, seen


def _lines(path: Path, kinds: frozenset[str]) -> Iterator[Seen]:
    begins = 0
    with open(path, "rb") as opened:
        for number, data in enumerate(opened, start=1):
            start, begins = begins, begins + len(data)
            if number == 1 and data.startswith(codecs.BOM_UTF8):
                start, data = 3, data[3:]
            if len(data) > LONGEST_LINE:
                yield b"", number, start, len(data)
                return
            if data.isspace() or not data:
                continue
            id_ = _ID.search(data)
            usual = id_ and kind_of(data) in kinds and data.count(b"{") == 1
            usual = usual and b'"from"' not in data and b'"table"' not in data  # which may say another kind
            yield id_[1].decode() if id_ and usual else data, number, start, len(data)
