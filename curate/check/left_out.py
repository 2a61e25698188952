"""Nothing left out: a hedge, sign, negation, condition or number just beside a phrase belongs to what it says.

Exact matching alone lets "12 dead" stand for "not 12 dead" or "up to 12 dead"; so what stands beside a span, or beside
a count inside a span, is read too. The words are English.
"""

import re
from functools import lru_cache

from curate.check.cut_number import ENDINGS, JOINTS, NUMBERS, may_cut_before, may_cut_behind, may_go_on, number_around

_HEDGES = (
    "over|above|under|below|around|about|approximately|approx|roughly|circa|nearly|almost|some|estimated|barely|hardly|"
    "exceeding|reportedly|allegedly|apparently|supposedly|presumably|probably|allegations? of|at least|at most|up to|"
    "more than|less than|fewer than|as many as|as few as|close to|upwards? of|in excess of|a minimum of|a maximum of|"
    "only|possibly|perhaps|maybe|all but"
)
_NEGATIONS = "no|not|never|none|neither|nor|without|cannot|failed to|fails to|unable to|denied|denies|deny|refuted"
_CONDITIONS = "if|unless|whether|would|could|may|might|should|will"
_DENIALS = "denied|denies|deny|denying|refuted|refutes|rejected|rejects|disputed|disputes|dismissed|dismisses|false"
#: What may stand between such a word and what it concerns, beside adverbs in -ly.
_BETWEEN = "also|then|still|soon|again|yet|even|ever"
_SAYING = "say|claim|report|confirm|mention|believe|think"
_NEWS = "reports?|claims?|rumou?rs?|allegations?|accusations?"
_TRUE = "true|correct|the case|said|claimed|reported|confirmed|evidence|proof"
_DETERMINERS = "the|all|its|their|these|those"
_MASSES = "dozens|scores|tens|hundreds|thousands|millions|half|most|part|parts|an? (?:third|quarter|fifth|tenth)"
#: In small letters, with a full stop: "Max." may end the sentence before.
_SHORT = "approx|c|ca|est|max|min"
_BEFORE = re.compile(
    rf"(?:\b(?P<word>{_HEDGES}|{_NEGATIONS}|{_CONDITIONS}|{NUMBERS})"
    rf"|\b(?P<modal>would|could|may|might|should|will)(?:\s+(?:{_BETWEEN}|\w+ly))?"
    rf"|\b(?P<negated>not|never|no longer|hardly|\w+n['’]t|none|neither|no)(?:\s+(?:{_BETWEEN}|\w+ly))?"
    rf"(?:\s+(?:{_SAYING})|(?:\s+of)?\s+(?:{_DETERMINERS})|\s+(?:been\s+)?(?:{_SAYING}|{_TRUE})\s+that)?"
    rf"|\b(?P<than>(?:all but|(?:more|less|fewer) than)\s+(?:{_DETERMINERS}))"
    rf"|\b(?P<denied>(?:{_DENIALS})(?:\s+\w+)?\s+that|(?:{_DENIALS})\s+(?:{_NEWS})\s+of"
    rf"|(?:denied|denies|deny|denying)\s+having)"
    rf"|\b(?P<mass>(?:{_MASSES})\s+of(?:\s+(?:{_DETERMINERS}))?)"
    rf"|(?<![\w.])(?P<short>(?-i:{_SHORT})\.)"
    rf"|(?P<number>\d[\d.,]*+(?<=\d)))\s+$"
    rf"|(?P<sign>[-−–~∼≈≃≅<>≤≥±+])\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?P<word>or (?:more|fewer|less|so)|reportedly|allegedly|apparently|not|never|more or less|"
    r"(?:is|was|are|were|has|have|had|did|does|do|will|would|could|can|may|might|should) (?:not|never)|"
    r"(?:is|was|are|were|has|have|had|did|does|do|wo|would|could|ca|might|should)n['’]t|cannot)\b"
    r"|,?\s+(?P<condition>if|unless)\b"
    r"|\s+(?P<limit>at (?:least|most))\s*(?:[.,;:)]|$)"
    r"|(?P<sign>\s?[%‰+])",
    re.IGNORECASE,
)


