"""Whole numbers in digits of any script and in English words."""

import re
import unicodedata
from fractions import Fraction

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(UNITS)} | {word: 20 + 10 * n for n, word in enumerate(TENS)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", re.ASCII)
#: Between groups of three digits: a space of any width, as ISO 80000 has it, or the sign of Arabic.
_GROUPS = re.compile(r"(?<=\d)[ ٬](?=\d{3}(?!\d))")
_AND_A_HALF = re.compile(r"(?P<whole>\w+) and a half (?P<scale>\w+)")
_MOST_DIGITS, _LIMIT = 20, 10**15


def read_number(words: str) -> int | None:
    """`13`, `40,000`, `3.5 million`, `twenty-five`, `half-million`, `a dozen`; None if it is no whole number."""
    number = _half(words) or _number(words)
    return int(number) if number is not None and number.denominator == 1 and number < _LIMIT else None


def in_ascii(words: str) -> str:
    """Words in which numbers have the digits and signs of English: `40,000` for `٤٠٬٠٠٠` and `40 000`."""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in words)
    return _GROUPS.sub(",", digits).replace("٫", ".")


def read_numbers(first: str, last: str) -> tuple[int, int] | None:
    """Both ends of a range, None if one is no whole number. A scale counts for both: `2 to 3 million`."""
    low, high = read_number(first), read_number(last)
    bare, _, scale = last.rpartition(" ")
    if low is not None and scale in SCALES and (of_scale := read_number(bare)) is not None and low <= of_scale:
        low *= SCALES[scale]
    return (low, high) if low is not None and high is not None else None


def _half(words: str) -> Fraction | None:
    """`half a million`, `one and a half million`."""
    tokens = words.replace("-", " ").split()
    if "half" in tokens[:2] and set(tokens[:-1]) <= {"half", "a"} and tokens[-1] in SCALES:
        return Fraction(SCALES[tokens[-1]], 2)
    if (match := _AND_A_HALF.fullmatch(words)) and match["scale"] in SCALES:
        whole = _number(match["whole"])
        return None if whole is None else (whole + Fraction(1, 2)) * SCALES[match["scale"]]
    return None


def _number(words: str) -> Fraction | None:
    total, current, seen = Fraction(0), Fraction(0), ""
    for token in re.sub(r"(?<=[a-z])-|-(?=[a-z])", " ", words).split():
        if token == "and" and seen == "scale":
            continue
        if token in ("a", "an") and not seen:
            current, seen = Fraction(1), "article"
        elif _DIGITS.fullmatch(token) and len(token) <= _MOST_DIGITS and not seen:
            current, seen = Fraction(token.replace(",", "")), "digits"
        elif token in _SMALL and (seen in ("", "scale") or (seen == "tens" and 0 < _SMALL[token] < 10)):
            current, seen = current + _SMALL[token], "tens" if token in TENS else "unit"
        elif token in SCALES and 0 < current < _LIMIT:
            current, seen = current * SCALES[token], "scale"
            if SCALES[token] >= 1000:
                total, current = total + current, Fraction(0)
        else:
            return None
    return total + current if seen else None
