"""Nothing left out: a hedge, sign, negation, condition or number just beside a phrase belongs to what it says.

Exact matching alone lets "12 dead" stand for "not 12 dead" or "up to 12 dead"; so what stands beside a span, or beside
a count inside a span, is read too. The words are English.
"""

import re

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
_MASSES = "dozens|scores|tens|hundreds|thousands|millions|half|most|part|parts"
_BEFORE = re.compile(
    rf"(?:\b(?P<word>{_HEDGES}|{_NEGATIONS}|{_CONDITIONS}|{_NUMBERS})"
    rf"|\b(?P<negated>not|never|no longer|hardly|\w+n['’]t)(?:\s+\w+ly)?"
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


def beside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the word or sign stands, just beside a slice, that it should have included, or None."""
    begin = max(0, start - 60)
    if before := _BEFORE.search(text[begin:start]):
        return _slice(before, begin)
    after = _AFTER.match(text[end : end + 30])
    return _slice(after, end) if after else None


def _slice(match: re.Match[str], shift: int) -> tuple[int, int]:
    start, end = match.span(match.lastgroup or 0)
    return shift + start, shift + end
