"""Tokens: words, numbers and signs of a text, with their offsets, cut as a language cuts them."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A word in small letters, a number, or a sign; half-open offsets into the text."""

    text: str
    start: int
    end: int


#: Vowel signs and other marks on letters, with the stroke that stretches Arabic words.
MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f٬'’]\d{3})+(?![\d,.]*\d)|\d+(?:[.,٫٬:/·]\d+)*"
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
_SPACED = re.compile(rf"{_NUMBER}|{_WORD}(?:['’]{_WORD})*|\S")
#: The same where an article that has lost its vowel may stand before a number: "d'1,5 million".
_ELIDED = re.compile(rf"{_NUMBER}|{_WORD}(?:['’]{_WORD})*(?:['’](?=\d))?|\S")
_PLAIN = str.maketrans(
    {**dict.fromkeys("‘’ʼ`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ـ": None}
)
_MARK = re.compile(f"[{MARKS}]")
_TURKISH = str.maketrans("Iİ", "ıi")


class Cutter:
    """Cuts a text into tokens.

    `elision` parts French articles from nouns, `suffixes` Turkish endings from names and numbers, `behind` endings
    that are words (n't), `prefixes` letters that are words (Arabic "and"), where the rest is a known word. `words` are
    given for scripts without spaces: the longest of them is a token, and every other letter is one.
    """

    def __init__(
        self,
        known: set[str],
        *,
        elision: bool,
        suffixes: bool,
        behind: tuple[str, ...],
        prefixes: tuple[str, ...],
        spaces: bool,
    ) -> None:
        self.known, self.elision, self.suffixes, self.behind, self.prefixes = known, elision, suffixes, behind, prefixes
        longest = "|".join(map(re.escape, sorted(filter(None, known), key=lambda word: (-len(word), word))))
        spaced = _ELIDED if elision else _SPACED
        self.pattern = spaced if spaces else re.compile(rf"{_NUMBER}|{longest}|[A-Za-z]+|\S")

    def normal(self, word: str) -> str:
        """A word as it is compared: in small letters, without marks, with plain apostrophes and hyphens."""
        if word.isascii():
            return (word.translate(_TURKISH) if self.suffixes and "I" in word else word).lower()
        word = word.translate(_TURKISH) if self.suffixes else word
        return _MARK.sub("", word.translate(_PLAIN)).casefold()

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of a slice; one that begins within it may end behind it, never the other way round."""
        found: list[Token] = []
        for match in self.pattern.finditer(text, start, len(text) if end is None else end):
            word = self.normal(match[0]) or match[0]
            if len(word) > 1 and not word[0].isdecimal():
                found.extend(self._parts(word, *match.span()))
            else:
                found.append(Token(word, *match.span()))
        return found

    def _parts(self, word: str, start: int, end: int) -> Iterator[Token]:
        for ending in self.behind:
            if word.endswith(ending) and len(word) > len(ending) and len(word) == end - start:
                at = end - len(ending)
                return iter([Token(word[: -len(ending)], start, at), Token(ending, at, end)])
        if (
            "'" in word[1:-1]
            and (self.elision or self.suffixes)
            and word not in self.known
            and len(word) == end - start
        ):
            at = word.index("'", 1) + self.elision
            return iter([Token(word[:at], start, start + at), *self._parts(word[at:], start + at, end)])
        if word.startswith(self.prefixes) and word not in self.known and len(word) == end - start:
            for prefix in self.prefixes:
                if word.startswith(prefix) and word[len(prefix) :] in self.known:
                    at = start + len(prefix)
                    return iter([Token(prefix, start, at), Token(word[len(prefix) :], at, end)])
        return iter([Token(word, start, end)])
