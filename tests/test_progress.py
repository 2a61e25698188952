"""Progress is shown on a terminal, real here though nobody sits before it, and nowhere else."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from curate.cli.progress import told
from curate.model.progress import telling

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals on Windows")

#: curate, which here shows what it is doing after so many seconds.
AFTER = "from curate.cli import main, progress; progress._PATIENCE = progress._PAUSE = {}; main.main()"
AT_ONCE = AFTER.format(0)
ERASE = "\r\x1b[K"


def on_terminal(*words: str, code: str = AT_ONCE, **settings: str) -> tuple[str, str]:
    """What a command writes to standard output, a pipe, and to standard error, a terminal."""
    ours, theirs = os.openpty()
    known = {key: value for key, value in os.environ.items() if key != "CI"}
    environment = known | {"TERM": "xterm"} | settings
    command = [sys.executable, "-c", code, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # where Linux tells the end
            while read := os.read(ours, 65_536):
                shown += read
        assert process.stdout
        written = process.stdout.read()
    os.close(ours)
    return written.decode(), shown.decode()


@pytest.mark.parametrize("command", ["build", "validate"])
def test_a_terminal_shows_each_step_and_none_is_left(good: Path, command: str) -> None:
    written, shown = on_terminal("--project", str(good), command)
    first, *steps = shown.split(ERASE)
    assert (first, written.count("\x1b")) == ("", 0)
    assert "checking records" in steps and "making indexes" in steps
    assert [step for step in steps if re.match(r"checking claims  (\d+) of \1", step)]
    # What is left: of a build its note, whereas validate tells problems in its output.
    assert ("1 note" in steps[-1]) if command == "build" else steps[-1] == ""


def test_a_short_run_shows_nothing(good: Path) -> None:
    _, shown = on_terminal("--project", str(good), "validate", code=AFTER.format(3600))
    assert shown == ""


@pytest.mark.parametrize("settings", [{"CI": "true"}, {"TERM": "dumb"}])
def test_where_nobody_watches_nothing_is_shown(good: Path, settings: dict[str, str]) -> None:
    assert on_terminal("--project", str(good), "validate", **settings)[1] == ""


def test_a_pipe_sees_nothing(good: Path) -> None:
    command = [sys.executable, "-c", AT_ONCE, "--project", str(good), "validate"]
    piped = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "TERM": "xterm"})
    assert piped.stderr == "" and "\r" not in piped.stdout


def test_a_line_tells_what_is_known() -> None:
    assert told("making indexes", 0, 0, 3) == "making indexes"
    assert told("reading claims", 42_000, 0, 2) == "reading claims  42,000  21,000/s"
    said = told("checking claims", 420_000, 1_000_000, 28)
    assert said == "checking claims  420,000 of 1,000,000  15,000/s  0:39 left"
    assert told("checking claims", 500, 1_000_000, 1).endswith("500/s  33:19 left")


def test_a_few_hundred_are_told_at_a_time() -> None:
    heard: list[tuple[str, int, int]] = []
    assert list(telling(range(1001), lambda *said: heard.append(said), "counting", 1001)) == list(range(1001))
    assert heard == [("counting", n, 1001) for n in (0, 500, 1000)]
