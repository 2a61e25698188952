"""Folding of text so that what means the same compares the same, with a map back to the text's own slice."""

import base64
import hashlib
import re
import unicodedata
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
        spaces = [m.span() for m in _SPACE.finditer(self.text)]
        dropped = {i for start, end in spaces for i in range(start + 1, end)}
        return [i for i in range(len(self.text)) if i not in dropped] + [len(self.text)]

    def hits(self, phrase: str) -> list[tuple[int, int]]:
        """Where the phrase stands, exactly or else after folding: half-open offsets into the text."""
        if exact := list(occurrences(self.text, phrase)):
            return [(start, start + len(phrase)) for start in exact]
        last = len(fold(phrase)) - 1
        return [(self.origin[s], self.origin[s + last] + 1) for s in occurrences(self.folded, fold(phrase))]


def occurrences(text: str, phrase: str) -> Iterator[int]:
    """Where a phrase begins in a text, overlapping ones included."""
    at = text.find(phrase)
    while at >= 0:
        yield at
        at = text.find(phrase, at + 1)


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
