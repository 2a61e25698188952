"""What came of checking a release."""

from collections import Counter
from dataclasses import dataclass, field

from curate.model.problem import Spot
from curate.model.problems import Problems


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
        """Record what does not hold."""
        self.problems.add(Spot(file, line), code, what, hint)
