"""Finding any of many strings in one pass over a text (Aho and Corasick, 1975)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from typing import Generic, TypeVar

T = TypeVar("T")
#: Of longer strings the beginning is sought, and the rest compared.
_LONG = 24
#: The same without the library, which reads a text once for each length.
_SHORT = 6


def installed() -> bool:
    """Whether the library is there that reads a text once for all names; it comes with `curate-claims[publish]`."""
    return find_spec("ahocorasick") is not None


class Automaton(Generic[T]):
    """Strings, each with something that it stands for."""

    def __init__(self, strings: Iterable[tuple[str, T]]) -> None:
        longest = _LONG if installed() else _SHORT
        groups: dict[str, dict[int, dict[str, list[T]]]] = defaultdict(dict)
        for string, its in strings:
            if string:
                same = groups[string[:longest]].setdefault(len(string), {}).setdefault(string, [])
                if its not in same:
                    same.append(its)
        self._groups = dict(groups)
        self._begins = _by_library(self._groups) if installed() else _by_length(self._groups)

    def __bool__(self) -> bool:
        return bool(self._groups)

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Where each string begins and ends in a text, overlapping ones too, and what it stands for."""
        if not self._groups:
            return
        for start, begin in self._begins(text):
            for length, strings in self._groups[begin].items():
                for its in strings.get(begin if length == len(begin) else text[start : start + length], ()):
                    yield start, start + length, its


Begins = Callable[[str], Iterator[tuple[int, str]]]


def _by_library(strings: Iterable[str]) -> Begins:
    from ahocorasick import Automaton as Library

    library = Library()
    for string in strings:
        library.add_word(string, string)
    library.make_automaton()

    def begins(text: str) -> Iterator[tuple[int, str]]:
        return ((end - len(string) + 1, string) for end, string in library.iter(text))

    return begins


def _by_length(strings: Iterable[str]) -> Begins:
    known = frozenset(strings)
    lengths = sorted({len(string) for string in known})

    def begins(text: str) -> Iterator[tuple[int, str]]:
        for length in lengths:
            for start in range(len(text) - length + 1):
                if (part := text[start : start + length]) in known:
                    yield start, part

    return begins
