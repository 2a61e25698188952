"""Ctrl+C ends a command at once, with the exit code that shells give it and no traceback."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CURATE = [sys.executable, "-m", "curate", "--project"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
@pytest.mark.parametrize(("number", "code", "told"), [(signal.SIGINT, 130, "Stopped.\n"), (signal.SIGTERM, 143, "")])
def test_a_command_is_stopped(good: Path, number: int, code: int, told: str) -> None:
    pipe = good / "pipe.txt"
    os.mkfifo(pipe)
    command = [*CURATE, str(good), "add", str(pipe)]
    adding = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=_in_the_foreground)
    while True:  # until the command opens the pipe, where it waits
        try:
            held = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError as error:
            assert error.errno == errno.ENXIO and adding.poll() is None
            time.sleep(0.01)
    said = _stopped(adding, number)
    os.close(held)
    assert adding.returncode == code and said == told


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without asking them")
def test_what_a_command_makes_on_the_way_goes_with_it(good: Path, tmp_path: Path) -> None:
    """`curate diff` builds a project aside: a database with everything private in it."""
    aside = tmp_path / "aside"
    aside.mkdir()
    command = [*CURATE, str(good), "diff", str(good), str(good)]
    comparing = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(aside)}, stderr=subprocess.PIPE, text=True)
    while not list(aside.glob("*/*.db")) and comparing.poll() is None:
        time.sleep(0.001)
    _stopped(comparing, signal.SIGTERM)
    assert comparing.returncode in (143, 0) and not list(aside.iterdir())


def _in_the_foreground() -> None:
    """Whatever a shell runs in the background is deaf to Ctrl+C, and so is all that it starts in turn."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _stopped(process: "subprocess.Popen[str]", number: int) -> str:
    """What a process says when it is stopped. A signal just before it waits is seen once it is woken: people press
    Ctrl+C again."""
    while True:
        process.send_signal(number)
        try:
            return process.communicate(timeout=2)[1]
        except subprocess.TimeoutExpired:
            continue


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send Ctrl+C to one process")
def test_a_server_is_stopped(good: Path) -> None:
    serving = subprocess.Popen([*CURATE, good, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert serving.stdout
    for line in serving.stdout:
        if line.startswith("http://"):
            break
    _stopped(serving, signal.SIGINT)
    assert serving.returncode == 0
