"""Whole numbers in digits of any script and in the words of a language."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from curate.language.digits import read_digits
from curate.language.pack import Pack, pack_for_numbers
from curate.language.tokens import Token

_LIMIT = 10**15


class Number(NamedTuple):
    """A number that ends before a token: its value, and the scale that a lower number before it shares (or 1)."""

    end: int
    value: Fraction
    scale: int = 1
    #: Whether its digits can be read in two ways, as 10.000.
    ambiguous: bool = False


class NumberReader:
    """Reads the numbers of a language."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        data = pack.data.get("numbers", {})
        self._ands = pack.words("numbers", "and")
        self._and_anywhere = data.get("and_after", "scale") == "any"
        #: How the number words of the language add up; docs/languages.md says what each rule means.
        self._rules = frozenset(data.get("rules", "").split())
        #: The least scale that multiplies all that stands before it.
        self._big = int(data.get("big", 1000))
        #: Number words that add up, and those that multiply.
        self.units, self.scales = pack.table("numbers"), pack.table("scales")
        #: Words that are one where no number stands before them.
        self.articles = pack.table("articles")
        #: Parts of a scale (half a million), and parts beside a whole (two and a half million).
        self.fractions, self.and_fractions = pack.table("fractions"), pack.table("and_fractions")

    def read(self, tokens: list[Token], i: int, end: int) -> Number | None:
        """The longest number that begins with a token."""
        if i >= end:
            return None
        if found := self._fraction(tokens, i, end):
            return found
        state = _State()
        j = i
        while j < end:
            k = self._joined(tokens, j, end, state) if state.last else j
            after = self._step(tokens, k, end, state) if k < end else 0
            if not after:
                break
            j = after
        if not state.last or state.value >= _LIMIT:
            return None
        return Number(j, state.value, state.shared if state.simple else 1, state.ambiguous)

    def _fraction(self, tokens: list[Token], i: int, end: int) -> Number | None:
        if not (part := self.fractions.at(tokens, i, end)):
            return None
        j = part[0] + (part[0] < end and tokens[part[0]].text == "-")
        if scale := self.scales.at(tokens, j, end):
            return Number(scale[0], part[1] * scale[1], 0)
        return None

    def _joined(self, tokens: list[Token], j: int, end: int, state: "_State") -> int:
        """Where the number may go on behind a hyphen, an "and" or a comma."""
        word = tokens[j].text
        if state.last == "half":
            return end
        if self.and_fractions.at(tokens, j, end):
            return j
        if word == "-" and state.last in ("unit", "scale", "big"):
            glued = tokens[j - 1].end == tokens[j].start and j + 1 < end and tokens[j].end == tokens[j + 1].start
            return j + 1 if glued and not tokens[j + 1].text[0].isdecimal() else end
        if word in self._ands and (self._and_anywhere or state.last in ("scale", "big")) and state.last != "digits":
            return j + 1
        if word == "," and state.last == "big" and j + 1 < end and not tokens[j + 1].text[0].isdecimal():
            return j + 1
        return j

    def _step(self, tokens: list[Token], k: int, end: int, state: "_State") -> int:
        """Where the number ends with one more word of it, 0 if the word is none."""
        word = tokens[k].text
        if word[0].isdecimal():
            found = read_digits(word, self.pack.signs)
            if not found or state.unit is not None or (state.section is not None):
                return 0
            if state.last and (state.last != "big" or found[0] >= state.last_big):
                return 0
            state.simple, state.unit, state.last, state.ambiguous = not state.last, found[0], "digits", found[2]
            return k + 1
        if (unit := self.units.at(tokens, k, end)) and self._add(unit[1], state):
            return int(unit[0])
        if state.unit is not None and (part := self.and_fractions.at(tokens, k, end)):
            if self.scales.at(tokens, part[0], end) and state.unit.denominator == 1:
                state.unit += part[1]
                return int(part[0])
            return 0
        if state.last == "big" and "half-behind" in self._rules and (part := self.and_fractions.at(tokens, k, end)):
            state.total += part[1] * state.last_big
            state.last = "half"
            return int(part[0])
        if (scale := self.scales.at(tokens, k, end)) and self._multiply(int(scale[1]), state):
            return int(scale[0])
        if not state.last and (article := self.articles.at(tokens, k, end)):
            state.unit, state.last = Fraction(article[1]), "article"
            return int(article[0])
        return 0

    def _add(self, value: Fraction, state: "_State") -> bool:
        unit = state.unit
        if unit is None:
            if state.section is not None and value >= state.last_small:
                return False
            if state.last == "big" and value >= state.last_big:
                return False
            state.unit = value
        elif state.last in ("digits", "article") or not value or not self._adds(unit, value):
            return False
        else:
            state.unit = unit + value
        state.simple, state.last = not state.last, "unit"
        return True

    def _adds(self, unit: Fraction, value: Fraction) -> bool:
        """Whether a number word goes on with a lower one: twenty one; quatre-vingt douze; five and twenty."""
        low, high = int(value), int(unit)
        if "units-first" in self._rules and 0 < high % 100 < 10 and low in range(10, 100, 10):
            return low > 10 or "teens" in self._rules
        if high == 0 or low >= 1000:
            return False
        if low >= 100:
            return high % 1000 == 0
        if low >= 10:
            return high % 100 == 0 or ("teens" in self._rules and high % 100 in (60, 80) and low < 20)
        return high % 10 == 0 and (high % 100 >= 20 or high % 100 == 0 or "tens" in self._rules)

    def _multiply(self, scale: int, state: "_State") -> bool:
        if state.last == "" and "one" not in self._rules:
            return False
        state.ambiguous = False
        if scale < self._big:
            if state.section is not None and (
                scale >= state.last_small or (state.unit is None and state.last == "scale")
            ):
                return False
            factor = state.unit if state.unit is not None else Fraction(1) if "one" in self._rules else None
            if factor is None or factor == 0:
                return False
            state.section = (state.section or 0) + factor * scale
            state.unit, state.last_small = None, scale
            state.shared *= scale
            state.last = "scale"
            return True
        section = (state.section or Fraction(0)) + (state.unit or Fraction(0))
        if section == 0:
            if "one" not in self._rules or state.last == "big" or state.unit is not None:
                return False
            section = Fraction(1)
        if scale >= state.last_big:
            return False
        state.total += section * scale
        state.simple = state.simple and state.total == section * scale
        state.section, state.unit, state.last_big, state.last_small = None, None, scale, 10**18
        state.shared *= scale
        state.last = "big"
        return True


class _State:
    """What of a number has been read."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.section: Fraction | None = None
        self.unit: Fraction | None = None
        self.last, self.last_big, self.last_small = "", 10**18, 10**18
        self.shared, self.simple, self.ambiguous = 1, True, False

    @property
    def value(self) -> Fraction:
        """The number so far."""
        return self.total + (self.section or 0) + (self.unit or 0)


@lru_cache
def number_reader(tag: str) -> NumberReader:
    """The reader of a language's numbers; of English ones where it has no file."""
    return NumberReader(pack_for_numbers(tag))
