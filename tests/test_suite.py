"""How the tests are run: `make quick` covers each room, and a skip that nobody expects is an error."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.suite import SLOW, is_slow

TESTS = ROOT / "tests"
ROOMS = sorted(path.parent.name for path in (ROOT / "curate").glob("*/__init__.py"))


def test_what_is_slow_is_there() -> None:
    assert [file for file in SLOW if not (TESTS / f"{file}.py").is_file()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_has_quick_tests(room: str) -> None:
    files = [*(TESTS / room).rglob("test_*.py"), *TESTS.glob(f"test_{room}*.py")]
    assert [file for file in files if not is_slow(file.relative_to(TESTS).as_posix())]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reason", "code"), [("the articles are not in /home/ada/shared/articles", 0), ("chromium is not here", 1)]
)
@pytest.mark.parametrize(
    ("test", "workers"),
    [("def test_a(): pytest.skip({!r})", "2"), ("pytest.skip({!r}, allow_module_level=True)", "0")],
    ids=["a test, two workers", "a module"],
)
def test_a_skip_that_nobody_expects_fails_in_ci(
    tmp_path: Path, reason: str, code: int, test: str, workers: str
) -> None:
    (tmp_path / "conftest.py").write_text("from tests.suite import *\n")
    (tmp_path / "test_a.py").write_text(f"import pytest\n{test.format(reason)}\n")
    (tmp_path / "test_b.py").write_text("def test_b(): pass\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", workers, "--strict-skips"]
    done = subprocess.run([*command, f"--rootdir={tmp_path}", str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == code, done.stdout
    assert (f"test_a.py: {reason}" in done.stdout.replace("::test_a", "")) == bool(code)
