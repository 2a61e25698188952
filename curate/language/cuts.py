"""Numbers that a phrase takes in only in part, or leaves out beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curate.language.grammar import COMMAS, Grammar
from curate.language.names import Names
from curate.language.pack import Pack
from curate.language.partitives import Partitives
from curate.language.patterns import Patterns
from curate.language.quantities import QuantityReader
from curate.language.tokens import Token

#: Where words begin and end that belong to a number, and what they are.
Cut = tuple[int, int, str]
#: What a count may be of, if a phrase shows it.
_UNITS = frozenset(["measure", "time", "multiple"])
#: No quantity has more words before the one that it is entered at.
_WORDS = 10


@dataclass(frozen=True)
class Cuts:
    """Finds them in one language."""

    pack: Pack
    reader: QuantityReader
    names: Names
    grammar: Grammar

    @cached_property
    def partitives(self) -> Partitives:
        """Quantities that the phrase is a part's whole of."""
        return Partitives(self.pack, self.reader, self.grammar)

    @property
    def before(self) -> list[Patterns[Any]]:
        """Words of numbers that may go on into a phrase."""
        reader, small = self.reader, self.reader.small
        names = ("between", "from", "to", "and", "indefinite", "money", "share_before", "fraction", "degrees")
        return [
            reader.hedges,
            reader.vague_scales,
            reader.exact,
            reader.rough,
            self.partitives.of,
            *self._numerals,
            *(small[n] for n in names),
        ]

    @property
    def behind(self) -> list[Patterns[Any]]:
        """Words of numbers that may go on behind a phrase."""
        reader, small = self.reader, self.reader.small
        return [reader.hedges_behind, reader.kinds, *self._numerals, *(small[n] for n in ("to", "and", "of"))]

    @property
    def _numerals(self) -> list[Patterns[Any]]:
        numbers = self.reader.numbers
        return [self.reader.vague, numbers.units, numbers.scales, numbers.fractions, numbers.and_fractions]

    @cached_property
    def _counters(self) -> frozenset[str]:
        """Words between a number and what it counts."""
        return self.pack.words("fillers", "behind")

    def round_phrase(
        self, text: str, tokens: list[Token], masked: set[int], p: int, q: int, start: int, end: int
    ) -> Iterator[Cut]:
        """Parts of numbers beside a phrase."""
        # Other words that are cut are told by the check of evidence, script by script.
        if p < len(tokens) and tokens[p].start < start and tokens[p].text[0].isdecimal():
            yield tokens[p].start, start, "number"
            return
        if q and tokens[q - 1].end > end and tokens[q - 1].text[0].isdecimal():
            yield end, tokens[q - 1].end, "number"
            return
        if before := self._before(text, tokens, masked, p, q):
            yield tokens[before[0]].start, tokens[p - 1].end, before[1]
        elif sign := self._sign(text, tokens, p):
            yield sign
        elif (part := self.partitives.before(tokens, p, q)) is not None:
            yield tokens[part].start, tokens[p - 1].end, "part"
        elif (number := self._quantifier(text, tokens, p, q)) is not None:
            yield tokens[number].start, tokens[p - 1].end, "number"
        if behind := self._behind(text, tokens, p, q):
            yield tokens[q].start, tokens[behind[0] - 1].end, behind[1]
        elif q < len(tokens) and (hedge := self._hedge_behind(tokens, q)):
            yield tokens[q].start, tokens[hedge - 1].end, "hedge"

    def round_count(
        self, text: str, tokens: list[Token], masked: set[int], p: int, q: int, start: int, end: int
    ) -> Iterator[Cut]:
        """Parts of the number that a count is taken out of."""
        if before := self._before(text, tokens, masked, p, q):
            yield tokens[before[0]].start, tokens[p - 1].end, before[1]
        elif (part := self.partitives.before(tokens, p, q)) is not None:
            yield tokens[part].start, tokens[p - 1].end, "part"
        behind = self._behind(text, tokens, p, q)
        if behind and behind[1] not in _UNITS:  # the phrase shows its unit
            yield tokens[q].start, tokens[behind[0] - 1].end, behind[1]

    def _before(self, text: str, tokens: list[Token], masked: set[int], p: int, q: int) -> tuple[int, str] | None:
        """Where the quantity begins that goes on into the phrase and says more than what of it stands there."""
        inside = self.reader.read(tokens, p, len(tokens)) if p < len(tokens) else None
        for k in range(max(0, p - _WORDS), p):
            whole = None if k in masked else self.reader.read(tokens, k, len(tokens))
            if not whole or whole.end <= p or self._is_named(text, tokens, k, whole.end):
                continue
            if whole.kind in _UNITS and self.reader.numbers.articles.at(tokens, k, p):
                continue  # "an [hour later]"
            if not inside or inside.end != whole.end or inside[1:] != whole[1:]:
                return k, whole.kind if whole.kind not in ("count", "unhedged") else "hedge" if inside else "number"
        return None

    def _behind(self, text: str, tokens: list[Token], p: int, q: int) -> tuple[int, str] | None:
        for k in range(max(p, q - _WORDS), q):
            whole = self.reader.read(tokens, k, len(tokens))
            if not whole or whole.end <= q or self._is_named(text, tokens, k, whole.end):
                continue
            inside = self.reader.read(tokens, k, q)
            if not inside or inside.end != q or inside[1:] != whole[1:]:
                return whole.end, whole.kind if whole.kind not in ("count", "unhedged") else "number"
        return None

    def _is_named(self, text: str, tokens: list[Token], k: int, end: int) -> bool:
        is_number = tokens[k].text[0].isdecimal() or self.reader.numbers.units.at(tokens, k, end) is not None
        return is_number and self.names.is_name(text, tokens, k, end)

    def _sign(self, text: str, tokens: list[Token], p: int) -> Cut | None:
        """A minus just before a number, which is no dash between words."""
        if not p or p >= len(tokens) or tokens[p - 1].text != "-" or not tokens[p].text[0].isdecimal():
            return None
        sign = tokens[p - 1]
        alone = sign.start == 0 or text[sign.start - 1].isspace() or text[sign.start - 1] in "(["
        return (sign.start, sign.end, "sign") if alone and sign.end == tokens[p].start else None

    def _quantifier(self, text: str, tokens: list[Token], p: int, q: int) -> int | None:
        """Where a number stands just before a phrase that begins with what it counts."""
        if not p or p >= len(tokens):
            return None
        first = tokens[p]
        apart = self.grammar.determiners | self.grammar.prepositions | self.grammar.borders | self.grammar.ands
        if first.text in apart or not first.text[0].isalpha() or self.partitives.number(tokens, p, q):
            return None
        end = p - (not self.pack.data.get("spaces", True) and p > 1 and tokens[p - 1].text in self._counters)
        for k in range(max(0, end - _WORDS), end):
            found = self.reader.read(tokens, k, end)
            if not found or found.end != end or found.kind != "count" or self._is_named(text, tokens, k, p):
                continue
            if k and text[tokens[k].start].isupper():
                continue  # a name, as in Mark Few
            words = " ".join(token.text for token in tokens[k:p])
            if self.reader.exact.at(tokens, k, p):
                continue
            if self.partitives.number(tokens, k, p) or words in self.pack.words("indefinite", "counts"):
                return k
        return None

    def _hedge_behind(self, tokens: list[Token], q: int) -> int | None:
        """Where "or more", "at most" and their like end, just behind a phrase."""
        k = q + (tokens[q].text in COMMAS)
        found = self.reader.hedges_behind.at(tokens, k, len(tokens))
        if not found:
            return None
        words = " ".join(token.text for token in tokens[k : found[0]])
        closes = found[0] >= len(tokens) or not tokens[found[0]].text[0].isalnum()
        long = " " in words or not words.isalpha() or (len(words) > 1 and not self.pack.data.get("spaces", True))
        return int(found[0]) if (closes if words in self.reader.at_end else long) else None
