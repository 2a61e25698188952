"""A process that answers one database's questions and may be killed at any moment.

`python -m curate.serve.sql.worker` reads pickled requests from standard input, the first of which says what to open,
and writes each answer behind its length in eight bytes. Where the system has limits for processes, memory and temporary
files are bounded; the system also ends it soon after the time of a question is over, even if the server is gone.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from datasette.app import Datasette
from datasette.database import QueryInterrupted

from curate.serve.sql.limits import ANSWER, FILE, GRACE, MEMORY


def main() -> None:
    """Answer until there is no more to read."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends it at once
    outbox = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plugin prints is no answer
    datasette = Datasette(**pickle.load(sys.stdin.buffer))
    database = next(db for name, db in datasette.databases.items() if name != "_internal")
    with asyncio.Runner() as loop:
        loop.run(database.execute_fn(lambda _: None))  # with all that plugins add to it
        _bound()
        while True:
            _send(outbox, ("ready", None))
            try:
                question = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            _end_after(question.pop("seconds") + 2 * GRACE)
            answer = loop.run(_answer(database, question))
            _send(outbox, answer)
            _end_after(0)
            if answer[0] == "memory":  # and start afresh
                return


async def _answer(database: Any, question: dict[str, Any]) -> tuple[str, Any]:
    """`("rows", (columns, rows, truncated))`, or what prevented it and SQLite's words for that."""
    try:
        found = await database.execute(**question, log_sql_errors=False)
        columns = [name for name, *_ in found.description or ()]
        return "rows", (columns, [tuple(row) for row in found.rows], found.truncated)
    except QueryInterrupted:
        return "interrupted", None
    except MemoryError:
        return "memory", None
    except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:  # a number too large for SQLite
        return "error", str(error)


def _send(outbox: BinaryIO, answer: tuple[str, Any]) -> None:
    try:
        data = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        data = pickle.dumps(("memory", None))
    if len(data) > ANSWER:
        data = pickle.dumps(("large", None))
    outbox.write(len(data).to_bytes(8, "big") + data)
    outbox.flush()


def _bound() -> None:
    """Less memory, smaller files and the last turn for the processor, as far as the system knows of these."""
    with suppress(ImportError, OSError, ValueError, AttributeError):
        os.nice(10)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


def _end_after(seconds: float) -> None:
    """Have the system end the process when so much time has gone by; never, if 0."""
    with suppress(AttributeError):  # of Windows
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
