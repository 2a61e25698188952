"""Whether a trigger and a phrase stand in one clause."""

from dataclasses import dataclass

from curate.language.grammar import COMMAS, HARD, QUOTES, Grammar
from curate.language.pack import Limiter
from curate.language.tokens import Token


@dataclass(frozen=True)
class Clauses:
    """The tokens of a sentence, and the phrase in it: from the `p`-th on, up to the `q`-th."""

    grammar: Grammar
    tokens: list[Token]
    p: int
    q: int

    def is_near(self, i: int, j: int) -> bool:
        """Whether nothing but fillers stands between a trigger and the phrase."""
        return self.all_fill(j, self.p) if j <= self.p else i == self.q

    def reaches(self, i: int, j: int, limiter: Limiter) -> bool:
        """Whether a trigger, the tokens from `i` up to `j`, limits the phrase."""
        if j <= self.p:
            return limiter.side in ("before", "both") and self._forward(i, j, limiter)
        return i >= self.q and limiter.side in ("behind", "both") and self._backward(i, limiter)

    def _is_border(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text in HARD or (token.text == "-" and self._apart(i)) or token.text in self.grammar.borders

    def _apart(self, i: int) -> bool:
        """Whether a dash stands between spaces."""
        before, after = self.tokens[i - 1 : i], self.tokens[i + 1 : i + 2]
        return bool(before and after and before[0].end < self.tokens[i].start and self.tokens[i].end < after[0].start)

    def all_fill(self, start: int, end: int) -> bool:
        """Whether some tokens are all fillers."""
        return all(self.grammar.is_filler(token) for token in self.tokens[start:end])

    def has_verb(self, start: int, end: int) -> bool:
        """Whether some tokens hold a verb of their own."""
        return any(self.grammar.is_finite(token) for token in self.tokens[start:end])

    def _forward(self, i: int, j: int, limiter: Limiter) -> bool:
        if limiter.reach == "beside":
            return self.all_fill(j, self.p)
        if (
            not limiter.verbal
            and limiter.kind == "negation"
            and i
            and self.tokens[i - 1].text in self.grammar.prepositions
        ):
            return self.all_fill(j, self.p)  # "in a town with no power"
        if limiter.reach == "condition" and self._is_aside(i, j):
            return False  # "the minister, if only briefly, left"
        if limiter.reach == "complement" or (limiter.reach == "condition" and self._begins(i)):
            return self._in_complement(j)
        return self._in_clause(i, j, limiter.verbal)

    def _begins(self, i: int) -> bool:
        """Whether a clause begins with a token."""
        before = self.tokens[i - 1].text if i else ""
        return not before or before in COMMAS | HARD | QUOTES or before in self.grammar.ands | self.grammar.borders

    def _is_aside(self, i: int, j: int) -> bool:
        """Whether a condition without a verb is put in between commas."""
        closing = next((k for k in range(j, self.p) if self.tokens[k].text in COMMAS), 0)
        return bool(i and closing and self.tokens[i - 1].text in COMMAS and not self.has_verb(j, closing))

    def _in_complement(self, j: int) -> bool:
        aside = False
        for i in range(j, self.p):
            word = self.tokens[i].text
            if word in COMMAS:
                # What is said ends with its quotation marks; what is put in between commas is no part of it.
                if (i + 1 < self.p and self.tokens[i + 1].text in QUOTES) or self.tokens[i - 1].text in QUOTES:
                    return False
                aside = i + 1 < self.p and self.tokens[i + 1].text in self.grammar.wh
            if word in ";；" or (i > j and word in self.grammar.contrast):
                return False
            if word in COMMAS and i + 1 < self.p and self.tokens[i + 1].text in self.grammar.ands:
                return False
        return not aside

    def _in_clause(self, start: int, j: int, verbal: bool) -> bool:
        i, tokens, p = j, self.tokens, self.p
        if any(token.text in self.grammar.wh for token in tokens[max(0, start - 3) : start]) and self.has_verb(j, p):
            return False  # "doctors who asked not to be named said [20 had died]"
        if i < p and tokens[i].text in COMMAS:
            # A verb group with something put in, or an adverb before its clause: "did not, as feared, [fall]".
            closing = next((k for k in range(i + 1, p) if tokens[k].text in COMMAS), 0)
            opens = start == 0 or tokens[start - 1].text in COMMAS | HARD | QUOTES
            if not closing and not opens and not self.all_fill(i + 1, p):
                return False
            i = (closing or i) + 1
        while i < p:
            word = tokens[i].text
            if verbal and word in self.grammar.relative_ends:
                return False
            if not verbal and self._is_relative(i):
                return True
            if word in COMMAS and (closing := self._put_in(i)):
                i = closing + 1
                continue
            if self._is_border(i) or (word in COMMAS and not self._lists(i)):
                return False
            if word in self.grammar.ands and self._new_verb(i + 1):
                return False
            i += 1
        if verbal and p < len(tokens) and self.grammar.is_finite(tokens[p]) and not self.all_fill(j, p):
            if tokens[p - 1].text in self.grammar.infinitives:
                return True
            return tokens[p - 1].text in self.grammar.ors
        return True

    def _put_in(self, i: int) -> int:
        """The comma that closes a few words without a verb, put in before a phrase: "or, by Sunday, 20 farms"."""
        closing = next((k for k in range(i + 1, min(i + 8, self.p)) if self.tokens[k].text in COMMAS), 0)
        inside = range(i + 1, closing)
        stated = self.has_verb(i, closing) or self.has_verb(self.p, self.q) or any(map(self._is_border, inside))
        return 0 if stated or not self.grammar.knows_verbs else closing

    def _is_relative(self, i: int) -> bool:
        """Whether a relative clause begins and ends before the phrase, which begins with the verb of the main clause:
        "none of those who stayed [has left]"."""
        relative = self.tokens[i].text in self.grammar.wh and self.p < len(self.tokens)
        return relative and self.grammar.is_finite(self.tokens[self.p]) and self.has_verb(i + 1, self.p)

    def _lists(self, i: int) -> bool:
        """Whether a comma parts items of a list that goes on with the phrase: "Velm, Arn or [20 villages]"."""
        between = self.tokens[i + 1 : self.p]
        return (
            len(between) <= 8 and any(t.text in self.grammar.ors for t in between[-2:]) and not self.has_verb(i, self.p)
        )

    def _new_verb(self, i: int) -> bool:
        """Whether what "and" joins is a clause with a verb of its own."""
        if any(self.grammar.is_finite(token) for token in self.tokens[i : self.q]):
            return True
        for k in range(self.q, len(self.tokens)):
            if self._is_border(k) or self.tokens[k].text in COMMAS:
                return False
            if self.grammar.is_finite(self.tokens[k]):
                return True
        return False

    def _backward(self, i: int, limiter: Limiter) -> bool:
        if limiter.reach == "beside":
            return i == self.q
        if limiter.reach == "appended":
            inside = self.tokens[self.q : i]
            return not any(self._is_border(k) for k in range(self.q, i)) and not any(
                token.text in COMMAS for token in inside[:-1]
            )
        if limiter.reach == "condition":
            return self._appended(i)
        if limiter.reach == "sentence":
            return True
        if limiter.always:
            return self._same_clause(i, strict=False)
        if self._is_participle(i):
            return False  # "20 men trying to flee"
        if not self.has_verb(self.p, self.q):
            return self._same_clause(i, strict=True)
        inside = self.tokens[self.p : self.q]
        only_participles = not any(token.text in self.grammar.auxiliaries for token in inside)
        return only_participles and i == self.q and self.tokens[i].text in self.grammar.auxiliaries

    def _is_participle(self, i: int) -> bool:
        """Whether a trigger describes the noun before it, as no auxiliary makes it the verb of the clause."""
        if not self.grammar.is_participle(self.tokens[i]):
            return False
        before = [k for k in range(self.q, i) if not self.tokens[k].text.endswith("ly")]
        return not before or self.tokens[before[-1]].text not in self.grammar.auxiliaries

    def _appended(self, i: int) -> bool:
        """Whether a condition closes the clause of the phrase, behind a comma or not."""
        end = i - (i > self.q and self.tokens[i - 1].text in COMMAS)
        return not any(
            self._is_border(k) or self.tokens[k].text in COMMAS | self.grammar.ands for k in range(self.q, end)
        )

    def _same_clause(self, i: int, strict: bool) -> bool:
        k, grammar, seen_verb = self.q, self.grammar, False
        while k < i:
            token = self.tokens[k]
            if token.text in COMMAS:
                closing = next((n for n in range(k + 1, i) if self.tokens[n].text in COMMAS), 0)
                if not closing:
                    return False
                k = closing + 1
                continue
            if self._is_border(k):
                return False
            if token.text in grammar.ands and (seen_verb or self.all_fill(k + 1, i)):
                return False
            if grammar.is_finite(token) and token.text not in grammar.auxiliaries:
                seen_verb = True
                if strict and self.tokens[i].text not in grammar.auxiliaries:
                    return False
            k += 1
        return True
