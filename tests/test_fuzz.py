"""Broken files are reported: never a traceback, never a hang, always a location. `bench/fuzz.py` tries many more."""

import os

import pytest

from curate.model.project import Project
from tests.mutate import rounds


@pytest.mark.skipif(os.name == "nt", reason="hangs are stopped by an alarm, which Windows has not")
@pytest.mark.parametrize("first", range(0, 400, 100))
def test_broken_files_are_reported(project: Project, first: int) -> None:
    found = 0
    for seed, path, outcome in rounds(project, range(first, first + 100)):
        if isinstance(outcome, BaseException):
            raise AssertionError(f"seed {seed}, {path.name}") from outcome
        found += outcome > 0
    assert found > 50  # most mutations do harm
