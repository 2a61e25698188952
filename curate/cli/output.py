"""How problems are shown: as text with the line and a caret, or as JSON."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from curate.model.counted import counted
from curate.model.printable import printable
from curate.model.problem import Problem
from curate.model.problems import Problems

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_WIDEST = 160
#: Of larger files, no lines are shown.
_LARGEST = 5_000_000


def as_json(problems: Problems, root: Path) -> str:
    """`{"problems": [{file, line, column, level, code, message, hint}], "errors": n, "warnings": n, "notes": n,
    "more": {code: n}, "report": path}`: where there are many of a code, the report tells those that are not shown."""
    shown = [
        {**p.spot._asdict(), "level": p.level, "code": p.code, "message": p.message, "hint": p.hint}
        for p in problems.in_order()
    ]
    counts: dict[str, Any] = {f"{level}s": problems.counts[level] for level in _COLOURS}
    more = {"more": problems.more, "report": _report(problems, root) if problems.more else None}
    return json.dumps({"problems": shown, **counts, **more}, ensure_ascii=False, indent=1)


def as_text(problem: Problem, root: Path | None) -> str:
    """The message on a line, then the line it is about with a caret under the place, if `root` is given."""
    spot, level = problem.spot, "" if problem.level == "error" else f"{problem.level}: "
    place = click.style(f"{printable(spot.file)}:{spot.line}:{spot.column}:", bold=True)
    code = click.style(f"{level}{problem.code}:", fg=_COLOURS[problem.level])
    message = printable(f"{problem.message}{'; ' + problem.hint if problem.hint else ''}")
    excerpt = _excerpt(root / spot.file, spot.line, spot.column) if root else []
    return "\n".join([f"{place} {code} {message}", *excerpt])


def _excerpt(path: Path, line: int, column: int) -> list[str]:
    lines = _lines(path)
    if line > len(lines) or path.suffix == ".txt":  # an article's text is private, and no record
        return []
    shown, at = lines[line - 1].replace("\t", " "), column - 1
    if len(shown) > _WIDEST:
        begin = max(0, min(at - _WIDEST // 2, len(shown) - _WIDEST))
        shown, at = shown[begin : begin + _WIDEST], at - begin
    printable = "".join(c if c.isprintable() else "·" for c in shown)
    return [f"    {printable}", "    " + " " * at + "^"]


@lru_cache(maxsize=8)
def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > _LARGEST:
            return []
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return []
    return [line.rstrip("\r") for line in text.split("\n")]


def summary(problems: Problems, root: Path | None) -> list[str]:
    """`2 errors, 1 warning`, or `no problems`; and where those stand that are too many to be shown."""
    counts = [(level, problems.counts[level]) for level in _COLOURS]
    lines = [", ".join(counted(n, level) for level, n in counts if n) or "no problems"]
    if more := ", ".join(f"{n:,} more {code}" for code, n in sorted(problems.more.items())):
        lines.append(f"{more}: see {_report(problems, root)}")
    if first := min(problems.found, key=lambda p: (list(_COLOURS).index(p.level), p.spot), default=None):
        lines.append(f"to read why this matters and how to fix it: curate explain {first.code}")
    return lines


def _report(problems: Problems, root: Path | None) -> str:
    assert problems.report and root
    return problems.report.relative_to(root).as_posix()


def show(problems: Problems, root: Path | None) -> None:
    """Print all problems as text to standard error, and a line that counts them; lines of files only from `root`."""
    found = problems.in_order()
    for problem in found:
        click.echo(as_text(problem, root), err=True)
    for line in summary(problems, root) if found else []:
        click.echo(line, err=True)
