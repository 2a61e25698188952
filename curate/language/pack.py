"""A language's words, read once from its file."""

import json
import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from curate.language.patterns import Gap, Patterns, listed
from curate.language.tokens import Cutter

_FILES = resources.files("curate.language")
#: For texts whose language is not stated: numbers are read as in English, and nothing is sought beside a phrase.
DEFAULT = "en"


#: The kinds of triggers that limit a count just behind them, in a phrase that shows all the others.
OF_COUNTS = frozenset(["negation", "denial", "exception", "multiple", "part"])


class Limiter(NamedTuple):
    """What a trigger is: its kind, the side of it that the phrase stands on, how far it reaches.

    `numbered`: limits phrases with a number only. `verbal`: belongs to a verb, so that it ends with the verb's clause.
    `always`: limits whole clauses as well as what may be their subject. `needs`: a list of [grammar], a word of which
    stands before the phrase. `opens`: the sentence begins with it, and may hold the
    words that it `needs` anywhere. `next_starts`, `next_ends`: how the word behind the trigger begins or ends.
    """

    kind: str
    side: str
    reach: str
    numbered: bool = False
    verbal: bool = False
    always: bool = False
    needs: str = ""
    opens: bool = False
    next_starts: str = ""
    next_ends: str = ""
    level: str = "error"


@dataclass(frozen=True, eq=False)
class Pack:
    """One language: its file, with the sign between thousands and the decimal sign."""

    code: str
    data: dict[str, Any]
    calendar: dict[str, Any]
    signs: tuple[str, str]

    @cached_property
    def cutter(self) -> Cutter:
        """Cuts texts of the language into tokens."""
        data, known = self.data, set[str]()
        spaces = data.get("spaces", True)
        cutter = Cutter(
            set(),
            elision=data.get("elision", False),
            suffixes=data.get("suffixes", False),
            behind=tuple(listed(data.get("split_behind", ""))),
            prefixes=tuple(listed(data.get("prefixes", ""))),
            spaces=True,
        )
        if not spaces or cutter.prefixes:
            known = {word for words in _strings(data) for item in listed(words) for word in _words(item)}
            known |= {word for words in self.calendar.values() if isinstance(words, str) for word in listed(words)}
            known = {cutter.normal(word) for word in known}
        return Cutter(
            known - set(cutter.prefixes) if spaces else known,
            elision=cutter.elision,
            suffixes=cutter.suffixes,
            behind=cutter.behind,
            prefixes=cutter.prefixes,
            spaces=spaces,
        )

    @cached_property
    def gap(self) -> Gap:
        """What `~` stands for."""
        contrast, ands = self.words("grammar", "contrast"), self.words("grammar", "and")
        return Gap(
            contrast - self.words("grammar", "negators"),
            ands,
            self.words("grammar", "borders") | self.words("grammar", "wh"),
        )

    def patterns(self, *tables: tuple[str, Any]) -> Patterns[Any]:
        """Lists of words with what each list means."""
        made = Patterns[Any](self.cutter, self.gap)
        for words, meaning in tables:
            made.add(words, meaning)
        return made

    def table(self, name: str) -> Patterns[Any]:
        """A table of lists by number: `2 = "two, a pair"`."""
        entries = self.data.get(name, {}).items()
        return self.patterns(*((words, Fraction(key)) for key, words in entries if _is_number(key)))

    @lru_cache(maxsize=64)  # noqa: B019 - packs are few and live as long as the process
    def words(self, table: str, key: str = "words") -> frozenset[str]:
        """A list of single words."""
        return frozenset(self.cutter.normal(word) for word in listed(self.data.get(table, {}).get(key, "")))

    def phrases(self, table: str, key: str = "words") -> Patterns[Any]:
        """A list of words and phrases that mean nothing but themselves."""
        return self.patterns((self.data.get(table, {}).get(key, ""), True))


def _words(item: str) -> list[str]:
    bare = item.replace("?", "")
    return [word.lstrip("*") for part in bare.split(" ") for word in ([part] if part == "/" else part.split("/"))]


def _is_number(key: str) -> bool:
    return key.replace("/", "").isdecimal()


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return [found for value in values for found in _strings(value)]


@lru_cache
def languages() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in _FILES.iterdir() if f.name.endswith(".toml")))


@lru_cache
def _calendar() -> dict[str, Any]:
    return dict(json.loads((_FILES / "calendar.json").read_text("utf-8")))


@lru_cache
def load_pack(tag: str) -> Pack | None:
    """The words of a language by its BCP 47 tag, None where there is no file for it."""
    code = tag.partition("-")[0].lower()
    if code not in languages():
        return None
    data = tomllib.loads((_FILES / f"{code}.toml").read_text("utf-8"))
    calendar = _calendar()[code]
    group, decimal = calendar["regions"].get(tag, calendar["signs"])
    return Pack(code, data, calendar, (group, decimal))


@lru_cache
def pack_for_numbers(tag: str) -> Pack:
    """The words of a language, or English ones with the signs that numbers have in that language."""
    english = load_pack(DEFAULT)
    assert english
    others = _calendar()["*"]
    signs = others.get(tag) or others.get(tag.partition("-")[0]) or english.signs
    return load_pack(tag) or replace(english, signs=tuple(signs))
