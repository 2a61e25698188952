"""Patterns of words: what a language file writes, and where a text holds it."""

from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from curate.language.tokens import Cutter, Token

M = TypeVar("M")
#: How many words `~` stands for at most.
_GAP = 3
_SIGNS = frozenset(";:.!?()")
_COMMAS = frozenset(",،、，")


class Gap(NamedTuple):
    """What `~` stands for in a language: no words of `contrast`, no word of `ands` just before the rest of the pattern,
    and a comma only where a clause that begins with one of the `borders` follows, or in a pair: ", however,"."""

    contrast: frozenset[str]
    ands: frozenset[str]
    borders: frozenset[str]

    def may_be(self, words: list[str], rest: frozenset[str]) -> bool:
        """Whether a gap may be these words, before one of the rest."""
        if not words:
            return True
        if not (_SIGNS.isdisjoint(words) and self.contrast.isdisjoint(words)) or words[-1] in self.ands:
            return False
        if words[-1] in _COMMAS and (words[0] in _COMMAS or not self.borders.isdisjoint(rest)):
            words = words[1:-1]
        return _COMMAS.isdisjoint(words)


class _Part:
    """One word of a pattern: one of some words, an ending, or a gap."""

    def __init__(self, words: frozenset[str], ending: str = "", optional: bool = False, gap: Gap | None = None) -> None:
        self.words, self.ending, self.optional, self.gap = words, ending, optional, gap

    def holds(self, word: str) -> bool:
        return word in self.words or bool(self.ending and word.endswith(self.ending) and len(word) > len(self.ending))


def listed(words: str) -> list[str]:
    """The items of a list in a language file."""
    return [item for each in words.split(",") if (item := " ".join(each.split()))]


