"""All problems of one run: every one counted, the first of each code kept, the others written to a report."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from curate.model.check import Check, Level
from curate.model.problem import NOTHING, About, Problem, Spot

#: Up to so many problems of one code are all kept to be shown; of more, only the first few, and the rest is reported.
MOST_KEPT, MOST_SHOWN = 100, 10


@dataclass
class Problems:
    """All problems of one run: every one counted, the first of each code kept, the others written to a report."""

    found: list[Problem] = field(default_factory=list)
    #: Codes that are warnings in this project instead of errors.
    warnings: frozenset[str] = frozenset()
    #: The file that takes the problems of a code beyond the first ones; without one, all are kept.
    report: Path | None = None
    #: How many problems of each level and code were met before they were too many.
    met: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: How many of each level, code and file went to the report, and what a database tells of those that are warnings.
    reported: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    findings: list[tuple[About, str, str]] = field(default_factory=list)
    #: Where to find the hints that take long, until it is clear which problems are shown.
    _hints: dict[Problem, Callable[[], str]] = field(default_factory=dict)

    def add(
        self,
        spot: Spot,
        check: Check,
        message: str,
        hint: str | Callable[[], str] = "",
        level: Level | None = None,
        about: About = NOTHING,
    ) -> None:
        """Record one problem, of the check's own level unless one is given.

        A hint that takes long to find is given as a function, asked only if it is shown.
        """
        code, level = check.code, level or check.level
        level = "warning" if level == "error" and code in self.warnings else level
        check = check if level == check.level else replace(check, level=level)
        self.met[level, code] += 1
        problem = Problem(spot, check, message, "" if callable(hint) else hint, about)
        if self.report is None or self.met[level, code] <= MOST_KEPT:
            self.found.append(problem)
            if callable(hint):
                self._hints[problem] = hint
            return
        if self.met[level, code] == MOST_KEPT + 1:
            self._thin_out(level, code)
        self._report([problem])

    def _thin_out(self, level: str, code: str) -> None:
        """Keep the first few of a code only."""
        same = [p for p in dict.fromkeys(self.found) if (p.level, p.code) == (level, code)]
        self.found = [p for p in self.found if (p.level, p.code) != (level, code)] + same[:MOST_SHOWN]
        if len(same) > MOST_SHOWN:
            self._report(same[MOST_SHOWN:])

    def _report(self, problems: list[Problem]) -> None:
        if not self.report:
            self.found += problems
            return
        try:
            self.report.parent.mkdir(exist_ok=True)
            with open(self.report, "a", encoding="utf-8", errors="replace") as file:
                file.writelines(" ".join(str(p).splitlines()) + "\n" for p in problems)
        except OSError:
            if self.reported:
                raise
            self.report = None  # where nothing can be written, all are shown
            return self._report(problems)
        for p in problems:
            self.reported[p.level, p.code, p.spot.file] += 1
            if p.level == "warning":
                self.findings.append((p.about, p.code, p.message))

    def apart(self) -> "Problems":
        """None yet, for another process to add to."""
        return Problems(warnings=self.warnings, report=self.report and self.report.with_suffix(".more"))

    def merge(self, others: "Problems") -> None:
        """Take over what was found `apart`, with its report."""
        self.found += others.settle()
        self.met += others.met
        self.reported += others.reported
        self.findings += others.findings
        if others.report and others.report.exists():
            self.report = self.report or others.report.with_suffix(".txt")
            with open(others.report, encoding="utf-8") as theirs, open(self.report, "a", encoding="utf-8") as ours:
                shutil.copyfileobj(theirs, ours)
            others.report.unlink()
        if self.report:
            for (level, code), n in self.met.items():
                if n > MOST_KEPT:
                    self._thin_out(level, code)

    def extend(self, others: "Problems") -> None:
        """Take over what was found elsewhere."""
        for p in others.settle():
            self.add(p.spot, p.check, p.message, p.hint, p.level, p.about)

    def as_rows(self) -> list[list[Any]]:
        """The problems that were kept as JSON can hold them: file, line, column, code, message, hint, level."""
        return [[*p.spot, p.code, p.message, p.hint, p.level] for p in self.settle()]

    def add_rows(self, rows: Iterable[list[Any]], checks: Mapping[str, Check]) -> None:
        """Take over what another process gave as rows, by checks with their codes."""
        for file, line, column, code, message, hint, level in rows:
            self.add(Spot(file, line, column), checks[code], message, hint, level)

    def drop(self, *codes: str) -> None:
        """Take back all problems of some codes."""
        self.found = [p for p in self.found if p.code not in codes]
        self.findings = [finding for finding in self.findings if finding[1] not in codes]
        self.met = Counter({key: n for key, n in self.met.items() if key[1] not in codes})
        gone = [key for key in self.reported if key[1] in codes]
        for key in gone:
            del self.reported[key]
        if gone and self.report:
            told = re.compile(rf".*?:\d+:\d+: (?:\w+: )?(?:{'|'.join(codes)}): ")
            everything = self.report.with_suffix(".all")
            self.report.rename(everything)
            with open(everything, encoding="utf-8") as old, open(self.report, "w", encoding="utf-8") as new:
                new.writelines(line for line in old if not told.match(line))
            everything.unlink()
            if not self.reported:
                self.report.unlink()

    def of_files(self, wanted: Callable[[str], bool]) -> "Problems":
        """Those of some files."""
        found = [p for p in self.settle() if wanted(p.spot.file)]
        reported = Counter({key: n for key, n in self.reported.items() if wanted(key[2])})
        met = Counter[tuple[str, str]]((p.level, p.code) for p in found)
        return Problems(found, report=self.report, met=met, reported=reported)

    @property
    def more(self) -> Counter[str]:
        """How many problems of each code the report tells."""
        more = Counter[str]()
        for (_, code, _), n in self.reported.items():
            more[code] += n
        return more

    @property
    def counts(self) -> Counter[str]:
        """How many problems of each level, those in the report included."""
        counts = Counter[str](p.level for p in self.in_order())
        for (level, _, _), n in self.reported.items():
            counts[level] += n
        return counts

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended before a build."""
        return any(level == "error" for level, _ in self.met)

    def settle(self) -> list[Problem]:
        """The problems that were kept, with their hints."""
        self.found = [replace(p, hint=self._hints[p]()) if p in self._hints else p for p in self.found]
        self._hints.clear()
        return self.found

    def in_order(self) -> list[Problem]:
        """The problems that were kept, by file and line, each said once."""
        return sorted(dict.fromkeys(self.settle()), key=lambda p: (p.spot, p.code))
