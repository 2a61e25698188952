"""Numbers of several words: where a phrase takes in a part of one, it states another number than the text does."""

import re
from functools import lru_cache

from curate.model.number import SCALES, TENS, UNITS

_UNITS, _TENS, _SCALES = map("|".join, (UNITS, TENS, SCALES))
NUMBERS = f"{_UNITS}|{_TENS}|{_SCALES}|half|several|many|few"
_PLURALS = "tens|dozens|scores|hundreds|thousands|millions|billions"

_DIGITS = r"\d{1,3}(?:[\s٬'’]\d{3})+(?!\d)|\d+(?:[.,٫]\d+)*"
_PART = rf"(?:{_DIGITS}|\b(?:(?:{_TENS})(?:\s(?:{_UNITS}))?|{_UNITS}|half|an?(?=\s+(?:{_SCALES}|half)))\b)"
#: `40 000`, `twenty one`, `two and a half million`, `one hundred and twenty`, `20 dozen`, `hundreds of thousands`.
_NUMBER = (
    rf"(?:{_PART}(?:\s+and\s+a\s+(?:half|quarter)\b)?(?:\s+(?:{_SCALES})s?\b(?:\s+and\s+{_PART}|\s+{_PART})?)*"
    rf"|\b(?:{_PLURALS})(?:\s+of\s+(?:{_PLURALS}))*\b)"
)
_RANGE = rf"\bbetween\s+{_NUMBER}\s+and\s+{_NUMBER}|{_NUMBER}(?:\s+(?:to|or|and/or|[-–])\s+{_NUMBER})?"
_UNIT = (
    rf"percent|per\s+cent|pct|plus(?!\s+{_PART})|odd|maximum|minimum|or\s+(?:over|above|under|below|thereabouts)"
    r"|and\s+more(?=\s*(?:[.,;:)]|$))"
)
_WHOLE = re.compile(rf"(?<!\w)(?:{_RANGE})(?:\s+(?:{_UNIT})\b)?", re.IGNORECASE)

#: What joins parts of a number, and what a number ends with: only beside these and beside digits need one be sought.
JOINTS = frozenset(["to", "or", "and", "and/or", "of", "a", "between", "-", "–"])
ENDINGS = frozenset(re.findall("[a-z]{3,}", f"{NUMBERS}|{_PLURALS}|{_UNIT}"))
#: What has a number of its own, as in "Route 5 to 20 villages": a name, but for words that begin a sentence.
_NAMED = re.compile(r"[\w,;] [A-Z]\w+\s+\Z")
_JOINED = re.compile(r"\s(?:to|or|and)\s", re.IGNORECASE)
_NUMERAL = re.compile(rf"\b(?:{NUMBERS}|{_PLURALS}|an?)\b", re.IGNORECASE)


def number_around(text: str, at: int) -> tuple[int, int] | None:
    """Where the number stands that a place in the text lies within, or None."""
    numbers = _WHOLE.finditer(text, max(0, at - 60), at + 60)
    found = next((number for number in numbers if number.start() < at < number.end()), None)
    if found is None or (_NAMED.search(text, max(0, found.start() - 30), found.start()) and _JOINED.search(found[0])):
        return None
    return found.span()


def may_cut_before(text: str, start: int) -> bool:
    """A quick look at whether a number goes on before a place in a text: "between 20", "20 to 30", "twenty one"."""
    if not is_number(text[start : start + 15].partition(" ")[0]):
        return False
    *_, earlier, last = ["", "", *text[max(0, start - 30) : start].split()]
    return last not in JOINTS or last == "between" or earlier == "and" or is_number(earlier)


def may_cut_behind(text: str, end: int) -> bool:
    """The same of one that goes on behind a place, where no joint stands that joins it to no number."""
    return is_number(text[max(0, end - 15) : end].rpartition(" ")[2])


def may_go_on(word: str) -> bool:
    """Whether a number may go on with a word behind a joint: "to 30", "and more."."""
    return is_number(word) or word.rstrip(".,;:)").lower() in ENDINGS


@lru_cache(maxsize=65_536)
def is_number(word: str) -> bool:
    """Whether a word is a number or a part of one."""
    return word[:1].isdigit() or word[-1:].isdigit() or _NUMERAL.search(word) is not None
