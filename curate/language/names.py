"""Numbers that are names, dates or times, and count nothing."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curate.language.grammar import Grammar
from curate.language.pack import Pack
from curate.language.patterns import Patterns
from curate.language.tokens import Token

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}[:./]\d{1,2}(?:[:./]\d{2,4})?")


@dataclass(frozen=True)
class Names:
    """Tells which numbers are names in a language."""

    pack: Pack
    grammar: Grammar

    @cached_property
    def labels(self) -> Patterns[Any]:
        """Words such as Route, to which a number behind them belongs."""
        return self.pack.phrases("labels")

    @cached_property
    def _months(self) -> frozenset[str]:
        months = self.pack.calendar["months"], self.pack.calendar["days"]
        return frozenset(self.pack.cutter.normal(word) for words in months for word in words.split(", "))

    @cached_property
    def _at(self) -> frozenset[str]:
        return self.pack.words("time_words", "at")

    @cached_property
    def _before_years(self) -> frozenset[str]:
        return self.pack.words("time_words", "year")

    def is_name(self, text: str, tokens: list[Token], i: int, j: int) -> bool:
        """Whether the number in the tokens from `i` up to `j` counts nothing."""
        first, last = tokens[i], tokens[j - 1]
        before = tokens[i - 1] if i else None
        after = tokens[j] if j < len(tokens) else None
        if self._is_glued(text, first, last, before, after) or _CLOCK.fullmatch(first.text):
            return True
        if (before and before.text in self._months) or (after and after.text in self._months):
            return True
        if (
            j == i + 1
            and _YEAR.fullmatch(first.text)
            and (not before or before.text in self._before_years or before.text in self._months)
        ):
            return True
        if before and before.text in self._at and j == i + 1 and first.text.isdecimal() and int(first.text) <= 24:
            return True
        return before is not None and (self._is_labelled(tokens, i) or self._is_called(text, tokens, i))

    def _is_glued(self, text: str, first: Token, last: Token, before: Token | None, after: Token | None) -> bool:
        """F-16, M5, 14th, 30-year-old."""
        if (
            before
            and first.text[0].isdecimal()
            and before.end == first.start
            and before.text[-1] in "-#№"
            and before.start
            and text[before.start - 1].isalnum()
        ):
            return True
        if not self.pack.data.get("spaces", True) or self.pack.data.get("glued", False):
            return False
        if first.text[0].isdecimal() and first.start and text[first.start - 1].isalpha():
            return True
        if last.text[-1].isdecimal() and after and after.start == last.end:
            return after.text[0].isalpha() or (
                after.text == "-"
                and text[after.end : after.end + 1].isalpha()
                and not text.startswith("odd", after.end)
            )
        return False

    def _is_labelled(self, tokens: list[Token], i: int) -> bool:
        for k in range(max(0, i - 3), i):
            found = self.labels.at(tokens, k, i)
            if found and found[0] == i:
                return True
        # "Routes 5 to 20", "Articles 3 and 4"
        return (
            i >= 1
            and tokens[i - 1].text.endswith("s")
            and self.labels.full([tokens[i - 1]._replace(text=tokens[i - 1].text[:-1])]) is not None
        )

    def _is_called(self, text: str, tokens: list[Token], i: int) -> bool:
        """Apollo 11: digits behind a name that no preposition stands before, as it does in "In Velm 12"."""
        before, word = tokens[i - 1], text[tokens[i - 1].start : tokens[i - 1].end]
        if (
            not tokens[i].text[0].isdecimal()
            or not word[:1].isupper()
            or word.islower()
            or before.end == tokens[i].start
        ):
            return False
        if (
            before.text in self.grammar.prepositions | self.grammar.determiners | self.grammar.auxiliaries
            or self.grammar.is_finite(before)
        ):
            return False
        if i == 1 and not self.pack.data.get("labels", {}).get("first", False):
            return False  # any word that begins a sentence
        k = i - 1
        while k > 0 and text[tokens[k - 1].start : tokens[k - 1].start + 1].isupper():
            k -= 1
        return (
            not (k > 0 and tokens[k - 1].text in self.grammar.prepositions)
            and tokens[k].text not in self.grammar.prepositions
        )
