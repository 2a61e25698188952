"""Quantities: a number with all that limits it, as one phrase, and the range of whole numbers that it implies."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod
from typing import Any

from curate.language.numbers import Number, NumberReader, number_reader
from curate.language.pack import Pack
from curate.language.patterns import Patterns
from curate.language.ranges import Quantity, between, limited, single
from curate.language.tokens import Token


@dataclass(frozen=True)
class QuantityReader:
    """Reads the quantities of a language."""

    numbers: NumberReader

    @property
    def pack(self) -> Pack:
        """The language's words."""
        return self.numbers.pack

    def _ranks(self, table: str, *but: str) -> Patterns[Any]:
        words = self.pack.data.get(table, {})
        return self.pack.patterns(*((listed, name) for name, listed in words.items() if name not in but))

    @cached_property
    def hedges(self) -> Patterns[Any]:
        """Words before a number that limit it, with the qualifier that they give."""
        return self._ranks("hedges")

    @cached_property
    def hedges_behind(self) -> Patterns[Any]:
        """The same of words behind it."""
        return self._ranks("hedges_behind")

    @cached_property
    def at_end(self) -> frozenset[str]:
        """Those that belong to a number only where nothing follows them."""
        return frozenset(form for form, _ in self.pack.phrases("hedges_behind_end").forms)

    @cached_property
    def kinds(self) -> Patterns[Any]:
        """Words that make a number something else than a count."""
        table = self.pack.data.get("kinds_of_number", {})
        names = ("share", "money", "measure", "time", "multiple")
        return self.pack.patterns(*((table.get(name, ""), name) for name in names))

    @cached_property
    def small(self) -> dict[str, Patterns[Any]]:
        """The lists that are only words."""
        keys = {
            "between": ("range", "between"),
            "and": ("range", "and"),
            "from": ("range", "from"),
            "to": ("range", "to"),
        }
        keys |= {
            "degrees": ("degrees", "words"),
            "more": ("fillers", "before"),
            "behind": ("fillers", "behind"),
            "of": ("vague", "of"),
        }
        keys |= {"indefinite": ("indefinite", "words"), "money": ("kinds_of_number", "money_before")}
        keys |= {"or_even": ("range", "or_even")}
        keys |= {"share_before": ("kinds_of_number", "share_before")}
        keys |= {"fraction": ("kinds_of_number", "fraction"), "inner": ("fillers", "inside")}
        return {name: self.pack.phrases(*where) for name, where in keys.items()}

    @cached_property
    def vague(self) -> Patterns[Any]:
        """Vague plurals with their lowest number."""
        return self.pack.table("vague")

    @cached_property
    def vague_scales(self) -> Patterns[Any]:
        """Words such as several, with the lowest number that they give a scale behind them."""
        return self.pack.table("vague_scales")

    @cached_property
    def exact(self) -> Patterns[Any]:
        """Words for nought, one and two that are no numerals."""
        return self.pack.table("words")

    @cached_property
    def _starts(self) -> frozenset[str]:
        """The words that quantities begin with."""
        numbers = self.numbers
        tables = [self.hedges, self.vague, self.vague_scales, self.exact, self.rough, *self.small.values()]
        tables += [numbers.units, numbers.scales, numbers.articles, numbers.fractions]
        return frozenset(word for table in tables for word in table.starts)

    @cached_property
    def rough(self) -> Patterns[Any]:
        """Words for about so many, as the French vingtaine."""
        return self.pack.table("rough")

    def read(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        """The longest quantity that begins with a token, with its hedges before and behind."""
        word = tokens[i].text if i < end else "."
        if word not in self._starts and not word[0].isdecimal():
            return None
        found = self._longer(tokens, i, end)
        return self._behind(tokens, found, end) if found else None

    def _longer(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        hedged, plain = self._hedged(tokens, i, end), self._core(tokens, i, end)
        return hedged if hedged and (not plain or hedged.end > plain.end) else plain

    def _hedged(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        degree = self.small["degrees"].at(tokens, i, end)
        found = self._hedge_and_rest(tokens, degree[0], end) if degree else None
        return found or self._hedge_and_rest(tokens, i, end)

    def _hedge_and_rest(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        hedge = self.hedges.at(tokens, i, end)
        if not hedge:
            return None
        j, qualifier = hedge
        if skipped := self.small["inner"].at(tokens, j, end):
            j = skipped[0]
        rest = self._longer(tokens, j, end)
        return limited(rest, qualifier) if rest else None

    def _behind(self, tokens: list[Token], found: Quantity, end: int) -> Quantity:
        """The quantity with the hedges or the unit behind it."""
        at = found.end
        unit = self.kinds.at(tokens, at, end)
        if unit and found.kind in ("count", "decimal"):
            return self._behind(tokens, found._replace(end=unit[0], kind=unit[1]), end)
        j = at + (at + 1 < end and tokens[at].text == "-" and tokens[at].end == tokens[at + 1].start)
        hedge = self.hedges_behind.at(tokens, at, end) or (self.hedges_behind.at(tokens, j, end) if j > at else None)
        if hedge and found.kind == "count":
            words = " ".join(token.text for token in tokens[j : hedge[0]])
            closes = hedge[0] >= end or not tokens[hedge[0]].text[0].isalnum()
            if closes or (words not in self.at_end and not self.numbers.read(tokens, hedge[0], end)):
                return limited(found, hedge[1])._replace(end=hedge[0])
        return found

    def _core(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        ways = (self._money, self._range, self._vague, self._single, self._word)
        found = [quantity for way in ways if (quantity := way(tokens, i, end))]
        return max(found, key=lambda quantity: quantity.end) if found else None

    def _money(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        for kind, table in (("money", "money"), ("share", "share_before")):
            sign = self.small[table].at(tokens, i, end)
            number = self.numbers.read(tokens, sign[0], end) if sign else None
            if number:
                return Quantity(number.end, None, None, "exact", kind)
        return None

    def _single(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        number = self.numbers.read(tokens, i, end)
        fraction = self.small["fraction"].at(tokens, i, end)
        if fraction and (not number or fraction[0] > number.end):
            return Quantity(fraction[0], None, None, "exact", "share")
        if not number:
            return None
        if (plural := self.vague.at(tokens, number.end, end)) and number.value.denominator == 1:
            number = Number(plural[0], number.value * plural[1])
        return single(number)

    def _range(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        between_ = self.small["between"].at(tokens, i, end)
        from_ = self.small["from"].at(tokens, i, end)
        first = between_ or from_
        low = self.numbers.read(tokens, first[0] if first else i, end)
        if not low:
            return None
        joint = self.small["to"].at(tokens, low.end, end) or self._or_even(tokens, low.end, end)
        if between_:
            joint = self.small["and"].at(tokens, low.end, end) or joint
        high = self.numbers.read(tokens, joint[0], end) if joint else None
        return between(low, high) if high else None

    def _vague(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        few = self.vague_scales.at(tokens, i, end)
        least, j = (int(few[1]), few[0]) if few else (1, i)
        if few and (of := self.small["of"].at(tokens, j, end)):
            j = of[0]
        if few and (inner := self.small["inner"].at(tokens, j, end)):
            j = inner[0]
        j, scales = self._chain(tokens, j, end, bool(few))
        joint = self.small["to"].at(tokens, j, end) if scales else None
        if joint and (more := self._chain(tokens, joint[0], end, False))[1]:
            j, scales = more[0], scales + more[1][1:]  # "tens or hundreds of thousands"
        least *= prod(scales)
        if not scales or least >= 10**15:
            return None
        if even := self._or_even(tokens, j, end):
            higher = self._vague(tokens, even[0], end)
            j = higher.end if higher else j
        return Quantity(j, least, None, "at least")

    def _chain(self, tokens: list[Token], j: int, end: int, after_few: bool) -> tuple[int, list[int]]:
        """Vague plurals in a row, as "hundreds of thousands": where they end, and their numbers."""
        scales: list[int] = []
        while True:
            scale = self.vague.at(tokens, j, end)
            if not scale and (after_few or scales):
                scale = self.numbers.scales.at(tokens, j, end)
            if not scale:
                return j, scales
            j, scales = scale[0], [*scales, int(scale[1])]
            of = self.small["of"].at(tokens, j, end)
            if of and (self.vague.at(tokens, of[0], end) or self.numbers.scales.at(tokens, of[0], end)):
                j = of[0]

    def _or_even(self, tokens: list[Token], j: int, end: int) -> tuple[int, Any] | None:
        """Where "if not" or ", possibly" ends."""
        return self.small["or_even"].at(tokens, j + (j < end and tokens[j].text == ","), end)

    def _word(self, tokens: list[Token], i: int, end: int) -> Quantity | None:
        if word := self.exact.at(tokens, i, end):
            return Quantity(word[0], int(word[1]), int(word[1]), "exact")
        if word := self.rough.at(tokens, i, end):
            return Quantity(word[0], int(word[1]), int(word[1]), "about")
        if word := self.small["indefinite"].at(tokens, i, end):
            return Quantity(word[0], None, None, "indefinite")
        return None


@lru_cache
def quantity_reader(tag: str) -> QuantityReader:
    """The reader of a language's quantities; of English ones where it has no file."""
    return QuantityReader(number_reader(tag))
