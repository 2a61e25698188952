"""Finding any of many strings in one pass over a text (Aho and Corasick, 1975)."""

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


#: What begins alike: the things of the beginning itself, if it is a string, and of longer ones by length and string.
_Group = tuple[list[T], dict[int, dict[str, list[T]]]]


class Automaton(Generic[T]):
    """Strings, each with things that it stands for."""

    def __init__(self, strings: Iterable[tuple[str, T]]) -> None:
        most = _LONG if installed() else _SHORT
        self._groups: dict[str, _Group[T]] = {}
        for string, its in strings:
            if string:
                whole, longer = self._groups.setdefault(string[:most], ([], {}))
                same = longer.setdefault(len(string), {}).setdefault(string, []) if len(string) > most else whole
                if its not in same:
                    same.append(its)
        self._begins = _by_library(self._groups) if installed() else _by_length(self._groups)

    def __bool__(self) -> bool:
        return bool(self._groups)

    def find(self, text: str) -> Iterator[tuple[int, int, list[T]]]:
        """Where each string begins and ends in a text, overlapping ones too, and what it stands for."""
        for last, begin in self._begins(text) if self._groups else ():
            whole, longer = self._groups[begin]
            start = last + 1 - len(begin)
            if whole:
                yield start, last + 1, whole
            for length, strings in longer.items() if longer else ():
                if its := strings.get(text[start : start + length]):
                    yield start, start + length, its


Begins = Callable[[str], Iterable[tuple[int, str]]]


def _by_library(strings: Iterable[str]) -> Begins:
    from ahocorasick import Automaton as Library

    library = Library()
    for string in strings:
        library.add_word(string, string)
    library.make_automaton()
    begins: Begins = library.iter
    return begins


def _by_length(strings: Iterable[str]) -> Begins:
    known = frozenset(strings)
    lengths = sorted({len(string) for string in known})

    def begins(text: str) -> Iterator[tuple[int, str]]:
        for length in lengths:
            for last in range(length - 1, len(text)):
                if (part := text[last - length + 1 : last + 1]) in known:
                    yield last, part

    return begins
