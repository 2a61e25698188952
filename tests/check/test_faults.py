"""Single faults in a good project: each gives exit 1 and one clear message at the right place, and harms nothing."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from curate.load.build import build
from curate.model.project import find_project
from tests.conftest import Run, copy_project

FAULTS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("faults.yml").read_text("utf-8"))

#: Files that are not worth keeping, made on the fly, and the message.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "binary file": (
        lambda: b"\x89PNG\r\n\x1a\n\x00\x00",
        "1:1: encoding: a byte that is not UTF-8 text; save the file as UTF-8, or move it out of data/",
    ),
    "empty file": (lambda: b"", "1:1: empty: the file is empty; write its records, or delete it"),
    "50 MB line": (
        lambda: b"- id: x\n  name: " + b"x" * 50_000_000,
        "2:1: long-line: the line is longer than 1,000,000 bytes; break it up, or move the file out of data/",
    ),
    "deep nesting": (
        lambda: b"[" * 100_000,
        "1:41: yaml: lists and records are nested too deep; close what is left open above",
    ),
}


def messages(printed: str) -> list[str]:
    """The messages among what a command prints, without excerpts, notes and counts."""
    return [line for line in printed.splitlines() if line.startswith("data/") and " note: " not in line]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The good project's database."""
    project = find_project(copy_project(tmp_path_factory.mktemp("built") / "good"))
    assert build(project).written
    return project.database.read_bytes()


@pytest.fixture(params=[*FAULTS, *FILES])
def report(request: pytest.FixtureRequest, good: Path, built: bytes) -> list[str]:
    """Put a fault into the good project, which was built before; what must be reported."""
    (good / "build").mkdir()
    (good / "build" / "velm-bridges.db").write_bytes(built)
    if request.param in FILES:
        content, message = FILES[request.param]
        (good / "data" / "more").mkdir()
        (good / "data" / "more" / "bridges.yml").write_bytes(content())
        return [f"data/more/bridges.yml:{message}"]
    fault = FAULTS[request.param]
    path = good / fault["file"]
    text = path.read_text("utf-8")
    assert text.count(fault["old"]) >= 1
    path.write_text(text.replace(fault["old"], fault["new"], 1), "utf-8")
    return list(fault["report"])


def test_fault(report: list[str], good: Path, run: Run, built: bytes) -> None:
    """Through the command line, once in this process and once in one of its own."""
    told = run("validate")
    assert messages(told.output) == report
    assert told.exit_code == 1
    words = [sys.executable, "-m", "curate", "--project", str(good), "build"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert messages(done.stderr) == report
    assert done.stderr.endswith("Not built: mend the errors above; the database is as it was.\n")
    assert (good / "build" / "velm-bridges.db").read_bytes() == built
    assert not list(good.glob("build/.build*"))
