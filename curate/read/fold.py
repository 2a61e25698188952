"""Folding of text so that what means the same compares the same, with a map back to the text's own slice."""

import base64
import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

_SAME = {
    **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_TABLE = str.maketrans(_SAME)
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Quotes and dashes to their plain forms, runs of white space to one space. Letters and digits stay."""
    plain = text.replace("`", "'") if text.isascii() else text.translate(_TABLE)
    # What is printable holds no white space but plain spaces.
    return plain if plain.isprintable() and "  " not in plain else _SPACE.sub(" ", plain)


class Folded:
    """A text folded once, for finding phrases in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The whole text, folded."""
        return fold(self.text)

    @cached_property
    def origin(self) -> list[int]:
        """Where each folded character stands in the text, and the text's end."""
        found: list[int] = []
        done = 0
        for spaces in _SPACE.finditer(self.text):
            found += range(done, spaces.start() + 1)
            done = spaces.end()
        return [*found, *range(done, len(self.text) + 1)]

    def has_before(self, start: int, words: str) -> bool:
        """Whether folded words stand before a place in the text, spaces between aside."""
        at = bisect_left(self.origin, start)
        return self.folded.endswith(words, 0, at - 1 if self.folded[at - 1 : at] == " " else at)

    def has_behind(self, end: int, words: str) -> bool:
        """The same behind it."""
        at = bisect_left(self.origin, end)
        return self.folded.startswith(words, at + 1 if self.folded[at : at + 1] == " " else at)

    def hits(self, phrase: str) -> list[tuple[int, int]]:
        """Where the phrase stands, exactly or else after folding: half-open offsets into the text."""
        if exact := list(occurrences(self.text, phrase)):
            return [(start, start + len(phrase)) for start in exact]
        last = len(fold(phrase)) - 1
        return [(self.origin[s], self.origin[s + last] + 1) for s in occurrences(self.folded, fold(phrase))]


def occurrences(text: str, phrase: str) -> Iterator[int]:
    """Where a phrase begins in a text, overlapping ones included.

    Two that stand next to each other and share more than half tell that the phrase repeats itself at that distance: a
    third is there if its last part is. So a long phrase is not compared anew at every place.
    """
    size, before, at = len(phrase), -len(phrase), text.find(phrase) if phrase else -1
    while at >= 0:
        yield at
        step = at - before
        again = 2 * step <= size and text.startswith(phrase[size - step :], at + size)
        before, at = at, at + step if again else text.find(phrase, at + 1)


def fold_name(name: str) -> str:
    """A name as it is looked up: folded, composed, and without case. Spelling is never guessed at."""
    return fold(unicodedata.normalize("NFC", name)).strip().casefold()


#: One form of the Arabic letters that writers use for each other; those of other languages are folded by publish.
ARABIC = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


#: One behind or before a letter. It begins with the sign, which is quickly sought.
_APOSTROPHE = re.compile(r"['’‘ʻʼ`](?:(?<=\w.)|(?=\w))")


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _bare(match: re.Match[str]) -> str:
    return "".join(c for c in match[0] if not unicodedata.combining(c)).translate(ARABIC)


def fold_search(text: str) -> str:
    """A copy for full-text search: no accents, no Arabic vowel signs, one form of each Arabic letter."""
    if text.isascii():
        return _APOSTROPHE.sub("", text) if "'" in text or "`" in text else text
    if not _is_plain(text):
        text = _BEYOND_ASCII.sub(_bare, unicodedata.normalize("NFKD", text))
    return _APOSTROPHE.sub("", text)


def _is_plain(text: str) -> bool:
    """Whether a text is Latin letters without marks, and signs."""
    return max(text) < "\u0300" and unicodedata.is_normalized("NFKD", text)


def slug(text: str) -> str:
    """A name as a part of an id: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold_search(text).casefold()).strip("-")


def digest(words: str, letters: int = 6) -> str:
    """Up to eight letters and digits that stand for some words in an id."""
    return base64.b32encode(hashlib.sha256(words.encode()).digest()[:5]).decode().lower()[:letters]
