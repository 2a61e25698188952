"""Whether a slice of a text begins and ends where words and numbers do."""

import re
import unicodedata

from curate.read.fold import occurrences

#: What no word or number goes on behind.
_BETWEEN = {"", " ", "\n", '"', "(", ")"}
_STOPS = {", ", ". ", "; ", ": "}
#: Hyphens, apostrophes, joiners of no width, and where a word may be broken at the end of a line.
_JOINERS = "-‐‑'’\u200c\u200d\u2060\u00ad"
_IN_NUMBERS = ".,:/⁄·٫٬~〜‐‑‒–―−\u200b\u200d\u2060\u00ad-"
_INSIDE_NUMBER = re.compile(rf"\d[{_IN_NUMBERS}]$")
_NUMBER_GOES_ON = re.compile(rf"[{_IN_NUMBERS}]\d")
_WORD_GOES_ON = re.compile(rf"[{_JOINERS}](?!s\b)\w")


def _word(character: str) -> bool:
    """Whether words are written with it: a letter, a digit, or a vowel sign or another mark on one."""
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")


#: Scripts that part no words by spaces (Thai, Lao, Myanmar, Khmer, Han, the two Kana), in which a word may begin and
#: end at any letter, but for vowels that are written before or behind the letter they belong to.
_UNSPACED = re.compile(
    "[\u0e01-\u0e30\u0e32-\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0ebd-\u0ec6\u0edc-\u0edf\u1000-\u102a\u1050-\u1055"
    "\u1780-\u17b3\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
)
_VOWELS_AHEAD, _VOWELS_BEHIND = frozenset("เแโใไເແໂໃໄ"), frozenset("ะาำๅะາຳー々")


def _parts(before: str, behind: str) -> bool:
    """Whether a word ends between two characters of which one is of a script without spaces."""
    if before in _VOWELS_AHEAD or behind in _VOWELS_BEHIND or unicodedata.category(behind).startswith("M"):
        return False
    if before in _JOINERS:
        return False
    return bool(_UNSPACED.match(before) or _UNSPACED.match(behind))


def whole(text: str, start: int, end: int) -> bool:
    """Whether no word or number is cut: `000` in `40,000`, `million` in `half-million` and `rose` in `prose` are.

    A possessive ending may be left off: `Rome` in `Rome's` is whole. Scripts without spaces (Unicode Standard Annex 29)
    have a border at every letter, so `12` in `12名` is whole; whether a number goes on there, `language/cuts.py` tells.
    """
    if text[start - 1 : start] in _BETWEEN and (text[end : end + 1] in _BETWEEN or text[end : end + 2] in _STOPS):
        return True
    first, last = text[start], text[end - 1]
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if _word(first) and before and not _parts(before[-1], first):
        if _word(before[-1]) or (before[-1] in _JOINERS and len(before) == 2 and _word(before[0])):
            return False
        if first.isdigit() and _INSIDE_NUMBER.search(before):
            return False
    if _word(last) and after and not _parts(last, after[0]):
        if _word(after[0]) or _WORD_GOES_ON.match(text[end : end + 3]):
            return False
        if last.isdigit() and _NUMBER_GOES_ON.match(after):
            return False
    return True


def has_whole(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text, uncut. Both must be folded alike."""
    return bool(phrase) and (f" {phrase} " in text or bool(find_whole(text, phrase)))


def find_whole(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a short text, uncut: half-open offsets. Both must be folded alike."""
    hits = ((at, at + len(phrase)) for at in occurrences(text, phrase))
    return [hit for hit in hits if whole(text, *hit)]
