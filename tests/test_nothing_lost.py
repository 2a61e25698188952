"""Whatever happens while a command writes, the old files are whole or the new ones are."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from curate.load.build import build
from curate.model.project import Project, find_project
from curate.read.anchor import anchor, locked
from tests.conftest import Run, copy_project

MOMENTS = 50
pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are killed and folders mounted as on Unix")


def killed(work: Callable[[], object], after: float) -> None:
    """Do the work in a process of its own and kill it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def duration(work: Callable[[], object]) -> float:
    """How long the work takes in a process of its own, so that moments can be chosen from it."""
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return time.perf_counter() - begun


def is_sound(database: Path) -> bool:
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()


def change(article: Path, language: str) -> None:
    text = article.read_text("utf-8")
    old = "language: en" if "language: en" in text else "language: zz"
    article.write_text(text.replace(old, f"language: {language}"), "utf-8")


def test_a_build_killed_at_any_moment_leaves_a_whole_database(project: Project, article: Path) -> None:
    change(article, "zz")
    assert build(project).written
    new = project.database.read_bytes()
    change(article, "en")
    assert build(project).written
    old = project.database.read_bytes()
    assert old != new
    change(article, "zz")
    took = duration(lambda: build(project))
    dice, met = random.Random(1), set()
    for _ in range(MOMENTS):
        project.database.write_bytes(old)
        killed(lambda: build(project), dice.uniform(0, took * 1.2))
        met.add(project.database.read_bytes())
        assert met <= {old, new}
        assert is_sound(project.database)
        json.loads(project.metadata.read_text("utf-8"))
    assert build(project).written
    left = {path.name for path in project.database.parent.iterdir()}
    assert left == {".lock", project.database.name, "metadata.json", "names.schema.json"}


def test_a_first_build_killed_leaves_no_database_or_a_whole_one(project: Project) -> None:
    took = duration(lambda: build(project))
    dice = random.Random(2)
    for _ in range(10):
        project.database.unlink(missing_ok=True)
        killed(lambda: build(project), dice.uniform(0, took))
        assert not project.database.exists() or is_sound(project.database)


def test_anchoring_killed_at_any_moment_leaves_whole_files(project: Project, good: Path) -> None:
    files = [path for path in (good / "data").rglob("*") if path.is_file()]
    old = {path: path.read_bytes() for path in files}
    took = duration(lambda: anchor(project))
    new = {path: path.read_bytes() for path in files}
    assert old != new
    dice = random.Random(3)
    for _ in range(MOMENTS):
        for path in files:
            path.write_bytes(old[path])
        killed(lambda: anchor(project), dice.uniform(0, took * 1.2))
        for path in files:
            assert path.read_bytes() in (old[path], new[path]), path
    anchor(project)
    assert {path: path.read_bytes() for path in (good / "data").rglob("*") if path.is_file()} == new


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own in memory."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if made.returncode:
        pytest.skip(f"no small file system can be mounted here: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def curate(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "curate", "--project", str(folder), *words], capture_output=True, text=True, timeout=120
    )


def fill_up(folder: Path, leave: int) -> None:
    """Leave only so many bytes free."""
    with open(folder / "filling", "wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    size = (folder / "filling").stat().st_size
    os.truncate(folder / "filling", max(0, size - leave))


@pytest.mark.parametrize("leave", [0, 20_000, 100_000, 200_000])
def test_a_full_disk_leaves_the_old_database(mounted: Path, leave: int) -> None:
    project = find_project(copy_project(mounted / "good"))
    assert build(project).written
    old = project.database.read_bytes()
    change(project.data_folder / "articles" / "velm-floods.yml", "zz")
    fill_up(mounted, leave)
    failed = curate(project.root, "build")
    assert failed.returncode == 1
    assert "make room" in failed.stderr and "Traceback" not in failed.stderr
    assert project.database.read_bytes() == old
    (mounted / "filling").unlink()
    assert curate(project.root, "build").returncode == 0
    assert project.database.read_bytes() != old
    assert not list(project.database.parent.glob(".build-*"))


def test_a_full_disk_leaves_articles_as_they_were(mounted: Path) -> None:
    project = find_project(copy_project(mounted / "good"))
    article = project.data_folder / "articles" / "velm-floods.yml"
    old = article.read_bytes()
    project.database.parent.mkdir()
    fill_up(mounted, 0)
    failed = curate(project.root, "anchor")
    assert failed.returncode == 1
    assert "make room" in failed.stderr and "Traceback" not in failed.stderr
    assert article.read_bytes() == old
    assert [p.name for p in article.parent.glob(".*")] == []


@pytest.mark.parametrize("command", ["build", "anchor"])
def test_a_folder_that_cannot_be_written_is_told(mounted: Path, command: str) -> None:
    project = find_project(copy_project(mounted / "good"))
    assert build(project).written
    old = project.database.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    failed = curate(project.root, command)
    assert failed.returncode == 1
    assert "permit writing" in failed.stderr and "Traceback" not in failed.stderr
    assert project.database.read_bytes() == old
    assert curate(project.root, "validate").returncode == 0


def test_whoever_reads_the_old_database_goes_on_reading_it(project: Project, article: Path) -> None:
    assert build(project).written
    reader = sqlite3.connect(project.database)
    languages = reader.execute("SELECT language FROM sources ORDER BY id")
    first = languages.fetchone()
    change(article, "zz")
    assert build(project).written
    assert "zz" not in [first[0], *(row[0] for row in languages)]
    reader.close()
    with sqlite3.connect(project.database) as again:
        assert ("zz",) in again.execute("SELECT language FROM sources").fetchall()


def test_a_log_of_the_old_database_does_not_touch_the_new_one(project: Project, article: Path) -> None:
    """A program that sets WAL mode and is killed leaves a log beside the database."""
    assert build(project).written
    writer = sqlite3.connect(project.database)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE sources SET note = 'meddled with'")
    writer.commit()
    assert project.database.with_name(project.database.name + "-wal").stat().st_size
    change(article, "zz")
    assert build(project).written
    assert is_sound(project.database)
    with sqlite3.connect(project.database) as again:
        assert ("meddled with",) not in again.execute("SELECT note FROM sources").fetchall()
    writer.close()
    assert is_sound(project.database)


def test_what_somebody_keeps_beside_the_database_stays(project: Project) -> None:
    backup = project.database.with_name(f"{project.database.name}-backup")
    backup.parent.mkdir(exist_ok=True)
    backup.write_text("kept", "utf-8")
    assert build(project).written and backup.read_text("utf-8") == "kept"


@pytest.mark.parametrize("command", ["build", "anchor", "schema"])
def test_a_second_command_at_once_is_told_to_wait(project: Project, run: Run, command: str) -> None:
    with locked(project):
        refused = run(command)
    assert refused.exit_code == 1
    assert "another curate command is writing here; try again when it has ended" in refused.output
    assert run(command).exit_code == 0


def test_two_builds_at_once_leave_one_whole_database(project: Project) -> None:
    words = [sys.executable, "-m", "curate", "--project", str(project.root), "build"]
    both = [subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes
    assert all(code == 0 or "try again" in words for code, words in zip(codes, said, strict=True))
    assert is_sound(project.database)
