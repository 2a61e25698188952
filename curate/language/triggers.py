"""Triggers of a text: words that limit, but where they are look-alikes, names or parts of other words."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curate.language.grammar import HARD, QUOTES, Grammar
from curate.language.pack import Limiter, Pack
from curate.language.patterns import Patterns, listed
from curate.language.quantities import QuantityReader
from curate.language.tokens import Token


@dataclass(frozen=True)
class Triggers:
    """The triggers of one language."""

    pack: Pack
    reader: QuantityReader
    grammar: Grammar

    @cached_property
    def words(self) -> Patterns[Limiter]:
        """Words that limit a phrase."""
        made = Patterns[Limiter](self.pack.cutter, self.pack.gap)
        for entry in self.pack.data.get("limits", []):
            given = {key: value for key, value in entry.items() if key != "words"}
            made.add(entry["words"], Limiter(**given))
        return made

    @cached_property
    def lookalikes(self) -> Patterns[Any]:
        """Words that hold a trigger and limit nothing."""
        return self.pack.phrases("lookalikes")

    def may_be(self, limiter: Limiter, tokens: list[Token], i: int, p: int, is_question: bool) -> bool:
        """Whether a trigger stands where it limits: first in its sentence, or with the words that it needs."""
        if limiter.opens and (is_question or any(token.text not in QUOTES for token in tokens[:i])):
            return False
        needed = self.pack.words("grammar", limiter.needs) if limiter.needs else None
        return not needed or any(token.text in needed for token in (tokens if limiter.opens else tokens[:p]))

    def masked(self, tokens: list[Token]) -> set[int]:
        """The tokens of look-alikes."""
        masked: set[int] = set()
        for i in range(len(tokens)):
            if found := self.lookalikes.at(tokens, i, len(tokens)):
                masked.update(range(i, found[0]))
        return masked

    def compounds(self, tokens: list[Token]) -> set[int]:
        """Words that a hyphen makes parts of others, such as the "no" of "no-fly"."""
        hyphens = [i for i in range(1, len(tokens) - 1) if tokens[i].text == "-" and self._is_compound(tokens, i)]
        return {k for i in hyphens for k in (i - 1, i + 1)}

    def hedged(self, tokens: list[Token]) -> set[int]:
        """Words of hedges on numbers, such as the "no" of "no fewer than"; the cuts see to them."""
        found = [(i, self.reader.hedges.at(tokens, i, len(tokens))) for i in range(len(tokens))]
        long = [(i, hedge[0]) for i, hedge in found if hedge and hedge[1] != "said" and hedge[0] > i + 1]
        return {k for i, j in long if self._is_numbered(tokens, i, j) for k in range(i, j)}

    def _is_numbered(self, tokens: list[Token], i: int, j: int) -> bool:
        """Whether a hedge stands before a number."""
        found = self.reader.read(tokens, i, len(tokens))
        return found is not None and found.end > j

    @staticmethod
    def _is_compound(tokens: list[Token], i: int) -> bool:
        """Whether a hyphen joins two words: no-fly, must-see."""
        before, sign, after = tokens[i - 1 : i + 2]
        return (
            before.end == sign.start
            and sign.end == after.start
            and before.text[-1].isalpha()
            and after.text[0].isalpha()
        )

    def is_name(self, text: str, tokens: list[Token], i: int, j: int, is_question: bool) -> bool:
        """Prime Minister May, the No campaign, Will Smith: a trigger printed as a name is."""
        printed = text[tokens[i].start : tokens[i].end]
        if not printed[:1].isupper() or (len(printed) > 1 and printed.isupper()):
            return False
        before = next((t.text for t in reversed(tokens[:i]) if t.text not in QUOTES), "")
        starts = not before or before in HARD or tokens[i - 1].text in QUOTES
        if starts:
            after = text[tokens[j].start : tokens[j].end] if j < len(tokens) else ""
            modal = j == i + 1 and tokens[i].text in self.grammar.auxiliaries
            return modal and not is_question and not after.islower()
        return j == i + 1 or text[tokens[j - 1].start].isupper()


def goes_on(tokens: list[Token], j: int, limiter: Limiter) -> bool:
    """Whether the word behind a trigger begins or ends as the trigger asks for."""
    word = tokens[j].text if j < len(tokens) else ""
    starts, ends = tuple(listed(limiter.next_starts)), tuple(listed(limiter.next_ends))
    return word.startswith(starts or ("",)) and word.endswith(ends or ("",)) and bool(word)
