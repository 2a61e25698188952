"""A problem found in somebody's files."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from curate.model.check import Check, Level


class Spot(NamedTuple):
    """Where something stands: file as shown to people, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


def spot_of_byte(file: str, data: bytes, n: int) -> Spot:
    """Where the n-th byte of a file's data stands."""
    return Spot(file, data.count(b"\n", 0, n) + 1, n - data.rfind(b"\n", 0, n))


class About(NamedTuple):
    """The record, and the key or column of it, that something is said of."""

    kind: str = ""
    id: str = ""
    field: str = ""


NOTHING = About()


@dataclass(frozen=True)
class Problem:
    """`file:line:column: code: what is wrong; what to do`."""

    spot: Spot
    check: Check
    message: str
    hint: str = ""
    about: About = NOTHING

    @property
    def code(self) -> str:
        """The code of its check."""
        return self.check.code

    @property
    def level(self) -> Level:
        """How much it matters: its check's level, or what the project makes of that."""
        return self.check.level

    def __str__(self) -> str:
        level, hint = "" if self.level == "error" else f"{self.level}: ", f"; {self.hint}" if self.hint else ""
        return f"{self.spot.file}:{self.spot.line}:{self.spot.column}: {level}{self.code}: {self.message}{hint}"


#: Nobody mistypes a longer word, and comparing takes as long as its length by itself.
_LONGEST_WORD = 200


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean x?` for the closest of the known words, or nothing."""
    if len(word) > _LONGEST_WORD:
        return ""
    matcher, best, closest = SequenceMatcher(b=word.casefold()), 0.7499, ""
    # Of an id and a name alike, the name, which comes last.
    for folded, each in {k.casefold(): k for k in known}.items():
        matcher.set_seq1(folded)
        # As difflib.get_close_matches does, but no longer looking at what is less close than the best so far.
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, closest = ratio, each
    return f"did you mean {closest!r}?" if closest else ""


class Refused(Exception):
    """What keeps a command from beginning: a sentence, or the problems that stand in its way."""

    @property
    def problems(self) -> list[Problem]:
        """The problems, none if it is only a sentence."""
        return [each for each in self.args if isinstance(each, Problem)]

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))
