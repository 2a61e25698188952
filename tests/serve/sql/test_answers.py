"""Answers of a process that runs readers' SQL come back as they were, and run nothing."""

import os
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curate.serve.sql.answers import unpacked

VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.binary()


@given(st.lists(st.text()), st.lists(st.lists(VALUES).map(tuple)), st.booleans())
def test_rows_come_back_as_they_were(columns: list[str], rows: list[tuple[object, ...]], truncated: bool) -> None:
    answer = "rows", (columns, rows, truncated)
    assert repr(unpacked(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))) == repr(answer)


def test_what_is_odd_comes_back() -> None:
    answer: tuple[str, Any] = (
        "rows",
        ([], [(float("nan"), float("inf"), -0.0, "\ud800\x00", b"\x00\xff", 2**80)], False),
    )
    assert repr(unpacked(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))) == repr(answer)


class Hostile:
    """Makes a file where it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_nothing_is_run(tmp_path: Path, protocol: int) -> None:
    hostile = pickle.dumps(("rows", Hostile(tmp_path / "made")), protocol=protocol)
    assert unpacked(hostile) == ("broken", None) and not (tmp_path / "made").exists()
    pickle.loads(hostile)
    assert (tmp_path / "made").exists()


@given(st.binary())
def test_whatever_comes_is_an_answer_or_broken(data: bytes) -> None:
    assert len(unpacked(data)) == 2
