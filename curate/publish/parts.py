"""The words of names that a release withholds: where they stand alone, only a person can tell who is meant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from curate.check.checked import Record
from curate.publish.matcher import Matcher
from curate.publish.names import names_of
from curate.publish.skeleton import Skeleton
from curate.publish.unescape import readings
from curate.read.fold import fold

Owners = dict[str, dict[str, str]]


class Parts:
    """The words of withheld names.

    `owners` maps each word of a name of several words, folded, to the records that have it in their names, and to how
    they write it. `alone` does the same for names of one word, which texts lose anyway, but ids do not.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self.owners: Owners = defaultdict(dict)
        self.alone: Owners = defaultdict(dict)
        self.wholes: dict[str, set[frozenset[str]]] = defaultdict(set)
        for record in records:
            for name in names_of(record):
                words = dict(_words(name))
                several = len(words) > 1
                for word, written in words.items():
                    if len(word) > 1:
                        (self.owners if several else self.alone)[word].setdefault(record.id, written)
                if several:  # sought by its longest word, which few ids have
                    self.wholes[max(words, key=lambda word: (len(word), word))].add(frozenset(_pieces(name)))

    @cached_property
    def in_texts(self) -> Matcher:
        """Finds the words of names of several words."""
        return _matcher(self.owners)

    @cached_property
    def in_ids(self) -> Matcher:
        """Finds them, and the names of one word."""
        return _matcher(self.owners, self.alone)

    def find(self, text: str, is_id: bool = False) -> set[str]:
        """The words that a text has, folded."""
        matcher = self.in_ids if is_id else self.in_texts
        return (
            {form.what for each in readings(text) for _, _, form in matcher.find(Skeleton(each))} if matcher else set()
        )

    def spelled_by(self, id_: str) -> bool:
        """Whether an id has all words of a name, in any order, or is a name of one word."""
        pieces = set(_pieces(id_))
        wholes = (whole for piece in pieces | set(dict(_words(id_))) for whole in self.wholes.get(piece, ()))
        return Skeleton(id_).letters in self.alone or any(whole <= pieces for whole in wholes)


def _matcher(*owners: Owners) -> Matcher:
    return Matcher(((w, word) for its in owners for word, who in its.items() for w in set(who.values())), parts=True)


def _pieces(text: str) -> Iterator[str]:
    """The words of a text, folded, taken apart at every sign."""
    skeleton = Skeleton(text)
    cuts = [i for i in range(len(skeleton.letters) + 1) if skeleton.gap(i)]
    return (skeleton.letters[a:b] for a, b in pairwise(cuts))


def _words(name: str) -> Iterator[tuple[str, str]]:
    """The words of a name, folded and as written: those of `Al-Assad` are it and both its pieces."""
    skeleton = Skeleton(name)
    cuts = [i for i in range(len(skeleton.letters) + 1) if skeleton.gap(i)]
    wide = [i for i in cuts if fold(skeleton.gap(i)) not in ("-", "'")]
    for ends in (cuts, wide):
        for start, end in pairwise(ends):
            begin, over = skeleton.slice(start, end)
            yield skeleton.letters[start:end], skeleton.text[begin:over]
