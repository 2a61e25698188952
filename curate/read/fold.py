"""Folding of text so that what means the same compares the same, with a map back to the text's own slice."""

import re
import unicodedata

_SAME = {
    **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_TABLE = str.maketrans(_SAME)
_SPACE = re.compile(r"\s+")


_TO_FOLD = re.compile(rf"[{re.escape(''.join(_SAME))}]|\s\s|[^\S ]")


def needs_fold(text: str) -> bool:
    """Whether folding may change the text."""
    return bool(_TO_FOLD.search(text))


def fold(text: str) -> str:
    """Quotes and dashes to their plain forms, runs of white space to one space. Letters and digits stay."""
    if not needs_fold(text):
        return text
    return _SPACE.sub(" ", text.translate(_TABLE))


class Folded:
    """A text folded once, for finding phrases in it. `origin[i]` is where the folded character i stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        plain = text.translate(_TABLE)
        self.origin: list[int] = []
        kept: list[str] = []
        for i, character in enumerate(plain):
            space = character.isspace()
            if not (space and kept and kept[-1] == " "):
                kept.append(" " if space else character)
                self.origin.append(i)
        self.origin.append(len(text))
        self.folded = "".join(kept)

    def hits(self, phrase: str) -> list[tuple[int, int]]:
        """Where the phrase stands, exactly or else after folding: half-open offsets into the text."""
        if exact := [(m.start(), m.end()) for m in re.finditer(f"(?={re.escape(phrase)})", self.text)]:
            return [(start, start + len(phrase)) for start, _ in exact]
        starts = [m.start() for m in re.finditer(f"(?={re.escape(fold(phrase))})", self.folded)]
        last = len(fold(phrase)) - 1
        return [(self.origin[s], self.origin[s + last] + 1) for s in starts]


def fold_name(name: str) -> str:
    """A name as it is looked up: folded, composed, and without case. Spelling is never guessed at."""
    return fold(unicodedata.normalize("NFC", name)).strip().casefold()


_ARABIC = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʻʼ`]|(?<!\w)['’‘ʻʼ`](?=\w)")


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _bare(match: re.Match[str]) -> str:
    return "".join(c for c in match[0] if not unicodedata.combining(c)).translate(_ARABIC)


def fold_search(text: str) -> str:
    """A copy for full-text search: no accents, no Arabic vowel signs, one form of each Arabic letter."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_bare, unicodedata.normalize("NFKD", text))
    return _APOSTROPHE.sub("", text)


def slug(text: str) -> str:
    """A name as a part of an id: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold_search(text).casefold()).strip("-")
