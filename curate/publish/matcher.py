"""Names in texts, however they are written: which letters of a text spell a name, and where it begins and ends."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from curate.publish.automaton import Automaton
from curate.publish.skeleton import Skeleton
from curate.read.fold import fold

#: A name of fewer letters, such as Jo, is looked for exactly as it is written: so few letters are parts of other words.
SHORTEST = 4
#: A name of so many letters, and one of several words, is found whatever stands between its letters.
_LONG = 8
#: Names of several words with fewer letters (`Jo An`) are other words when they are run together.
_JOINED = 5
#: How many letters and digits the hash in an id has, at most (`curate.read.fold.digest`).
_HASH = 6
#: Signs within a word that do not part it: hyphens, also with a line's end behind them, apostrophes, marks of emphasis.
_SOFT = re.compile(r"(?:[-'*~^·•∙\u200b\u02b0-\u02ff]+(?:(?<=-) )?)?")
_BREAK = "\n"
#: How many letters may follow a name in scripts such as Cyrillic.
_ENDINGS = 3
#: What Arabic writes together with the word behind it: and, so; with, as, for, will; the. And Hebrew.
_PREFIX = re.compile("[وف]?[بكلس]?(?:ال)?|[وف]?لل|[ושהבכלמ]{1,2}")
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
        return self.script != "cased" or (self.several and len(self.gaps) >= _LONG)


def forms(name: str, what: str, part: bool = False) -> Iterator[tuple[str, Form]]:
    """The letters of each way to spell a name: as written, in capitals and small letters, umlauts in two letters."""
    ways, script = [name], _script(name)
    short = not part and script in ("cased", "endings") and len(Skeleton(name).letters) < SHORTEST
    if not (name.isascii() or short):
        ways += [name.upper(), name.lower(), name.title(), name.translate(_UMLAUTS)]
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


class Matcher:
    """Finds any of many names in a text, or of the words of names (`parts`), which are always whole words."""

    def __init__(self, names: Iterable[tuple[str, str]], parts: bool = False) -> None:
        self._automaton = Automaton(form for name, what in names for form in forms(name, what, parts))

    def __bool__(self) -> bool:
        return bool(self._automaton)

    def find(self, skeleton: Skeleton) -> Iterator[tuple[int, int, Form]]:
        """Which letters of a text spell a name, from where to before where, and which."""
        for start, end, its in self._automaton.find(skeleton.letters):
            alone = skeleton.edges[start] and skeleton.edges[end]
            for form in its:
                if (alone or form.inside) and _spells(skeleton, start, end, form):
                    yield start, end, form


def _spells(skeleton: Skeleton, start: int, end: int, form: Form) -> bool:
    """Whether letters that are those of a name are meant as the name, by what stands between and beside them."""
    if form.short:
        return _as_written(skeleton, start, end, form)
    if form.part:
        return _is_word(skeleton, start, end, form)
    size, several = end - start, form.several
    within = 2 if size >= _LONG or (several and size >= _JOINED) else 0
    alone = _edge(skeleton, start, within) and _closes(skeleton, end, within, form)
    if not (alone or _is_open(form) or (several and size >= _LONG)):
        return False
    gaps = [_plain(skeleton.gap(i)) for i in range(start + 1, end)]
    if not any(gaps):
        return not several or size >= _JOINED or _in_capitals(skeleton, start, end, form)
    if not (alone or _is_open(form)):
        return False
    if gaps[-1] == "'" and form.gaps[-2] != "'" and skeleton.letters[end - 1] == "s":
        return False  # `the key's` is no Keys
    inner = [gap for gap, cut in zip(gaps, form.gaps, strict=False) if not cut]
    if all(map(_SOFT.fullmatch, inner)):
        return True
    if size >= _JOINED and all(gap == _BREAK or _SOFT.fullmatch(gap) for gap in inner):
        return alone
    return alone and (_is_spelled_out(inner) or (size >= _LONG and not skeleton.letters[start:end].isdigit()))


def _is_open(form: Form) -> bool:
    return form.script in ("particles", "open")


def _is_word(skeleton: Skeleton, start: int, end: int, form: Form) -> bool:
    """Whether letters are a word, be it one of `SalehBrandt`, or with what Arabic writes before it."""
    within = 2 if end - start > _HASH else 1
    if not (form.script == "open" or _closes(skeleton, end, within, form)):
        return False
    if not (form.script == "open" or _edge(skeleton, start, within)):
        begin = next((n for n in range(start - 1, start - 5, -1) if _edge(skeleton, n, within)), start)
        if form.script != "particles" or begin < 0 or not _PREFIX.fullmatch(skeleton.letters[begin:start]):
            return False
    return all(_SOFT.fullmatch(fold(skeleton.gap(i))) for i in range(start + 1, end))


def _plain(gap: str) -> str:
    """What stands between two letters, folded; a line's end with nothing but spaces around it stays one."""
    return fold(gap) if gap.strip() or "\n" not in gap else _BREAK


def _as_written(skeleton: Skeleton, start: int, end: int, form: Form) -> bool:
    if not (skeleton.gap(start) and skeleton.gap(end)):
        return False
    if any(skeleton.text[skeleton.at[start + n]].isupper() != capital for n, capital in enumerate(form.capitals)):
        return False
    gaps = [fold(skeleton.gap(i)) for i in range(start + 1, end)]
    return gaps == list(form.gaps[:-1]) and fold(skeleton.gap(end) + " ").startswith(form.gaps[-1])


def _edge(skeleton: Skeleton, i: int, within: int) -> bool:
    """Whether a word begins, and another ends, before a letter: in `SalehBrandt1985`, where words are within words
    also at capitals (1), or at digits as well (2), which is no good for short names: they stand in hashes by chance."""
    if skeleton.gap(i):
        return True
    before, after = skeleton.text[skeleton.at[i - 1]], skeleton.text[skeleton.at[i]]
    at_capital = before.islower() and after.isupper()
    return (within > 0 and at_capital) or (within > 1 and before.isdigit() != after.isdigit())


def _closes(skeleton: Skeleton, end: int, within: int, form: Form) -> bool:
    """Whether a name ends before a letter: at the end of a word, or of its stem."""
    most = _ENDINGS if form.script == "endings" and len(form.gaps) >= SHORTEST else 0
    return any(_edge(skeleton, end + n, within) for n in range(most + 1))


def _in_capitals(skeleton: Skeleton, start: int, end: int, form: Form) -> bool:
    """Whether each word of a name begins with a capital, and nothing else does."""
    cuts = {0, *(n + 1 for n, cut in enumerate(form.gaps[:-1]) if cut)}
    return all(skeleton.text[skeleton.at[start + n]].isupper() == (n in cuts) for n in range(end - start))


def _is_spelled_out(gaps: list[str]) -> bool:
    """Whether all letters stand alone, with the same sign or two between them: `S.a.l.e.h`."""
    return bool(gaps) and 0 < len(gaps[0]) <= 2 and len(set(gaps)) == 1
