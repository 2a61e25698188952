"""A problem found in somebody's files, and the list that collects them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]
#: How many problems of one code are kept to be shown; more than a person will read in one go.
MOST_KEPT = 100


#: What may be wrong with a record that is sound enough to be kept: of the codes that the checks give, only these (and
#: the project's own rules) may be made warnings. Behind the others stands a record that no table could hold, or their
#: messages show words of a private text, which findings in a database must not.
DOUBTS = frozenset(
    "after-publication coverage half-a-point listing mismatch no-evidence not-in-evidence not-in-text stance "
    "wrong-length".split()
)


class Spot(NamedTuple):
    """Where something stands: file as shown to people, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


class About(NamedTuple):
    """The record, and the key or column of it, that something is said of."""

    kind: str = ""
    id: str = ""
    field: str = ""


_NOTHING = About()


@dataclass(frozen=True)
class Problem:
    """`file:line:column: code: what is wrong; what to do`."""

    spot: Spot
    code: str
    message: str
    hint: str = ""
    level: Level = "error"
    about: About = _NOTHING


@dataclass
class Problems:
    """All problems of one run: every one counted, the first of each code kept, the others written to a report."""

    found: list[Problem] = field(default_factory=list)
    #: Codes that are warnings in this project instead of errors.
    warnings: frozenset[str] = frozenset()
    #: The file that takes the errors of a code beyond the first ones; without one, all are kept.
    report: Path | None = None
    #: How many problems of each level and code were kept, and how many went to the report.
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    reported: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(
        self, spot: Spot, code: str, message: str, hint: str = "", level: Level = "error", about: About = _NOTHING
    ) -> None:
        """Record one problem."""
        level = "warning" if level == "error" and code in self.warnings else level
        if level == "error" and self.report and self.kept[level, code] >= MOST_KEPT:
            self.reported[level, code] += 1
            self.report.parent.mkdir(exist_ok=True)
            with open(self.report, "a", encoding="utf-8", errors="replace") as file:
                file.write(f"{spot.file}:{spot.line}:{spot.column}: {code}: {message}{'; ' + hint if hint else ''}\n")
        else:
            self.kept[level, code] += 1
            self.found.append(Problem(spot, code, message, hint, level, about))

    def extend(self, others: "Problems") -> None:
        """Take over what was found elsewhere."""
        for p in others.found:
            self.add(p.spot, p.code, p.message, p.hint, p.level, p.about)

    def drop(self, *codes: str) -> None:
        """Take back all problems of some codes."""
        self.found = [p for p in self.found if p.code not in codes]
        for counted in (self.kept, self.reported):
            for key in [key for key in counted if key[1] in codes]:
                del counted[key]

    @property
    def counts(self) -> Counter[str]:
        """How many problems of each level, those in the report included."""
        counts = Counter[str](p.level for p in self.in_order())
        for (level, _), n in self.reported.items():
            counts[level] += n
        return counts

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended before a build."""
        return any(level == "error" for level, _ in self.kept)

    def in_order(self) -> list[Problem]:
        """The problems that were kept, by file and line, each said once."""
        return sorted(dict.fromkeys(self.found), key=lambda p: (p.spot, p.code))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean x?` for the closest of the known words, or nothing."""
    by_folded = {k.casefold(): k for k in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.75)
    return f"did you mean {by_folded[close[0]]!r}?" if close else ""
