"""Running a function in a process of its own, held to a budget; however it ends, there is one sentence.

The process is started afresh, so that it has nothing of this one but the arguments, and so that what a stranger's file
does to a library ends with it.
"""

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, TextIO

from curate.model.printable import printable
from curate.publish.untrusted import child
from curate.publish.untrusted.budget import GB, Budget, Refused

#: Time may pass while others use the processor, or a disk is slow.
_PATIENCE = 10
#: Threads of libraries take memory, and each is one more who may wait for ever.
_SETTINGS = {"ARROW_DEFAULT_MEMORY_POOL": "system", "ARROW_IO_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Stopped(Exception):
    """It was over its budget, or failed; the sentence says which."""


@contextmanager
def confined(function: str, arguments: dict[str, Any], budget: Budget) -> Iterator[tuple[Any, TextIO]]:
    """What a function, named `module:name`, gives for a budget and arguments that JSON can hold: a result, and text.

    Raises:
        Refused: the function did.
        Stopped: it was stopped, or failed.
    """
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        job = json.dumps([function, arguments, asdict(budget)]).encode()
        here = {**os.environ, **_SETTINGS, **dict.fromkeys(("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"), folder)}
        # Modules are found where this process finds them; with -P none that happen to lie in the folder where it runs.
        path = [each for each in sys.path if each]
        program = f"import sys; sys.path[:] = {path!a}; from {child.__name__} import main; main()"
        command, timeout = [sys.executable, "-P", "-c", program], _PATIENCE * budget.seconds
        try:
            done = subprocess.run(command, input=job, stdout=out, stderr=err, env=here, timeout=timeout, check=False)
            code = done.returncode
        except subprocess.TimeoutExpired:
            code = _ended_by("SIGXCPU")
        out.seek(0)
        err.seek(0)
        text = io.TextIOWrapper(out, "utf-8", "backslashreplace", newline="")
        if code == child.REFUSED:
            raise Refused(text.read())
        if code:
            raise Stopped(_reason(code, text, err.read().decode("utf-8", "replace"), budget))
        yield json.loads(text.readline()), text


def _ended_by(name: str) -> int:
    """How a process that was killed by a signal ends; systems that have no such signal end none so."""
    return -getattr(signal, name, 1000)


def _reason(code: int, text: TextIO, errors: str, budget: Budget) -> str:
    more = "; if you know who made it, `--budget 2` allows twice as much"
    if code == child.OVER:
        return text.read() + more
    if code == _ended_by("SIGXCPU"):
        return f"reading it takes more than {budget.seconds:,} s{more}"
    if code in (child.NO_MEMORY, _ended_by("SIGKILL")):
        return f"reading it takes more than {budget.memory / GB:.1f} GB of memory{more}"
    if code < 0:  # how C ends where there is no memory, or where a file leads it astray
        return f"a library failed while reading it (signal {-code})"
    return f"reading it failed: {printable((errors.strip().splitlines() or ['no reason given'])[-1])}"
