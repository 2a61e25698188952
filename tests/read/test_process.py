"""A second process that makes things ahead: what it yields, how it fails, and that nothing of it is left."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from curate.read.process import can_copy, in_second_process


def _no_child_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_everything_comes_in_order() -> None:
    made = [(n, str(n), None, [n / 2]) for n in range(1000)]
    assert list(in_second_process(lambda: iter(made))) == made
    assert _no_child_is_left()


def test_an_error_there_is_raised_here_after_what_came_before() -> None:
    def make() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    seen: list[Any] = []
    with pytest.raises(ValueError, match="no more"):
        seen.extend(in_second_process(make))
    assert _no_child_is_left()


class _Stubborn(Exception):
    """One that cannot be made again from what it was made of."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def test_an_error_that_cannot_be_sent_is_told() -> None:
    def make() -> Iterator[int]:
        yield 1
        raise _Stubborn("this", "that")

    with pytest.raises(RuntimeError, match="this and that"):
        list(in_second_process(make))


def test_a_process_that_is_killed_is_told() -> None:
    def make() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="stopped"):
        list(in_second_process(make))
    assert _no_child_is_left()


def test_who_stops_early_leaves_nothing_behind() -> None:
    threads = threading.active_count()
    everything = in_second_process(lambda: ("x" * 100_000 for _ in count()))
    assert len(list(islice(everything, 3))) == 3
    everything.close()
    assert _no_child_is_left() and threading.active_count() == threads


def test_who_never_begins_leaves_nothing_behind() -> None:
    in_second_process(lambda: iter([1])).close()
    assert _no_child_is_left()


@pytest.mark.skipif(not can_copy(), reason="processes cannot be copied here")
def test_a_process_ends_with_the_one_that_began_it() -> None:
    """Though it sends nothing, and so is not told that nobody listens."""
    script = (
        "import os, time\nfrom curate.read.process import in_second_process\n"
        "def wait():\n    yield os.getpid()\n    time.sleep(60)\n"
        "print(next(in_second_process(wait)), flush=True)\nos.kill(os.getpid(), 9)"
    )
    began = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert _ends(int(began.stdout))


def _ends(pid: int) -> bool:
    """Whether a process ends, and not after half a minute only."""
    for _ in range(300):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False
