"""Partitives: a quantity, "of" and a phrase, as in "two of the 20"."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curate.language.grammar import Grammar
from curate.language.pack import Pack
from curate.language.patterns import Patterns, listed
from curate.language.quantities import QuantityReader
from curate.language.ranges import Quantity
from curate.language.tokens import Token

#: No quantity has more words before its "of".
_WORDS = 10


@dataclass(frozen=True)
class Partitives:
    """Finds them in one language."""

    pack: Pack
    reader: QuantityReader
    grammar: Grammar

    @cached_property
    def of(self) -> Patterns[Any]:
        """Of, out of …"""
        return self.pack.phrases("partitives", "of")

    @cached_property
    def _parts(self) -> Patterns[Any]:
        return self.pack.phrases("partitives")

    @cached_property
    def _superlative(self) -> tuple[str, ...]:
        return tuple(listed(self.pack.data.get("grammar", {}).get("superlative_ending", "")))

    @cached_property
    def _weak(self) -> Patterns[Any]:
        return self.pack.phrases("partitives", "weak")

    def begins_with_number(self, tokens: list[Token], p: int, q: int, at_start: bool) -> bool:
        """Whether a phrase has a number: at its beginning, behind determiners, or else anywhere."""
        if at_start:
            p = self._behind_determiners(tokens, p, q)
            return p < q and self.number(tokens, p, q) is not None
        return any(self.number(tokens, k, q) for k in range(p, q))

    def _behind_determiners(self, tokens: list[Token], p: int, q: int) -> int:
        while p < q and tokens[p].text in self.grammar.determiners and not self.number(tokens, p, q):
            p += 1
        return p

    def number(self, tokens: list[Token], k: int, end: int) -> Quantity | None:
        """A quantity of more than an article or a word such as some."""
        found = self.reader.read(tokens, k, end)
        if not found or (found.low is None and found.high is None and found.kind == "count"):
            return None
        only_article = found.end == k + 1 and self.reader.numbers.articles.at(tokens, k, found.end)
        return None if only_article else found

    def before(self, tokens: list[Token], p: int, q: int) -> int | None:
        """Where "two of the", "one in five of", "most of" begins, whose rest is the phrase; None if nothing does."""
        m, numbered = p, self.begins_with_number(tokens, p, q, True)
        while m:
            if (part := self._part_before(tokens, m, p, numbered)) is not None:
                return part
            if tokens[m - 1].text not in self.grammar.determiners:
                return None
            m -= 1
        return None

    def _part_before(self, tokens: list[Token], m: int, p: int, numbered: bool) -> int | None:
        """Where a quantity with its "of" begins that ends before the `m`-th token."""
        if m < p and not numbered and self.reader.numbers.articles.at(tokens, m, p):
            return None  # "part of a wider offensive"
        if not numbered and p < len(tokens) and self._superlative and tokens[p].text.endswith(self._superlative):
            return None  # "some of the heaviest fighting"
        for k in range(max(0, m - 3), m):
            of = self.of.at(tokens, k, m)
            if not of or of[0] != m:
                continue
            if tokens[k].text in self.pack.words("partitives", "of_numbers") and not numbered:
                continue
            for s in range(max(0, k - _WORDS), k):
                if self._is_quantity(tokens, s, k, numbered):
                    return s
        return None

    def _is_quantity(self, tokens: list[Token], s: int, k: int, numbered: bool) -> bool:
        part = self._parts.at(tokens, s, k)
        if part and part[0] == k:
            weak = self._weak.at(tokens, s, k)
            return numbered or not weak or weak[0] != k
        found = self.number(tokens, s, k)
        if not found:
            return False
        if found.end == k:
            return numbered or (found.low, found.high) != (1, 1)
        second = self.number(tokens, found.end + 1, k) if found.end + 1 < k else None
        return (
            second is not None and second.end == k and tokens[found.end].text in self.pack.words("partitives", "ratio")
        )