def _words(alternatives: str, which: int) -> set[str]:
    """The first or last words of alternatives; `upwards? of` stands for two."""
    words = {phrase.split()[which] for phrase in alternatives.split("|")}
    return {word.replace("?", "") for word in words} | {word.replace("s?", "") for word in words}


#: The last words of what `_BEFORE` finds, but for determiners, adverbs and numbers; and the first ones of `_AFTER`'s.
_LAST = _words(f"{_HEDGES}|{_NEGATIONS}|{_CONDITIONS}|{NUMBERS}|{_BETWEEN}|{_SAYING}|no longer|of|that|having", -1)
_LAST |= {f"{word}." for word in _SHORT.split("|")}
_ENDS = ("ly", "n't", *"-~<>+0123456789")
#: After these, a determiner still belongs to what is limited: "none of the", "did not all", "more than the".
_REACHING = {"of", "than", "but", "longer", "hardly", *_NEGATIONS.split("|")}
_FIRST = {"or", "more", "if", "unless", "at", *re.findall("[a-z]{3,}", _AFTER.pattern)}


@lru_cache(maxsize=65_536)
def _role_before(words: str) -> str:
    """What the last word before a phrase may be to it: mostly nothing, which has to be told quickly."""
    word = words.split()[-1].lower().lstrip("\"'([").rpartition("-")[2] if words.strip() else ""
    if not word or not word.isascii() or word in _LAST or word.endswith(_ENDS):
        return "limit"
    if word in JOINTS:
        return "number"
    return "determiner" if word in _DETERMINERS.split("|") else ""


@lru_cache(maxsize=65_536)
def _reaches(word: str) -> bool:
    """Whether a word before a determiner may limit what stands behind it."""
    return word.lower() in _REACHING or word.endswith(("n't", "n’t"))


@lru_cache(maxsize=65_536)
def _role_behind(words: str) -> str:
    """The same of the first word behind it."""
    word = words.split()[0].lower().rstrip(".,;:)\"'") if words.strip() else ""
    if not word.isascii() or word in _FIRST or not word[:1].isalnum() or word.endswith("n't"):
        return "limit"
    return "joint" if word in JOINTS else "number" if word[0].isdigit() or word in ENDINGS else ""


def beside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the word or sign stands, just beside a slice, that it should have included, or None."""
    begin = max(0, start - 45)
    lead, follow = text[begin:start], text[end : end + 30]
    at = lead.rfind(" ", 0, -1)
    if lead and (role := _role_before(lead[at + 1 :])) and (before := _before(text, start, lead, role)):
        return before
    gap = 1 if follow[:1] == " " else 2 if follow[:2] == ", " else 0
    word, _, rest = follow[gap:].partition(" ")
    role = _role_behind(word) if gap else "limit"
    if role == "joint":
        role = "number" if may_go_on(rest.partition(" ")[0]) else ""
    return _behind(text, start, end, role) if role else None


def _before(text: str, start: int, lead: str, role: str) -> tuple[int, int] | None:
    if role == "determiner":
        at = lead.rfind(" ", 0, -1)
        role = "limit" if _reaches(lead[lead.rfind(" ", 0, at) + 1 : at]) else ""
    if role == "limit" and (before := _BEFORE.search(lead)):
        return _slice(before, start - len(lead))
    cut = number_around(text, start) if role and may_cut_before(text, start) else None
    return (cut[0], start) if cut else None


def _behind(text: str, start: int, end: int, role: str) -> tuple[int, int] | None:
    if role == "limit" and (behind := _AFTER.match(text[end : end + 30])):
        return _slice(behind, end)
    cut = number_around(text, end) if may_cut_behind(text, end) else None
    return (end, cut[1]) if cut else None


def _slice(match: re.Match[str], shift: int) -> tuple[int, int]:
    start, end = match.span(match.lastgroup or 0)
    return shift + start, shift + end
