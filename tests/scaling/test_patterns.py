"""No regular expression of curate takes longer than its text is long, whatever the text."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.scaling.measure import FLOOR, growth, seconds
from tests.scaling.patterns import attacks, compiled, uses, written

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="a pattern that hangs is stopped by an alarm")

LENGTH = 8_000
#: Patterns that are given so many characters at most, whatever the text: what they cost has a bound of its own.
BOUNDED = {
    "curate.read.jsonl._DOCUMENT": 1000,
}
#: Patterns that are made where they are used, of what the project's own files or curate's own words say.
MADE = {
    "language/digits.py: f'\\\\d+\\\\{decimal}\\\\d+'",
    "language/digits.py: f'\\\\d{{1,3}}(?:\\\\{group}\\\\d{{3}})+'",
    "language/glance.py: f'(?:{tails})\\\\b'",
    "language/tokens.py: f'{_NUMBER}|{longest}|[A-Za-z]+|\\\\S'",
    "model/declared.py: f'\\\\s+{attribute}\\\\s*[:=]'",
    "model/problems.py: f\".*?:\\\\d+:\\\\d+: (?:\\\\w+: )?(?:{'|'.join(codes)}): \"",
    "model/settings.py: f'^[ \\\\t]*(?:\\\\[tool\\\\.curate\\\\.)?{re.escape(name)}[ \\\\t]*[=\\\\]]'",
    "read/mapping.py: read",
    "serve/searched.py: _SEARCH",
    "serve/site.py: f'\\\\b{name}\\\\s*:'",
}
PATTERNS = compiled() | written()[0]
USES = uses()


class Hangs(Exception):
    """A text kept a pattern busy beyond all measure."""


@contextmanager
def at_most(most: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def anchored(name: str) -> list[str]:
    """By what the pattern is matched: only from where a text begins, or anywhere."""
    module, _, own = name.rpartition(".")
    used = USES.get((module, own), set()) | (USES.get(("", own), set()) if own[:1] != "_" else set())
    return sorted(used) if used and used <= {"match", "fullmatch"} else ["finditer"]


def run(pattern: re.Pattern[Any], how: str, text: str) -> None:
    whole: Any = text.encode("utf-8", "surrogatepass") if isinstance(pattern.pattern, bytes) else text
    found = getattr(pattern, how)(whole)
    for _ in found if how == "finditer" else ():
        pass


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_twice_the_text_takes_twice_the_time(name: str) -> None:
    pattern, most = PATTERNS[name], BOUNDED.get(name)
    for how in anchored(name):
        for repeated, ending in attacks(pattern):

            def make(size: int, repeated: str = repeated, ending: str = ending) -> str:
                return repeated * (size // len(repeated)) + ending

            def given(text: str, how: str = how) -> None:
                run(pattern, how, text)

            try:
                with at_most(5):
                    long = seconds(lambda: given(make(most or LENGTH))) >= FLOOR
                    assert not (long and most), f"{how} of {repeated!r} {most} times and {ending!r} takes long"
                    assert not long or growth(given, make, LENGTH // 2) <= 2.5, f"{how} of {repeated!r} and {ending!r}"
            except Hangs:
                pytest.fail(f"{how} of {repeated!r} many times and {ending!r} hangs")


def test_every_pattern_is_among_them() -> None:
    assert len(PATTERNS) > 60 and BOUNDED.keys() <= PATTERNS.keys()
    assert written()[1] <= MADE
