"""Texts as names are looked for in them: letters in any Unicode form, without accents, vowel signs and hidden signs."""

import unicodedata
from functools import cache

from curate.read.fold import fold

_TATWEEL = "ـ"


def comparable(text: str) -> str:
    """A text in which letters that read alike are the same: `é` in one sign or two, with or without its accent."""
    return fold(text if text.isascii() else "".join(map(_bare, unicodedata.normalize("NFC", text))))


@cache
def _bare(sign: str) -> str:
    """A sign without its marks; nothing of one that is but a mark, or has no shape such as a soft hyphen."""
    if not sign.isalnum():
        return "" if _is_mark(sign) else fold(sign)
    kept = "".join(c for c in unicodedata.normalize("NFKD", sign) if not _is_mark(c))
    return unicodedata.normalize("NFC", kept)  # Korean syllables stay whole


def _is_mark(sign: str) -> bool:
    """Vowels of Indian scripts are none: without them other words would be the same."""
    shapeless = unicodedata.category(sign) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(sign, "")
    return shapeless or sign == _TATWEEL or bool(unicodedata.combining(sign))
