"""What a phrase leaves out that limits it: a part of its number, or a hedge, negation, condition or denial that reaches
it from elsewhere in its sentence.

The method is that of NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009): a trigger has a kind, a side, a
reach, words that end its reach, and look-alikes that are none. The words are in the language's file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from curate.language.clauses import Clauses
from curate.language.cuts import Cuts
from curate.language.glance import Glance
from curate.language.grammar import COMMAS, HARD, QUOTES, Grammar
from curate.language.names import Names
from curate.language.pack import OF_COUNTS, Pack, load_pack
from curate.language.quantities import QuantityReader, quantity_reader
from curate.language.sentences import Sentences
from curate.language.tokens import Token
from curate.language.triggers import Triggers, goes_on


class Limit(NamedTuple):
    """Words that limit a phrase and stand outside it: half-open offsets, their kind, and how certain that is.

    `near`: nothing but fillers stands between.
    """

    start: int
    end: int
    kind: str
    level: str = "error"
    near: bool = True


@dataclass(frozen=True)
class Limits:
    """Finds what limits a phrase in one language."""

    pack: Pack
    reader: QuantityReader

    @cached_property
    def grammar(self) -> Grammar:
        """How clauses end."""
        return Grammar(self.pack)

    @cached_property
    def sentences(self) -> Sentences:
        """Where sentences end."""
        return Sentences(self.pack)

    @cached_property
    def triggers(self) -> Triggers:
        """Words that limit a phrase."""
        return Triggers(self.pack, self.reader, self.grammar)

    @cached_property
    def cuts(self) -> Cuts:
        """Numbers that a phrase takes in only in part."""
        return Cuts(self.pack, self.reader, Names(self.pack, self.grammar), self.grammar)

    @cached_property
    def glance(self) -> Glance:
        """The quick look that most phrases need no more than."""
        return Glance(self.pack, self.triggers.words, self.cuts)

    def of(self, text: str, start: int, end: int) -> list[Limit]:
        """What limits a slice of a text from outside, the nearest first."""
        sentence = begin, _, stop = self.sentences.around(text, start, end)
        if not self.glance.may_limit(text, (begin, start), (end, stop)):
            return []
        return self._all_in(text, sentence, start, end)

    def all_of(self, text: str, start: int, end: int) -> list[Limit]:
        """The same without the quick look that tells most phrases to be unlimited."""
        return self._all_in(text, self.sentences.around(text, start, end), start, end)

    def _all_in(self, text: str, sentence: tuple[int, int, int], start: int, end: int) -> list[Limit]:
        begin, paragraph, stop = sentence
        tokens = self.pack.cutter.tokens(text, begin, stop)
        p, q = _place(tokens, start, end)
        found = [
            Limit(*cut) for cut in self.cuts.round_phrase(text, tokens, self.triggers.masked(tokens), p, q, start, end)
        ]
        found += self._reaching(text, tokens, p, q, paragraph)
        if asked := self._question(tokens, q):
            found.append(asked)
        return _nearest_first(found, start, end)

    def states(self, phrase: str) -> bool:
        """Whether a phrase states something by itself, with a verb or a number; always so where verbs are not known."""
        if not self.grammar.knows_verbs:
            return True
        tokens = self.pack.cutter.tokens(phrase)
        return any(map(self.grammar.is_finite, tokens)) or self.cuts.partitives.begins_with_number(
            tokens, 0, len(tokens), False
        )

    def _reaching(self, text: str, tokens: list[Token], p: int, q: int, paragraph: int) -> Iterator[Limit]:
        clauses = Clauses(self.grammar, tokens, p, q)
        masked = self.triggers.masked(tokens) | self.triggers.hedged(tokens) | self.triggers.compounds(tokens)
        is_question = any(token.text in "?؟？" for token in tokens[-2:])
        for i in [*range(p), *range(q, len(tokens))]:
            for j, limiter in self.triggers.words.all_at(tokens, i, p if i < p else len(tokens)):
                if not masked.isdisjoint(range(i, j)) or self.triggers.is_name(text, tokens, i, j, is_question):
                    continue
                if limiter.numbered and not self.cuts.partitives.begins_with_number(tokens, p, q, i < p):
                    continue
                if tokens[i].start < paragraph and j < p:
                    continue
                if not self.triggers.may_be(limiter, tokens, i, p, is_question):
                    continue
                if (limiter.next_starts or limiter.next_ends) and not goes_on(tokens, j, limiter):
                    continue
                if clauses.reaches(i, j, limiter):
                    near = clauses.is_near(i, j)
                    yield Limit(tokens[i].start, tokens[j - 1].end, limiter.kind, limiter.level, near)

    def _question(self, tokens: list[Token], q: int) -> Limit | None:
        """What is asked is not stated: a question that may be answered with yes or no."""
        last = next((t for t in tokens[q:] if t.text in "?؟？." or t.text in HARD), None)
        if last is None or last.text not in "?؟？":
            return None
        first = next((t.text for t in tokens if t.text not in QUOTES and t.text not in COMMAS), "")
        asks = self.grammar.asks
        if (asks and first not in asks) or (not asks and any(t.text in self.grammar.wh for t in tokens[:4])):
            return None
        return Limit(last.start, last.end, "question", near=False)

    def of_count(self, text: str, start: int, end: int) -> list[Limit]:
        """What limits a count within a phrase, which is all of the text: other parts of its number, a partitive, or a
        trigger just beside it."""
        if not self.glance.may_limit_count(text, start, end):
            return []
        tokens = self.pack.cutter.tokens(text)
        p, q = _place(tokens, start, end)
        masked = self.triggers.masked(tokens)
        found = [Limit(*cut) for cut in self.cuts.round_count(text, tokens, masked, p, q, start, end)]
        clauses = Clauses(self.grammar, tokens, p, q)
        for i in range(p):
            for j, limiter in self.triggers.words.all_at(tokens, i, p):
                near = (
                    limiter.side != "behind"
                    and not limiter.opens
                    and limiter.kind in OF_COUNTS
                    and all(t.text in self.grammar.determiners for t in tokens[j:p])
                )
                if near and masked.isdisjoint(range(i, j)) and not self.triggers.is_name(text, tokens, i, j, False):
                    found.append(Limit(tokens[i].start, tokens[j - 1].end, limiter.kind, limiter.level))
        for i in range(q, len(tokens)):
            for j, limiter in self.triggers.words.all_at(tokens, i, len(tokens)):
                if limiter.reach == "beside" and limiter.side == "behind" and clauses.reaches(i, j, limiter):
                    found.append(Limit(tokens[i].start, tokens[j - 1].end, limiter.kind, limiter.level))
        return _nearest_first(found, start, end)


def _nearest_first(found: list[Limit], start: int, end: int) -> list[Limit]:
    """Limits of a slice, each once: errors before warnings, and of these the nearest first."""
    return sorted(set(found), key=lambda limit: (limit.level, max(start - limit.end, limit.start - end), limit.start))


def _place(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The first token of a slice, and the first one behind it."""
    p = next((n for n, token in enumerate(tokens) if token.end > start), len(tokens))
    return p, next((n for n, token in enumerate(tokens) if token.start >= end), len(tokens))


@lru_cache
def limits_of(tag: str) -> Limits | None:
    """What finds limits in a language, None where curate has no words of it."""
    pack = load_pack(tag)
    return Limits(pack, quantity_reader(tag)) if pack else None


#: The stance of a claim that answers a limit inside its own phrases, by the kind of the limit.
ANSWERED_BY = {
    "negation": "denies",
    "denial": "denies",
    "modal": "anticipates",
    "condition": "anticipates",
    "report": "anticipates",
}
