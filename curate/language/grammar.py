"""Words that carry no meaning of their own: determiners, auxiliaries, conjunctions, and what ends a clause."""

from dataclasses import dataclass
from functools import cached_property

from curate.language.pack import Pack
from curate.language.patterns import listed
from curate.language.tokens import Token

QUOTES = frozenset("\"'“”„«»‘’「」『』《》")
HARD = frozenset(";:()[]—；：（）")
COMMAS = frozenset(",،、，")


@dataclass(frozen=True, eq=False)
class Grammar:
    """What a language file says of clauses."""

    pack: Pack

    def _set(self, key: str) -> frozenset[str]:
        return self.pack.words("grammar", key)

    @cached_property
    def determiners(self) -> frozenset[str]:
        """The, a, its …"""
        return self._set("determiners")

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """In, at, from …"""
        return self._set("prepositions")

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """Is, have, did …"""
        return self._set("auxiliaries")

    @cached_property
    def fillers(self) -> frozenset[str]:
        """What may stand between a trigger and what it limits."""
        return self._set("adverbs") | self.determiners | self.auxiliaries | QUOTES

    @cached_property
    def borders(self) -> frozenset[str]:
        """Words that begin a clause."""
        return self._set("borders") | self._set("pronouns")

    @cached_property
    def contrast(self) -> frozenset[str]:
        """Words that end even what is denied or made conditional."""
        return self._set("contrast")

    @cached_property
    def ands(self) -> frozenset[str]:
        """And."""
        return self._set("and")

    @cached_property
    def ors(self) -> frozenset[str]:
        """Or, nor."""
        return self._set("or")

    @cached_property
    def asks(self) -> frozenset[str]:
        """Words that begin a question which may be answered with yes or no; none where any word may."""
        return self._set("question")

    @cached_property
    def wh(self) -> frozenset[str]:
        """Words that ask for something else."""
        return self._set("wh")

    @cached_property
    def _finite(self) -> frozenset[str]:
        return self._set("finite")

    @property
    def knows_verbs(self) -> bool:
        """Whether the language's file says what may be the verb of a clause."""
        return bool(self._finite or self._endings)

    @cached_property
    def _not_finite(self) -> frozenset[str]:
        return self._set("not_finite")

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(listed(self.pack.data.get("grammar", {}).get("finite_ending", "")))

    @cached_property
    def _adverb_endings(self) -> tuple[str, ...]:
        return tuple(listed(self.pack.data.get("grammar", {}).get("adverb_ending", "")))

    def is_filler(self, token: Token) -> bool:
        """Whether a word may stand between a trigger and what it limits."""
        word = token.text
        return word in self.fillers or bool(
            self._adverb_endings and len(word) > 4 and word.endswith(self._adverb_endings)
        )

    def is_finite(self, token: Token) -> bool:
        """Whether a word may be the verb of a clause."""
        word = token.text
        if word in self._finite or word in self.auxiliaries:
            return True
        return bool(self._endings) and word.endswith(self._endings) and len(word) > 3 and word not in self._not_finite

    @cached_property
    def relative_ends(self) -> frozenset[str]:
        """What parts a clause that describes a noun from the noun behind it, as the Chinese 的."""
        return self._set("relative_ends")

    @cached_property
    def infinitives(self) -> frozenset[str]:
        """Words before an infinitive."""
        return self._set("infinitives")

    @cached_property
    def _participles(self) -> tuple[frozenset[str], tuple[str, ...]]:
        grammar = self.pack.data.get("grammar", {})
        return self._set("participles"), tuple(listed(grammar.get("participle_ending", "")))

    def is_participle(self, token: Token) -> bool:
        """Whether a word describes a noun, unless an auxiliary stands before it."""
        words, endings = self._participles
        return token.text in words or bool(endings and token.text.endswith(endings))
