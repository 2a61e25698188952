"""What stance the words of a phrase show."""

import re
from collections.abc import Iterable
from functools import lru_cache

from curate.language.pack import Pack, load_pack

_PIECES = re.compile(r"\w+")


class _Stances:
    """The words of one language that deny, and those that a condition begins with."""

    def __init__(self, pack: Pack) -> None:
        self._cut, self._normal = pack.cutter.tokens, pack.cutter.normal
        self._denies = pack.phrases("stance", "denies")
        self._if = pack.phrases("stance", "anticipates")
        self._negators = pack.words("stance", "negators")
        self._notable = self._denies.starts | self._if.starts
        self._glances = pack.data.get("spaces", True) and not pack.cutter.prefixes and not self._denies.tails

    def of(self, phrase: str) -> str:
        """`denies`, `anticipates` or nothing."""
        if self._glances and self._notable.isdisjoint(_PIECES.findall(self._normal(phrase))):
            return ""
        tokens = self._cut(phrase)
        if self._if.at(tokens, 0, len(tokens)):
            return "anticipates"
        for i in range(len(tokens)):
            denies = self._denies.at(tokens, i, len(tokens))
            if denies and not (i and tokens[i - 1].text in self._negators):
                return "denies"
        return ""


@lru_cache
def _stances(tag: str) -> _Stances | None:
    pack = load_pack(tag)
    return _Stances(pack) if pack else None


def stance_of(phrases: Iterable[str], language: str) -> str:
    """`denies` or `anticipates` where phrases seem to, else nothing; nothing in a language without a file."""
    stances = _stances(language)
    return next(filter(None, map(stances.of, phrases)), "") if stances else ""
