"""A release stands in its folder whole, and what stood there before is never lost."""

import os
from pathlib import Path

import pytest

from curate.model.project import Project
from curate.publish.place import ReleaseError, put, staging
from tests.publish.test_release import made


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_damaged_release_is_refused_and_replaced_if_asked(harbour: Project) -> None:
    folder = made(harbour).folder
    whole = contents(folder)
    assert made(harbour).written and contents(folder) == whole
    people = folder / "csv/people.csv"
    people.write_bytes(people.read_bytes() + b"x\n")
    (folder / "README.md").unlink()
    (folder / "more.txt").write_text("more")
    told = r"2023\.6\.1 exists and is not what was released: README\.md, csv/people\.csv, more\.txt; add --replace"
    with pytest.raises(ReleaseError, match=told):
        made(harbour)
    made(harbour, replace=True)
    assert contents(folder) == whole


def finished(staged: Path, text: str) -> Path:
    whole = staged / "1.0"
    whole.mkdir()
    (whole / "README.md").write_text(text)
    return whole


def test_a_release_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    with staging(tmp_path, "1.0") as staged:
        put(finished(staged, "old"), tmp_path / "1.0", False)
    with pytest.raises(FileNotFoundError), staging(tmp_path, "1.0") as staged:
        put(staged / "nothing", tmp_path / "1.0", True)
    assert contents(tmp_path) == {"1.0/README.md": b"old"}


def test_what_a_killed_release_leaves_is_put_right_by_the_next(tmp_path: Path) -> None:
    """One is killed while it writes its files, another between taking the old release aside and putting its own."""
    killed = tmp_path / ".1.0-abc", tmp_path / ".1.0-def"
    for folder in killed:
        folder.mkdir()
        finished(folder, "new")
    (killed[1] / "aside").mkdir()
    os.rename(finished(tmp_path, "old"), killed[1] / "aside" / "1.0")
    with staging(tmp_path, "2.0"):
        assert (tmp_path / "1.0/README.md").read_text() == "old"
        assert not any(folder.exists() for folder in killed)
    assert contents(tmp_path) == {"1.0/README.md": b"old"}
