"""The ways to spell a name: the letters of each, and what a text must have between and beside them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from curate.publish.skeleton import Skeleton
from curate.read.fold import fold

#: A name of fewer letters, such as Jo, is looked for exactly as it is written: so few letters are parts of other words.
SHORTEST = 4
#: A name of so many letters, and one of several words, is found whatever stands between its letters.
LONG = 8
#: A name of more words is none of a person, and is not listed by its last one.
_WORDS = 4
_ARTICLE = re.compile("ال(?=...)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})


@dataclass(frozen=True)
class Form:
    """One way to spell a name. `gaps` are what stands before each letter but the first, and behind the last one.

    `script` is "cased" (words stand apart), "endings" (cased, and other letters may follow), "particles" (other letters
    may stand before), or "open" (words are written together).
    """

    what: str
    gaps: tuple[str, ...]
    capitals: tuple[bool, ...]
    script: str
    short: bool
    part: bool

    @cached_property
    def several(self) -> bool:
        """Whether the name has several words."""
        return any(self.gaps[:-1])

    @cached_property
    def inside(self) -> bool:
        """Whether other letters may stand right before or behind it."""
        return self.script != "cased" or (self.several and len(self.gaps) >= LONG)


def forms(name: str, what: str, part: bool = False) -> Iterator[tuple[str, Form]]:
    """The letters of each way to spell a name: as written, last word first, in capitals, umlauts in two letters."""
    ways, script = [name], _script(name)
    short = not part and script in ("cased", "endings") and len(Skeleton(name).letters) < SHORTEST
    if not short and 2 <= len(words := name.split()) <= _WORDS:
        ways.append(" ".join([words[-1], *words[:-1]]))
    if not (name.isascii() or short):
        ways += [way for each in ways for way in (each.upper(), each.lower(), each.title(), each.translate(_UMLAUTS))]
        if part and _ARTICLE.match(name):
            ways.append(_ARTICLE.sub("", name))
    for way in dict.fromkeys(ways):
        skeleton = Skeleton(way.strip())
        if letters := skeleton.letters:
            gaps = [fold(skeleton.gap(i)) for i in range(1, len(letters))]
            behind = fold(skeleton.text[skeleton.slice(0, len(letters))[1] :])
            capitals = tuple(skeleton.text[at].isupper() for at in skeleton.at)
            yield letters, Form(what, (*gaps, behind), capitals if short else (), script, short, part)


def _script(name: str) -> str:
    """How the script of a name treats words."""
    letters = [c for c in unicodedata.normalize("NFKD", name) if c.isalpha()]
    if any(unicodedata.category(c) == "Lo" for c in letters):
        return "particles" if all(unicodedata.bidirectional(c) in ("R", "AL") for c in letters) else "open"
    return "endings" if any(c > "\u024f" for c in letters) else "cased"
