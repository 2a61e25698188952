"""Where sentences and paragraphs end."""

import re

from curate.language.pack import Pack
from curate.language.patterns import listed

#: How far from a phrase its sentence is looked at, in characters.
_REACH = 300
_BORDER = re.compile(r"[.!?…؟۔][\"'”’»)\]]*(?=\s|$)|[。！？][”」』]?|\n[ \t\r]*\n\s*")
_ENDERS = ".!?…؟۔。！？\n"
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*(\w)")


class Sentences:
    """The sentences of a text in one language, whose abbreviations end none."""

    def __init__(self, pack: Pack) -> None:
        self._short = frozenset(listed(pack.data.get("short", "")))

    def around(self, text: str, start: int, end: int) -> tuple[int, int, int]:
        """Where the sentence round a slice begins, where its paragraph does, and where it ends."""
        first, last = max(0, start - _REACH), min(len(text), end + _REACH)
        paragraph, at = first, start
        enders = ".!?\n" if text.isascii() else _ENDERS
        while (at := max([text.rfind(sign, first, at) for sign in enders])) >= 0:
            border = _BORDER.match(text, at)
            if not border or border.end() > start + 1:
                continue
            if border[0].isspace():
                paragraph = max(paragraph, border.end())
            elif self._is_border(text, border):
                return border.end(), max(border.end(), paragraph), self._stop(text, end, last)
        return first, paragraph, self._stop(text, end, last)

    def _stop(self, text: str, end: int, last: int) -> int:
        """Where the sentence ends that a slice ends in, or its paragraph."""
        for border in _BORDER.finditer(text, end, last):
            if border[0].isspace():
                return border.start()
            if self._is_border(text, border):
                return border.end()
        return last

    def _is_border(self, text: str, border: "re.Match[str]") -> bool:
        at, end = border.span()
        if not text[end + 1 : end + 2].isupper() and (after := _NEXT.match(text, end)) and after[1].islower():
            return False
        if text[at] != ".":
            return True
        word = text[text.rfind(" ", 0, at) + 1 : at + 1].rpartition("\n")[2].lstrip("(\"'“‘[")
        return word not in self._short and not (len(word) == 2 and word[0].isupper())
