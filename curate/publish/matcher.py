"""Names in texts, however they are written: which letters of a text spell a name, and where it begins and ends."""

import re
from collections.abc import Iterable, Iterator

from curate.publish.automaton import Automaton
from curate.publish.forms import LONG, SHORTEST, Form, forms
from curate.publish.skeleton import Skeleton
from curate.read.fold import fold

#: Names of several words with fewer letters (`Jo An`) are other words when they are run together.
_JOINED = 5
#: How many letters and digits the hash in an id has, at most (`curate.read.fold.digest`).
_HASH = 6
#: Signs within a word that do not part it: hyphens, also with a line's end behind them, apostrophes, marks of emphasis.
_SOFT = re.compile(r"(?:[-'*~^·•∙\u200b\u02b0-\u02ff]+(?:(?<=-) )?)?")
_BREAK = "\n"
#: What may stand within a word of five letters or more: anything but what parts cells, values and clauses.
_SIGNS = re.compile(r"""[^\w\s,;:!"'|=()\[\]{}<>\\]{1,3}""")
#: How many letters may follow a name in scripts such as Cyrillic.
_ENDINGS = 3
#: What Arabic writes together with the word behind it: and, so; with, as, for, will; the. And Hebrew.
_PREFIX = re.compile("[وف]?[بكلس]?(?:ال)?|[وف]?لل|[ושהבכלמ]{1,2}")


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
    within = 2 if size >= LONG or (several and size >= _JOINED) else 0
    alone = _edge(skeleton, start, within) and _closes(skeleton, end, within, form)
    if not (alone or _is_open(form) or (several and size >= LONG)):
        return False
    gaps = [_plain(skeleton.gap(i)) for i in range(start + 1, end)]
    if not any(gaps):
        return not several or size >= _JOINED or _in_capitals(skeleton, start, end, form)
    if not (alone or _is_open(form)):
        return False
    if gaps[-1] == "'" and form.gaps[-2] != "'" and skeleton.letters[end - 1] == "s":
        return False  # `the key's` is no Keys
    inner = [gap for gap, cut in zip(gaps, form.gaps, strict=False) if not cut]
    if _is_open(form) and all(map(_SOFT.fullmatch, inner)):
        return True
    beside = skeleton.gap(start), skeleton.gap(end)
    return alone and (_is_one(inner, size, beside) or (size >= LONG and not skeleton.letters[start:end].isdigit()))


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
    gaps = [_plain(skeleton.gap(i)) for i in range(start + 1, end)]
    return _is_one(gaps, end - start, (skeleton.gap(start), skeleton.gap(end)))


def _is_one(gaps: list[str], size: int, beside: tuple[str, str]) -> bool:
    """Whether letters are one word for all that stands between them: hyphens, a line's end, or the same sign each time
    and not beside them as well (`S.a.l.e.h`)."""
    if all(map(_SOFT.fullmatch, gaps)):
        return True
    if size >= _JOINED and all(gap == _BREAK or _SOFT.fullmatch(gap) or _SIGNS.fullmatch(gap) for gap in gaps):
        return True
    same = size >= SHORTEST and len(set(gaps)) == 1 and 0 < len(gaps[0]) <= 2
    return same and (gaps[0] == " " or gaps[0] not in beside)


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
