"""Broken files are reported: never a traceback, never a hang, always a location. `bench/fuzz.py` tries many more."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from curate.model.project import Project, find_project
from curate.publish.release import date_of, release
from tests.load.test_described import RIGHT
from tests.mutate import release_rounds, rounds
from tests.publish.conftest import harbour
from tests.test_ucdp import line, small

__all__ = ["harbour"]  # a fixture

pytestmark = pytest.mark.skipif(os.name == "nt", reason="hangs are stopped by an alarm, which Windows has not")


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_broken_files_are_reported(project: Project, first: int) -> None:
    (project.root / "metadata.yml").write_text(RIGHT, "utf-8")
    check(project, range(first, first + 100))


def test_broken_tables_of_others_are_reported(tmp_path: Path) -> None:
    folder, _ = small(tmp_path, line(), line(id="8", high="4"))
    check(find_project(folder), range(100))


def test_broken_releases_are_reported(harbour: Project, tmp_path: Path) -> None:
    made = release(harbour, "2024.1.1", date_of("2024.1.1", None))
    assert made.packed
    told(release_rounds(made.folder, made.packed, tmp_path / "work", range(150)))


def check(project: Project, seeds: range) -> None:
    told(rounds(project, seeds))


def told(outcomes: Iterator[tuple[int, Path, int | BaseException]]) -> None:
    found = 0
    for seed, path, outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise AssertionError(f"seed {seed}, {path.name}") from outcome
        found += outcome > 0
    assert found > 50  # most mutations do harm
