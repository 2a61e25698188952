"""Finding the phrases of one piece of evidence in an article's text.

Phrases come in groups: the parts of a group stand in order, as near together as the text has them. A group that could
stand in several places is the one nearest to the groups that can stand in one place only. Nothing is matched loosely.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from curate.read.boundary import whole
from curate.read.fold import Folded, fold

Slice = tuple[int, int]
_MOST_WINDOWS = 2000


@dataclass(frozen=True)
class Group:
    """Phrases in order; `prefix` and `suffix` are the words around them; `within` limits where they may stand."""

    parts: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""
    within: tuple[Slice, ...] = ()


@dataclass
class Found:
    """`status` is an EvidenceStatus term; `slices` one for each phrase, in order of the groups.

    Where something is wrong, `phrase` is the one at fault, `choices` where it could stand, `cut` whether it stands
    there only as a part of a longer word or number, and `behind` the phrase of its group that it must stand behind.
    """

    status: str
    slices: list[Slice] = field(default_factory=list)
    phrase: str = ""
    choices: list[Slice] = field(default_factory=list)
    cut: bool = False
    behind: str = ""


def allowed(text: Folded, group: Group, n: int, hit: Slice) -> bool:
    """Whether the n-th phrase of a group may stand there: whole, and between the words that are to be around it."""
    start, end = hit
    if not whole(text.text, start, end):
        return False
    if group.within and not any(a <= start and end <= b for a, b in group.within):
        return False
    if group.prefix and n == 0 and not text.has_before(start, fold(group.prefix).strip()):
        return False
    return not group.suffix or n != len(group.parts) - 1 or text.has_behind(end, fold(group.suffix).strip())


def _windows(text: Folded, group: Group) -> Found | list[tuple[Slice, ...]]:
    """The tightest placings of a group, as many as are told, or what is wrong with one of its phrases."""
    hits: list[list[Slice]] = []
    for n, part in enumerate(group.parts):
        every = text.hits(part)
        sound = [hit for hit in every if allowed(text, group, n, hit)]
        if not sound:
            return Found("mismatch", phrase=part, choices=every, cut=bool(every))
        hits.append(sound)
    tightest: list[tuple[Slice, ...]] = []
    width = len(text.text) + 1
    for first in hits[0]:
        placing = [first]
        for following in hits[1:]:
            n = bisect_left(following, (placing[-1][1],))
            if n == len(following):
                break
            placing.append(following[n])
        if len(placing) < len(hits):  # what begins later finds no more
            if not tightest:
                behind, phrase = group.parts[len(placing) - 1 : len(placing) + 1]
                return Found("mismatch", phrase=phrase, choices=hits[len(placing)], behind=behind)
            break
        wide = placing[-1][1] - first[0]
        if wide < width:
            tightest, width = [], wide
        if wide == width and len(tightest) < _MOST_WINDOWS:
            tightest.append(tuple(placing))
    return tightest


def _distance(placing: Sequence[Slice], settled: Sequence[Slice]) -> int:
    return min(max(a[0] - b[1], b[0] - a[1], 0) for a, b in product(placing, settled))


def find(text: Folded, groups: Sequence[Group]) -> Found:
    """Where the phrases of all groups stand, or which one cannot be placed and why."""
    options: list[list[tuple[Slice, ...]]] = []
    for group in groups:
        windows = _windows(text, group)
        if isinstance(windows, Found):
            return windows
        options.append(windows)
    settled = [s for placings in options if len(placings) == 1 for s in placings[0]]
    for n, placings in enumerate(options):
        if len(placings) > 1 and settled:
            nearest = min(_distance(p, settled) for p in placings)
            options[n] = [p for p in placings if _distance(p, settled) == nearest]
    for group, placings in zip(groups, options, strict=True):
        if len(placings) > 1:
            return Found("ambiguous", phrase=group.parts[0], choices=[p[0] for p in placings])
    return Found("verified", [s for placings in options for s in placings[0]])