class Patterns(Generic[M]):
    """Patterns with what each means. Of several that a text holds at one place, the longest counts."""

    def __init__(self, cutter: Cutter, gap: Gap) -> None:
        self._cutter, self._gap = cutter, gap
        self._first: dict[str, list[tuple[list[_Part], M]]] = {}
        self._endings: list[tuple[list[_Part], M]] = []
        self._tails: tuple[str, ...] = ()
        self.forms: list[tuple[str, M]] = []

    def add(self, words: str, meaning: M) -> None:
        """Add every item of a list."""
        for item in listed(words):
            self.forms.append((item, meaning))
            several = " " in item
            parts = [part for written in item.split(" ") for part in self._parts(written, several)]
            if not parts[0].words:
                self._endings.append((parts, meaning))
                self._tails += (parts[0].ending,)
            for word in parts[0].words:
                self._first.setdefault(word, []).append((parts, meaning))

    def _parts(self, written: str, several: bool) -> Iterator[_Part]:
        optional = len(written) > 1 and written.endswith("?")
        written = written.removesuffix("?") if optional else written
        if written == "~" and several:
            yield _Part(frozenset(), gap=self._gap)
        elif "/" in written.strip("/"):
            words = [word for word in written.split("/") if not word.startswith("*")]
            ending = next((word[1:] for word in written.split("/") if word.startswith("*")), "")
            yield _Part(frozenset(map(self._cutter.normal, words)), ending, optional)
        elif written.startswith("*"):
            yield _Part(frozenset(), written[1:], optional)
        else:
            elided = self._cutter.elision and written.endswith("'") and written[:-1].isalpha()
            is_word = written.isalpha() or elided
            words = [written] if is_word else [token.text for token in self._cutter.tokens(written)]
            yield from (_Part(frozenset([self._cutter.normal(word)]), "", optional) for word in words)

    def marks(self, common: frozenset[str]) -> Iterator[tuple[list[frozenset[str]], M]]:
        """For each pattern the words of each part that no text can hold it without, rare ones first (no common ones,
        else long ones), and what each means."""
        for parts, meaning in (entry for entries in [*self._first.values(), self._endings] for entry in entries):
            sure = [part.words for part in parts if part.words and not part.ending and not part.optional]
            if sure:
                yield sorted(sure, key=lambda words: (not common.isdisjoint(words), -min(map(len, words)))), meaning

    def lasts(self, wanted: Callable[[M], bool] = lambda meaning: True) -> set[str]:
        """The words that patterns of some meaning end with, as far as they are written out."""
        entries = (entry for entries in [*self._first.values(), self._endings] for entry in entries)
        written = (
            [p.words for p in parts if any(map(str.isalnum, "".join(p.words)))] for parts, m in entries if wanted(m)
        )
        return {word for words in written if words for word in words[-1]}

    @property
    def inner(self) -> set[str]:
        """The words that stand behind the first one of a pattern."""
        return {word for parts in self._parts_of_all for part in parts[1:] for word in part.words}

    @property
    def openers(self) -> set[str]:
        """The words that stand before the last one of a pattern."""
        return {word for parts in self._parts_of_all for part in parts[:-1] for word in part.words}

    @property
    def singles(self) -> set[str]:
        """The words that are a pattern by themselves."""
        return {word for parts in self._parts_of_all if len(parts) == 1 for word in parts[0].words}

    @property
    def _parts_of_all(self) -> Iterator[list[_Part]]:
        return (parts for entries in [*self._first.values(), self._endings] for parts, _ in entries)

    @property
    def starts(self) -> set[str]:
        """The words that patterns begin with."""
        return set(self._first)

    @property
    def tails(self) -> tuple[str, ...]:
        """The endings of words that patterns begin with."""
        return self._tails

    def at(self, tokens: list[Token], i: int, end: int) -> tuple[int, M] | None:
        """Where the longest pattern that begins with a token ends, and what it means."""
        if i >= end:
            return None
        best: tuple[int, M] | None = None
        text = tokens[i].text
        candidates = self._first.get(text, ())
        for parts, meaning in candidates:
            j = _match(parts, 1, tokens, i + 1, end)
            if j and (best is None or j > best[0]):
                best = j, meaning
        if self._tails and text.endswith(self._tails):
            for parts, meaning in self._endings:
                if parts[0].holds(text) and (j := _match(parts, 1, tokens, i + 1, end)) and (not best or j > best[0]):
                    best = j, meaning
        return best

    def all_at(self, tokens: list[Token], i: int, end: int) -> list[tuple[int, M]]:
        """Every pattern that begins with a token: where it ends, and what it means, the longest first."""
        text, found = tokens[i].text, []
        for parts, meaning in self._first.get(text, ()):
            if j := _match(parts, 1, tokens, i + 1, end):
                found.append((j, meaning))
        if self._tails and text.endswith(self._tails):
            for parts, meaning in self._endings:
                if parts[0].holds(text) and (j := _match(parts, 1, tokens, i + 1, end)):
                    found.append((j, meaning))
        return sorted(found, key=lambda match: -match[0])

    def full(self, tokens: list[Token]) -> M | None:
        """What a pattern that is all of the tokens means."""
        found = self.at(tokens, 0, len(tokens)) if tokens else None
        return found[1] if found and found[0] == len(tokens) else None


def _match(parts: list[_Part], n: int, tokens: list[Token], i: int, end: int) -> int:
    """Where the parts from the n-th on end, if the tokens from the i-th on hold them; else 0."""
    while n < len(parts):
        part = parts[n]
        if part.gap:
            after = parts[n + 1].words if n + 1 < len(parts) else frozenset[str]()
            for skipped in range(_GAP, -1, -1):
                between = [token.text for token in tokens[i : i + skipped]]
                if i + skipped <= end and part.gap.may_be(between, after):
                    j = _match(parts, n + 1, tokens, i + skipped, end)
                    if j:
                        return j
            return 0
        if i < end and part.holds(tokens[i].text):
            if part.optional and (j := _match(parts, n + 1, tokens, i + 1, end)):
                return j
            i += 1
        elif not part.optional:
            return 0
        n += 1
    return i
