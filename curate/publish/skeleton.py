"""The letters of a text as names are compared: one form of every letter that looks or is meant the same.

Accents, vowel signs and signs without shape are gone (Unicode's compatible decomposition), capitals are small letters,
letters of other scripts that look like Latin ones are these (Unicode Technical Standard #39, confusables.txt), and the
Arabic letters that writers use for each other are one. Both sides of a comparison are folded so: what is left is for no
reader.
"""

import re
import unicodedata
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from curate.read.fold import ARABIC

#: It parts words in some texts and breaks them in others.
_NO_WIDTH = "\u200b"
#: What is not shown and is of no general category that says so (Unicode's Default_Ignorable_Code_Point).
_IGNORED = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2065\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
#: No name ends with more signs.
_MOST = 50
#: Letters that writers use for each other, as `str.translate` takes them: those of Arabic, with those of Persian and
#: Urdu keyboards, what Hebrew writes at the end of a word, and the Greek letters that Cyrillic has as well.
_SAME = ARABIC | str.maketrans("یېۍےکڪہھەۀۂۃٲٳٵךםןףץπΠλΛφΦ", "ييييككههههههاااכמנפצпПлЛфФ")


def _looks() -> dict[str, str]:
    """The signs that look like Latin letters, and the letters."""
    lines = Path(__file__).with_name("confusables.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {chr(int(sign, 16)): letters for letters, *signs in rows for sign in signs}


_LOOKS = _looks()


class _Letters(dict[str, str]):
    """The letters that a sign folds to, found once; none for a sign that is no letter or digit."""

    def __missing__(self, sign: str) -> str:
        signs = unicodedata.normalize("NFKD", sign.translate(_SAME))
        folded = _LOOKS.get(sign) or "".join(map(_letter, signs))
        self[sign] = unicodedata.normalize("NFC", folded)  # Korean syllables stay whole
        return self[sign]


def _letter(sign: str) -> str:
    if looks := _LOOKS.get(sign):
        return looks
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    # Vowels of Indian scripts are kept: without them other words would be the same. Half rings and the like are quotes.
    if (
        is_mark(sign)
        or "\u02b0" <= sign <= "\u02ff"
        or not (sign.isalnum() or unicodedata.category(sign) in ("Mc", "Mn"))
    ):
        return ""
    small = unicodedata.normalize("NFKD", sign.casefold()).translate(_SAME)
    return "".join(_LOOKS.get(c, c) for c in small if not is_mark(c))


@cache
def is_mark(sign: str) -> bool:
    """Whether a sign is a mark on a letter, or has no shape: accents, vowel signs, soft hyphens, tatweel."""
    if sign == _NO_WIDTH:
        return False
    shapeless = unicodedata.category(sign) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(sign, "")
    return shapeless or sign == "\u0640" or bool(_IGNORED.match(sign)) or bool(unicodedata.combining(sign))


#: What each sign folds to.
LETTERS = _Letters()


class Skeleton:
    """A text, and its letters and digits as they are compared, with nothing between them.

    `letters` is a string; `at[i]` is where the i-th letter stands in `text`, which is the text given, composed (NFC).
    """

    def __init__(self, text: str) -> None:
        self.text = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
        self.letters = "".join(map(LETTERS.__getitem__, self.text))

    @cached_property
    def at(self) -> list[int]:
        """Where each letter stands in the text."""
        return [n for n, letters in enumerate(map(LETTERS.__getitem__, self.text)) for _ in letters]

    @cached_property
    def edges(self) -> bytes:
        """For each letter, and behind the last one, 1 if a word may begin there: after something else than a letter, at
        a capital, and beside a digit."""
        text = self.text
        beside = (b - a != 1 or not text[b].islower() or text[a].isdigit() for a, b in pairwise(self.at))
        return bytes((1, *beside, 1))

    def gap(self, i: int) -> str:
        """What stands between a letter and the one before it, marks aside; at the text's ends, a space at least."""
        if not 0 < i < len(self.letters):
            return self.text[self.at[-1] + 1 :][:_MOST] + " " if i and self.letters else " "
        before, after = self.at[i - 1] + 1, self.at[i]
        return "".join(c for c in self.text[before:after] if not is_mark(c)) if before < after else ""

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """Where letters from `start` to before `end` stand in the text, with the marks on the last one."""
        last = self.at[end - 1] + 1
        while last < len(self.text) and is_mark(self.text[last]):
            last += 1
        return self.at[start], last
