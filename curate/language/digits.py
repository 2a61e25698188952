"""Numbers in digits of any script, with the signs that a language has between thousands and before decimals."""

import re
import unicodedata
from fractions import Fraction

_MOST_DIGITS = 25
#: Between groups of three digits in any language: a space of any width, as ISO 80000 has it, or the sign of Arabic.
_SPACES = re.compile("[ \u00a0\u2009\u202f٬'’]")


def digits_of(word: str) -> str:
    """Digits of any script in ASCII; other characters stay."""
    if word.isascii():
        return word
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word).replace("٫", ".")


def read_digits(word: str, signs: tuple[str, str]) -> tuple[Fraction, bool, bool] | None:
    """The value of digits, whether they are decimal, and whether they can be read in two ways."""
    word = digits_of(word)
    if parts := _SPACES.split(word)[1:]:
        if any(len(part) != 3 for part in parts):
            return None
        word = _SPACES.sub("", word)
    if len(word) > _MOST_DIGITS:
        return None
    if word.isdecimal():
        return Fraction(word), False, False
    group, decimal = signs
    if group in ".," and re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+", word):
        return Fraction(word.replace(group, "")), False, False
    if re.fullmatch(rf"\d+\{decimal}\d+", word):
        return Fraction(word.replace(decimal, ".")), True, re.fullmatch(r"\d{1,3}\D\d{3}", word) is not None
    return None
