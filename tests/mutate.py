"""Good files made bad at random, and what must hold of the report on them."""

import random
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from curate.cli.output import as_json, as_text
from curate.load.build import build, validate
from curate.model.project import Project, find_project
from curate.model.schema import SchemaError
from curate.model.settings import ProjectError
from curate.publish.compare import compare
from curate.publish.sums import SUMS
from curate.publish.told import prose
from curate.publish.untrusted.budget import Budget, OverBudget, Refused
from curate.publish.verify import verify
from curate.publish.versions import read
from tests.publish.hostile import mend

#: What people and programs put where something else belongs.
WORDS = [
    "", "null", "~", "[]", "{}", "[a, b]", "{a: b}", "{a: {b: [c]}}", "&a", "*a", "!!int 3", "|", ">", "'", '"', ":",
    "- -", "0", "1e999", "NaN", "true", "9" * 400, "2024-13-45", "2024-12-03/2024-12-01", "../..", "0000", "x" * 5000,
    "[" * 3000, "{a: " * 60, "[...]", " [...] ", "\t", "\\", "%", "@x", "`", "# x", "?", "? ", "---", "...", "<<: x",
]  # fmt: skip
JSON = [
    "null", "[]", "{}", "[[]]", '{"a": 1}', "NaN", "-Infinity", "1e999", "9" * 5000, '"\\ud800"', '"\\u0000"', "true",
    "[" * 5000, '""', '" "', '{"": ""}', "'x'", '"' + "y" * 5000 + '"', '"a", "a": "b"', "-0", "1.5",
]  # fmt: skip
CHARACTERS = [
    "\u200b", "\u200f", "\u202e", "\ufeff", "\u2028", "\x85", "\x00", "\x07", "\x7f", "\u0301", "\U0001f600", "\ufffe",
    "\r", "\u00a0", "\u0660", "’", "“", "—", "ﬁ", "İ", "\x0b", "\x1c",
]  # fmt: skip
CSV = ['"', '""', ",", ",,,,,,,,,,,,,,,,,,,,,,,,,", '"\n', "\n\n", ";", "|", "||", '","', "\r", '"a"b', "=1+1"]


def _bytes(data: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(data) + 1), dice.choice((1, 2, 5, 40, 400))
    made = bytes(dice.randrange(256) for _ in range(dice.choice((1, 3, 20))))
    return dice.choice(
        (
            data[:at] + made + data[at:],
            data[:at] + made + data[at + len(made) :],
            data[:at] + data[at + length :],
            data[:at],
            data[:at] + data[at : at + length] * dice.choice((2, 3, 50)) + data[at + length :],
        )
    )


def _lines(text: str, dice: random.Random) -> str:
    """Lines left out, doubled, moved or indented otherwise."""
    lines = text.split("\n")
    a, b = dice.randrange(len(lines)), dice.randrange(len(lines))
    change = dice.randrange(5)
    if change == 0:
        del lines[a]
    elif change == 1:
        lines.insert(b, lines[a])
    elif change == 2:
        lines[a], lines[b] = lines[b], lines[a]
    elif change == 3:
        lines[a] = dice.choice((" ", "  ", "\t", "- ", "    ")) + lines[a]
    else:
        lines[a] = lines[a].lstrip()
    return "\n".join(lines)


def _within(text: str, pattern: str, put: Callable[[re.Match[str]], str], dice: random.Random) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    match = dice.choice(found)
    return text[: match.start()] + put(match) + text[match.end() :]


def mutate(path: Path, dice: random.Random) -> None:
    """Change a file in one to three ways."""
    data = path.read_bytes()
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        text = data.decode("utf-8", "surrogateescape")
        way = dice.randrange(6)
        if way == 0:
            data = _bytes(data, dice)
            continue
        if way == 1:
            text = _lines(text, dice)
        elif way == 2:
            at = dice.randrange(len(text) + 1)
            text = text[:at] + dice.choice(CHARACTERS) + text[at:]
        elif way == 3:  # a word, a number or a key by another one of the file
            words = re.findall(r"[\w~.-]+", text) or [""]
            text = _within(text, r"[\w~.-]+", lambda _: dice.choice(words), dice)  # noqa: B023
        elif path.suffix == ".csv":
            at = dice.randrange(len(text) + 1)
            text = text[:at] + dice.choice(CSV) + text[at:]
        elif path.suffix == ".jsonl":
            text = _within(text, r'(?<=: )("(?:[^"\\]|\\.)*"|[\d.]+|\[[^\]]*\])', lambda match: dice.choice(JSON), dice)
        else:
            text = _within(text, r"(?<=: )\S[^\n,{}\[\]]*|(?<=- )\S[^\n]*", lambda match: dice.choice(WORDS), dice)
        data = text.encode("utf-8", "surrogateescape")
    path.write_bytes(data)


