"""Broken files are reported: never a traceback, never a hang, always a location. `bench/fuzz.py` tries many more."""

import os
from pathlib import Path

import pytest

from curate.model.project import Project, find_project
from tests.load.test_described import RIGHT
from tests.mutate import rounds
from tests.test_ucdp import line, small

pytestmark = pytest.mark.skipif(os.name == "nt", reason="hangs are stopped by an alarm, which Windows has not")


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_broken_files_are_reported(project: Project, first: int) -> None:
    (project.root / "metadata.yml").write_text(RIGHT, "utf-8")
    check(project, range(first, first + 100))


def test_broken_tables_of_others_are_reported(tmp_path: Path) -> None:
    folder, _ = small(tmp_path, line(), line(id="8", high="4"))
    check(find_project(folder), range(100))


def check(project: Project, seeds: range) -> None:
    found = 0
    for seed, path, outcome in rounds(project, seeds):
        if isinstance(outcome, BaseException):
            raise AssertionError(f"seed {seed}, {path.name}") from outcome
        found += outcome > 0
    assert found > 50  # most mutations do harm
