"""What came of checking a release."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import curate.check.checks
import curate.load.checks
import curate.publish.checks
import curate.read.checks
from curate.model.check import Check, checks_of
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
        check: Check,
        what: str,
        hint: str = "get the release again from where it was published",
        line: int = 1,
    ) -> None:
        """Record what does not hold, and of very many alike that there are more."""
        if (before := self.problems.met["error", check.code]) == _MOST:
            line, what = 1, "there are more faults of this kind, which are not told"
        if before <= _MOST:
            self.problems.add(Spot(file, line), check, what, hint)

    def as_json(self) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        rows = self.problems.as_rows()
        return {"files": self.files, "rows": self.rows, "excerpts": self.excerpts, "problems": rows}

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> "Verified":
        """What `as_json` gave."""
        found = cls(files=told["files"], rows=told["rows"], excerpts=Counter(told["excerpts"]))
        known = checks_of(curate.read.checks, curate.check.checks, curate.load.checks, curate.publish.checks)
        found.problems.add_rows(told["problems"], known)
        return found
