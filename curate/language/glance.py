"""A quick look at the words round a phrase: most phrases have none beside them that may limit them."""

import re

from curate.language.cuts import Cuts
from curate.language.pack import OF_COUNTS, Limiter, Pack
from curate.language.patterns import Patterns

_PIECES = re.compile(r"\w+")
_SIGNS = frozenset("-‐‑‒–—―−~∼≈≃≅<>≤≥±+$€£¥₽₺₹₴%‰°'’#№")


def _is_of_counts(limiter: Limiter) -> bool:
    return limiter.kind in OF_COUNTS and limiter.side != "behind" and not limiter.opens


class Glance:
    """Tells, for one language, of most phrases that nothing limits them. It never says so of one that is limited."""

    def __init__(self, pack: Pack, triggers: Patterns[Limiter], cuts: Cuts) -> None:
        grammar = cuts.grammar
        self._spaces: bool = pack.data.get("spaces", True)
        self._normal = pack.cutter.normal
        self._dotless = pack.cutter.suffixes
        common = grammar.fillers | grammar.prepositions | grammar.ands | grammar.ors | grammar.borders
        prefixes = pack.cutter.prefixes
        #: What else a sentence must hold, by a word that triggers have: of those before a phrase, and behind it.
        self._needed: tuple[dict[str, list[list[set[str]]]], dict[str, list[list[set[str]]]]] = {}, {}
        self._openers_of_sentences: set[str] = set()
        for (first, *others), limiter in triggers.marks(common - pack.words("grammar", "negators")):
            pieces, rest = self._pieces(first, prefixes), [p for w in others if (p := self._pieces(w, prefixes))]
            if limiter.opens:
                self._openers_of_sentences |= pieces
                continue
            for side, needed in zip(("before", "behind"), self._needed, strict=True):
                for piece in pieces if limiter.side in (side, "both") else ():
                    needed.setdefault(piece, []).append(rest)
        self._anywhere = tuple(frozenset(needed) for needed in self._needed)
        tails = "|".join(map(re.escape, triggers.tails))
        self._tails = re.compile(rf"(?:{tails})\b") if tails else None
        self._skipped = self._pieces(grammar.determiners, ())
        self._joints = self._pieces(
            grammar.ands | grammar.ors | pack.words("range", "to") | pack.words("articles", "1"), ()
        )
        self._of = self._pieces(pack.words("vague", "of"), ())
        self._starts = self._pieces({word for table in cuts.behind for word in table.starts}, prefixes)
        self._ends = self._pieces({word for table in cuts.before for word in table.lasts()}, prefixes) - self._skipped
        self._ends |= self._pieces({word for table in cuts.before for word in table.singles}, prefixes)
        self._ends |= self._pieces(cuts.reader.hedges_behind.lasts(), prefixes)  # "60 or so [goats]"
        self._inner = self._pieces({word for table in cuts.before + cuts.behind for word in table.inner}, ())
        self._continued = self._inner - self._skipped
        self._openers = self._pieces({word for table in cuts.before + cuts.behind for word in table.openers}, ())
        self._trigger_ends = (self._ends | self._pieces(triggers.lasts(_is_of_counts), prefixes)) - self._skipped
        numbers = cuts.reader.numbers
        numerals = (numbers.units, numbers.scales, numbers.fractions, cuts.reader.vague)
        self._numbers = self._pieces({word for table in numerals for word in table.starts}, prefixes)

    @staticmethod
    def _pieces(words: frozenset[str] | set[str], prefixes: tuple[str, ...]) -> set[str]:
        found = {piece for word in words for piece in _PIECES.findall(word)}
        return found | {prefix + piece for prefix in prefixes for piece in found}

    def may_limit(self, text: str, lead: tuple[int, int], follow: tuple[int, int]) -> bool:
        """Whether something may limit a phrase between two slices, which are the rest of its sentence."""
        if not self._spaces:
            return True
        before, behind = text[slice(*lead)], text[slice(*follow)]
        if "?" in behind or "؟" in behind:
            return True
        if not (_SIGNS.isdisjoint(before[-2:]) and _SIGNS.isdisjoint(behind[:2]) and text[follow[0] - 1] not in _SIGNS):
            return True
        normal = str.lower if text.isascii() and not self._dotless else self._normal
        first, last = _PIECES.findall(normal(before)), _PIECES.findall(normal(behind))
        if self._may_hold_trigger(first, 0) or self._may_hold_trigger(last, 1):
            return True
        if first and first[0] in self._openers_of_sentences:
            return True
        if self._tails and (self._tails.search(self._normal(before)) or self._tails.search(self._normal(behind))):
            return True
        inside = text[lead[1] : follow[0]]
        return self._beside(first, last, inside, self._ends)

    def _may_hold_trigger(self, words: list[str], side: int) -> bool:
        anywhere = self._anywhere[side]
        if anywhere.isdisjoint(words):
            return False
        for word in anywhere.intersection(words):
            for others in self._needed[side][word]:
                for needed in others:
                    if needed.isdisjoint(words):
                        break
                else:
                    return True
        return False

    def may_limit_count(self, phrase: str, start: int, end: int) -> bool:
        """Whether something beside a count in a phrase may limit it."""
        if not self._spaces or not (
            _SIGNS.isdisjoint(phrase[max(0, start - 2) : start]) and _SIGNS.isdisjoint(phrase[end : end + 2])
        ):
            return True
        before, behind = self._normal(phrase[max(0, start - 40) : start]), self._normal(phrase[end : end + 40])
        first, last = _PIECES.findall(before), _PIECES.findall(behind)
        if self._tails and self._tails.search(before[-25:]):
            return True
        return self._beside(first, last, phrase[start:end], self._trigger_ends)

    def _beside(self, first: list[str], last: list[str], inside: str, ends: set[str]) -> bool:
        k = len(first) - 1
        while k > 0 and first[k] in self._skipped:
            k -= 1
        near = set(first[k:]) if first else set()
        for word in near:
            if word in self._joints:
                if self._is_number(_PIECES.match(self._normal(inside[:30]).lstrip("\"'“‘ "))):
                    return True
            elif word in ends or word[-1].isdecimal():
                return True
        begun = first and first[-1] in self._openers and _PIECES.search(inside[:30])
        if begun and self._normal(begun[0]) in self._inner:
            return True  # "at [least 14]"
        if not last:
            return False
        inner = _PIECES.findall(self._normal(inside[-30:]))
        if last[0] in self._inner and inner and inner[-1] in self._openers:
            return True  # "[up] to 300"
        if last[0] in self._joints and inner and inner[-1] in self._ends:
            return True  # "[hardly] a house"
        if last[0] in self._joints or last[0] in self._of:
            after = last[1] if len(last) > 1 else "-"
            return after[0].isdecimal() or any(
                after in words for words in (self._numbers, self._starts, self._continued)
            )
        return last[0] in self._starts or last[0][0].isdecimal() or last[0][-1].isdecimal()

    def _is_number(self, match: "re.Match[str] | None") -> bool:
        return match is not None and (match[0][0].isdecimal() or match[0] in self._numbers)
