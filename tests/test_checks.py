"""Every check is declared, used, shown and true: its examples are run."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from curate.cli.catalog import CHECKS, ROOMS
from curate.load.build import validate
from curate.load.template import start_project
from curate.model.check import ARTICLE, Check
from curate.model.problem import Refused
from curate.model.problems import Problems
from curate.model.project import find_project
from curate.publish.release import release
from curate.publish.verify import verify
from tests.codes import modules, uses
from tests.conftest import ROOT

CITATION = """\
cff-version: 1.2.0
message: Please cite it.
title: Statements on a ferry strike
authors: [{family-names: Okafor, given-names: Ada}]
license: CC-BY-4.0
abstract: What was said about a strike, and by whom.
"""
VERSION, DAY = "2024.1", date(2024, 6, 30)
Make = Callable[[bool], Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """The project that `curate init` makes, with its text at hand and released once: with its claims, or without."""
    folders: dict[bool, Path] = {}

    def make(claims: bool) -> Path:
        if claims not in folders:
            folder = folders[claims] = tmp_path_factory.mktemp("made") / "ferries"
            start_project(folder)
            data = (folder / "ferry-strike.txt").read_bytes()
            (folder / "data/texts").mkdir()
            (folder / "data/texts" / f"{hashlib.sha256(data).hexdigest()}.txt").write_bytes(data)
            (folder / "CITATION.cff").write_text(CITATION, "utf-8")
            if not claims:
                (folder / ARTICLE).write_text(_head(folder / ARTICLE), "utf-8")
            done = release(find_project(folder), VERSION, DAY)
            assert done.written, done.problems.found
        return folders[claims]

    return make


def _head(article: Path) -> str:
    """What stands above the claims of an article file."""
    return article.read_text("utf-8").partition("event_claims:")[0]


def _write(folder: Path, files: dict[str, str | None], head: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("release/", f"build/releases/{VERSION}/", 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        elif path.suffixes[-2:] == [".db", ".sql"]:
            with sqlite3.connect(path.with_suffix("")) as connection:
                connection.executescript(text)
        else:
            whole = head + text if name == ARTICLE and not text.startswith("source:") else text
            path.write_bytes(whole.encode("utf-8", "surrogateescape"))


def _found(folder: Path, command: str) -> Problems:
    try:
        if command == "verify":
            return verify(folder / "build/releases" / VERSION, folder / "data/texts").problems
        project = find_project(folder)
        if command == "release":
            return release(project, "2024.2", DAY).problems
        return validate(project).problems
    except Refused as refused:
        return Problems(refused.problems)


@pytest.mark.parametrize(
    ("check", "which"),
    [(c, which) for c in CHECKS.values() for which in c.examples],
    ids=lambda each: getattr(each, "code", each),
)
def test_examples(check: Check, which: str, made: Make, tmp_path: Path) -> None:
    """The wrong one gives its check alone, the right one neither that nor an error. What is wrong with a release that
    somebody changed shows in several ways."""
    folder = tmp_path / "ferries"
    base = made(check.command == "verify")
    shutil.copytree(base, folder, ignore=shutil.ignore_patterns("__pycache__"))
    _write(folder, check.examples[which], _head(base / ARTICLE))
    found = _found(folder, check.command).found
    codes = {p.code for p in found if p.level != "note" or p.code == check.code}
    if which == "right":
        assert codes <= {"not-searched"} - {check.code}, list(map(str, found))
    elif check.command == "verify":
        assert check.code in codes, list(map(str, found))
    else:
        assert codes == {check.code}, list(map(str, found))
    if which == "wrong":
        assert {p.level for p in found if p.code == check.code} == {check.level}


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
def test_every_check_has_an_example_or_says_why_not(check: Check) -> None:
    assert bool(check.wrong) != bool(check.no_example)
    assert all(text.endswith(".") for text in (check.finds, check.why, check.fix))


def test_a_check_is_called_as_its_code() -> None:
    names = {
        name: check.code for room in ROOMS.values() for name, check in vars(room).items() if isinstance(check, Check)
    }
    assert names == {code.upper().replace("-", "_"): code for code in CHECKS}


def used() -> dict[str, list[str]]:
    """Every code that the code base uses, with the places."""
    names = {code.upper().replace("-", "_"): code for code in CHECKS}
    found: dict[str, list[str]] = {}
    for use in uses(modules(ROOT / "curate")):
        assert use.known, f"{use}: nobody can tell which check this is; name one"
        if said := use.stands_for:
            found.setdefault(names.get(said, said), []).append(str(use))
    return found


def test_every_code_that_is_used_is_declared() -> None:
    assert {code: places for code, places in used().items() if code not in CHECKS} == {}, "declare it in a checks.py"


def test_every_check_that_is_declared_is_used() -> None:
    assert CHECKS.keys() - used().keys() == set(), "delete it, or use it"
