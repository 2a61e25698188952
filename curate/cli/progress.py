"""What is being done, on a terminal that somebody watches: a line that is gone when the work is.

click's own bar stays on the screen and tells no rate.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from curate.model.progress import Tell, silent

#: Seconds before anything is shown, and from one change of a number to the next.
_PATIENCE, _PAUSE = 1.0, 0.2
_ERASE = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Tell]:
    """Whom to tell in the body; nothing is shown in a pipe, in CI, or on a terminal that cannot erase."""
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield silent
        return
    line = _Line()
    try:
        yield line
    finally:
        line.erase()


class _Line:
    """The line, of which a step's name is shown at once, since a step without numbers tells nothing more."""

    def __init__(self) -> None:
        self._doing, self._began, self._shown = "", 0.0, False
        self._next = time.monotonic() + _PATIENCE

    def __call__(self, doing: str, done: int, total: int) -> None:
        now = time.monotonic()
        fresh = doing != self._doing
        if fresh:
            self._doing, self._began = doing, now
        if now >= self._next or (fresh and self._shown):
            # A line that fills the last column would go on in the next one.
            click.echo(_ERASE + told(doing, done, total, now - self._began)[: _width() - 1], err=True, nl=False)
            self._shown, self._next = True, now + _PAUSE

    def erase(self) -> None:
        """Leave the terminal as if nothing had been shown."""
        if self._shown:
            click.echo(_ERASE, err=True, nl=False)


def told(doing: str, done: int, total: int, seconds: float) -> str:
    """Such as `checking claims  420,000 of 1,000,000  15,200/s  0:38 left`, as far as it is known."""
    if not done:
        return doing
    words = [doing, f"{done:,} of {total:,}" if total else f"{done:,}"]
    if rate := done / seconds if seconds else 0.0:
        words.append(f"{rate:,.0f}/s")
        if total:
            minutes, rest = divmod(round(max(0, total - done) / rate), 60)
            words.append(f"{minutes}:{rest:02} left")
    return "  ".join(words)


def _width() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
