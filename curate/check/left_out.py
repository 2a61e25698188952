"""Nothing left out: a hedge, sign, negation, condition or number just beside a phrase belongs to what it says.

Exact matching alone lets "12 dead" stand for "not 12 dead" or "up to 12 dead"; so what stands beside a span, or beside
a count inside a span, is read too. The words are English.
"""

import re
from functools import lru_cache

_HEDGES = (
    "over|above|under|below|around|about|approximately|roughly|circa|nearly|almost|some|estimated|barely|hardly|"
    "exceeding|reportedly|allegedly|allegations? of|at least|at most|up to|more than|less than|fewer than|as many as|"
    "as few as|close to|upwards of|in excess of|a minimum of|a maximum of|only|possibly|perhaps|maybe"
)
_NEGATIONS = "no|not|never|none|neither|nor|without|cannot|failed to|fails to|unable to|denied|denies|deny|refuted"
_CONDITIONS = "if|unless|whether|would|could|may|might|should|will"
_NUMBERS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|"
    "dozen|several|many|few"
)
_DENIALS = "denied|denies|deny|denying|refuted|refutes|rejected|rejects|disputed|disputes|dismissed|dismisses"
#: What may stand between such a word and what it concerns, beside adverbs in -ly.
_BETWEEN = "also|then|still|soon|again|yet|even|ever"
_MASSES = "dozens|scores|tens|hundreds|thousands|millions|half|most|part|parts"
_BEFORE = re.compile(
    rf"(?:\b(?P<word>{_HEDGES}|{_NEGATIONS}|{_CONDITIONS}|{_NUMBERS})"
    rf"|\b(?P<negated>not|never|no longer|hardly|\w+n['’]t|would|could|may|might|should|will)"
    rf"(?:\s+(?:{_BETWEEN}|\w+ly))?"
    rf"|\b(?P<denied>(?:{_DENIALS})(?:\s+\w+)?\s+that)"
    rf"|\b(?P<mass>(?:{_MASSES})\s+of(?:\s+(?:the|its|their|these|those))?)"
    rf"|(?P<number>\d(?:[\d.,]*\d)?))\s+$"
    rf"|(?P<sign>[-−–~≈<>±+])\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?P<word>or (?:more|fewer|less|so)|reportedly|allegedly|if|unless|not|never|more or less|"
    r"hundred|thousand|million|billion|"
    r"(?:is|was|are|were|has|have|had|did|does|do|will|would|could|can|may|might|should) (?:not|never)|"
    r"(?:is|was|are|were|has|have|had|did|does|do|wo|would|could|ca|might|should)n['’]t|cannot)\b"
    r"|(?P<sign>\s?[%‰+])",
    re.IGNORECASE,
)


#: How all that `_BEFORE` finds ends, but for what stands behind a mass ("dozens of the"); and how `_AFTER` begins.
_ENDS = (
    *{word.split()[-1].replace("?", "") for word in f"{_HEDGES}|{_NEGATIONS}|{_CONDITIONS}|{_NUMBERS}".split("|")},
    *("longer", "n't", "ly", "that", *_BETWEEN.split("|"), *"-~<>+0123456789"),
)
_OF_THE = ("the", "its", "their", "these", "those")
_BEGINNINGS = ("%", "+", *(word for word in re.findall("[a-z]{2,}", _AFTER.pattern) if word not in ("word", "sign")))


@lru_cache(maxsize=65_536)
def _may_end(word: str) -> bool:
    end = word.rstrip().lower()
    return not end or not end.isascii() or end.endswith(_ENDS)


@lru_cache(maxsize=65_536)
def _may_begin(word: str) -> bool:
    return not word or not word.isascii() or word.lower().startswith(_BEGINNINGS)


def _may_stand_before(lead: str) -> bool:
    """Whether `_BEFORE`, which is slow, could find something: a quick look at the last word."""
    word = lead[lead.rfind(" ", 0, -1) + 1 :]
    return _may_end(word) or ("of" in lead and word.rstrip().lower().endswith(_OF_THE))


def beside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the word or sign stands, just beside a slice, that it should have included, or None."""
    begin = max(0, start - 60)
    lead, follow = text[begin:start], text[end : end + 30]
    if lead and _may_stand_before(lead) and (before := _BEFORE.search(lead)):
        return _slice(before, begin)
    if follow[:1] == " " and not _may_begin(follow[1:].partition(" ")[0]):
        return None
    after = _AFTER.match(follow)
    return _slice(after, end) if after else None


def _slice(match: re.Match[str], shift: int) -> tuple[int, int]:
    start, end = match.span(match.lastgroup or 0)
    return shift + start, shift + end