class TooLong(Exception):
    """A file kept curate busy beyond all measure."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Stop what hangs."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def check_report(root: Path) -> int:
    """Validate, and build if nothing is wrong; each problem has a place that exists, and can be shown. How many errors.

    Raises:
        AssertionError: a problem has no place.
        TooLong: it hangs.
    """
    try:
        with at_most(30):
            project = find_project(root)
            checked = validate(project)
            if not checked.problems.has_errors:
                assert build(project).written
    except (ProjectError, SchemaError) as refused:
        told = [re.match(r"(.+?):(\d+):(\d+): [a-z-]+: .", line) for line in str(refused).splitlines()]
        assert all(at and (root / at[1]).is_file() for at in told) or str(refused).startswith("no project at"), refused
        return len(told)
    problems = checked.problems.in_order()
    for problem in problems:
        file = project.root / problem.spot.file
        assert file.is_file() or problem.code == "unreadable", f"{problem} is about no file"
        lines = file.read_bytes().count(b"\n") + 1 if file.is_file() else 1
        assert 1 <= problem.spot.line <= lines + 1 and problem.spot.column >= 1, f"{problem} stands nowhere"
        assert problem.code and problem.message
        as_text(problem, project.root).encode()
    as_json(checked.problems, project.root).encode()
    return sum(problem.level == "error" for problem in problems)


def release_rounds(
    good: Path, packed: Path, work: Path, seeds: range
) -> Iterator[tuple[int, Path, int | BaseException]]:
    """Each seed's mutation of a release, of its folder or its zip: what `verify` finds, or what went wrong, there or in
    `diff`. Hashes are made to fit in half of them, so that what is read is not refused before."""
    files = sorted(path.relative_to(good) for path in good.rglob("*") if path.is_file())
    often = [path for path in files if path.suffix in (".db", ".jsonl", ".parquet", ".geojson") or path.name == SUMS]
    for seed in seeds:
        dice = random.Random(seed)
        shutil.rmtree(work, ignore_errors=True)
        if dice.randrange(4):
            shutil.copytree(good, work / "r")
            path = work / "r" / dice.choice(dice.choice((often, files)))
        else:
            work.mkdir()
            path = Path(shutil.copy(packed, work / "r.zip"))
        data = path.read_bytes()
        for _ in range(dice.choice((1, 1, 2, 8))):
            data = _bytes(data, dice)
        path.write_bytes(data)
        target = next(work.iterdir())
        if target.is_dir() and path.name != SUMS and dice.randrange(2):
            mend(target)
        outcome: int | BaseException
        try:
            with at_most(30):
                try:
                    found = verify(target)
                    outcome = len(found.problems.found)
                    as_json(found.problems, work).encode()
                    for each in found.problems.in_order():
                        assert click.unstyle(as_text(each, None)).isprintable()
                except (Refused, OverBudget):
                    outcome = 1
                with suppress(Refused, OverBudget):
                    prose(compare(read(good, "", Budget.of([good])), read(target, "", Budget.of([target]))))
        except Exception as error:
            outcome = error
        yield seed, path, outcome


def rounds(project: Project, seeds: range) -> Iterator[tuple[int, Path, int | BaseException]]:
    """Each seed's mutation: the file, and the number of errors or what went wrong; the file is put back.

    Tables of others are broken too, the files that say how they are read, and what else sets the project up.
    """
    files = sorted(p for p in project.data_folder.rglob("*") if p.is_file() and "texts" not in p.parts)
    for name, table in sorted(project.tables.items()):
        files += [project.root / table, project.schema_folder / "tables" / f"{name}.yml"]
    files += [p for p in (project.root / "pyproject.toml", project.root / "metadata.yml") if p.is_file()]
    files += sorted(project.schema_folder.rglob("*.sql"))
    for seed in seeds:
        dice = random.Random(seed)
        path = dice.choice(files)
        before = path.read_bytes()
        mutate(path, dice)
        outcome: int | BaseException
        try:
            outcome = check_report(project.root)
        except Exception as error:
            outcome = error
        yield seed, path, outcome
        path.write_bytes(before)
