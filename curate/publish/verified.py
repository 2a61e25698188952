"""What came of checking a release."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from curate.model.problem import Spot
from curate.model.problems import Problems

#: So many faults of a code are told one by one.
_MOST = 100


@dataclass
class Verified:
    """What was checked, counted, and what does not hold. `excerpts` counts them by outcome."""

    problems: Problems = field(default_factory=Problems)
    files: int = 0
    rows: int = 0
    excerpts: Counter[str] = field(default_factory=Counter)

    def fault(
        self,
        file: str,
        code: str,
        what: str,
        hint: str = "get the release again from where it was published",
        line: int = 1,
    ) -> None:
        """Record what does not hold, and of very many alike that there are more."""
        if (before := self.problems.met["error", code]) == _MOST:
            line, what = 1, "there are more faults of this kind, which are not told"
        if before <= _MOST:
            self.problems.add(Spot(file, line), code, what, hint)

    def as_json(self) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        told = [[*p.spot, p.code, p.message, p.hint, p.level] for p in self.problems.found]
        return {"files": self.files, "rows": self.rows, "excerpts": self.excerpts, "problems": told}

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> "Verified":
        """What `as_json` gave."""
        found = cls(files=told["files"], rows=told["rows"], excerpts=Counter(told["excerpts"]))
        for file, line, column, *what in told["problems"]:
            found.problems.add(Spot(file, line, column), *what)
        return found
