"""Readers' SQL, run in processes of its own, so that none of it can hold up or fill the server.

A function such as `replace` on long texts takes minutes in one step of SQLite, which nothing but the end of its process
stops; and only a process has a memory that can be bounded.
"""

from __future__ import annotations

import asyncio
import pickle
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary, finalize

from datasette import hookimpl
from datasette.database import Database, QueryInterrupted, Results
from datasette.tracer import trace
from datasette.views.base import DatasetteError

from curate.serve.sql.answers import unpacked
from curate.serve.sql.asked import ASKED, is_of_metadata
from curate.serve.sql.limits import ANSWER, FILE, GRACE, MEMORY

#: So many of readers' queries run at once, and as many of metadata.yml; the pages' own have the server's threads.
AT_ONCE = 2
#: Seconds that a process may take to start.
_START = 30
_TOLD = {
    "broken": "the query ended the process that ran it",
    "memory": f"the query needs more than {MEMORY // 10**6} MB of memory; ask for less at once",
    "disk I/O error": f"the query needs more than {FILE // 10**6} MB of temporary files; sort or group less at once",
    "large": f"the answer has more than {ANSWER // 10**6} MB; ask for fewer columns or rows",
}


class Busy(DatasetteError):  # type: ignore[misc]
    """Others' queries are running. Readers are told when to try again."""

    retry_after = 5

    def __init__(self) -> None:
        super().__init__("Other queries are running; try again in a few seconds", title="Busy", status=503)


@hookimpl(specname="startup", trylast=True)
def run_apart(datasette: Any) -> Awaitable[None]:
    """Let databases that are files run readers' SQL apart."""

    async def replace() -> None:
        for name, db in list(datasette.databases.items()):
            if db.path and not isinstance(db, Apart):
                datasette.remove_database(name)
                datasette.add_database(Apart(datasette, db.path, is_mutable=db.is_mutable), name, db.route)

    return replace()


class Apart(Database):  # type: ignore[misc]
    """A database of which readers' SQL is asked in another process."""

    def __init__(self, datasette: Any, path: str, is_mutable: bool) -> None:
        super().__init__(datasette, path, is_mutable=is_mutable)
        self._idle: list[_Worker] = []

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:
        """As in Datasette.

        Raises:
            Busy: it is a reader's, and too many are running.
        """
        asked, named = ASKED.get(), is_of_metadata(params)
        if not named and not asked.holds(sql, params):
            return await super().execute(sql, params, truncate, **options)
        most = self.ds.sql_time_limit_ms
        limit = min(options.get("custom_time_limit") or most, most)
        question = {
            "sql": sql,
            "params": _filled_in(sql, params),
            "truncate": truncate,
            "custom_time_limit": limit,
            "page_size": options.get("page_size"),
            "seconds": limit / 1000,
        }
        turns, threads = _turns(self.ds)[named]
        try:
            await asyncio.wait_for(turns.acquire(), asked.patience)
        except TimeoutError:
            raise Busy() from None
        try:
            with trace("sql", database=self.name, sql=sql.strip(), params=params):
                outcome, found = await asyncio.get_running_loop().run_in_executor(threads, self._ask, question)
        finally:
            turns.release()
        if outcome == "rows":
            return _results(*found)
        if outcome == "interrupted":
            raise QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, params)
        words = _TOLD.get(found or outcome, found)
        if asked.as_csv:  # Datasette would give an empty file
            raise DatasetteError(words, title="Invalid SQL", status=400)
        raise sqlite3.OperationalError(words)

    def _ask(self, question: dict[str, Any]) -> tuple[str, Any]:
        """The answer of a process that is idle, or of a new one."""
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = _Worker(self)
        answer = worker.ask(question)
        if worker.ask_again():
            self._idle.append(worker)
        return answer


class _Worker:
    """A process that answers questions, one after the other."""

    def __init__(self, db: Apart) -> None:
        # Not from the working directory, which may hold anything.
        command = [sys.executable, "-P", "-m", "curate.serve.sql.worker"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        finalize(self, _end, self._process)
        self._write(
            {
                "files": [db.path] if db.is_mutable else [],
                "immutables": [] if db.is_mutable else [db.path],
                "settings": {**db.ds._settings, "num_sql_threads": 0},  # it asks one thing at a time
                "metadata": db.ds._metadata_local,
                "sqlite_extensions": db.ds.sqlite_extensions,
                "plugins_dir": db.ds.plugins_dir,
                "nolock": db.ds.nolock,
            }
        )
        if self._read(_START)[0] != "ready":
            raise sqlite3.OperationalError("queries cannot be run; the server's log says why")

    def ask(self, question: dict[str, Any]) -> tuple[str, Any]:
        """The answer; `interrupted` where there is none in time."""
        self._write(question)
        return self._read(question["seconds"] + GRACE)

    def ask_again(self) -> bool:
        """Whether it is there for another question."""
        return self._read(1)[0] == "ready"

    def _write(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        with suppress(BrokenPipeError):  # it has ended, as is noticed when it is read
            pickle.dump(message, self._process.stdin)
            self._process.stdin.flush()

    def _read(self, seconds: float) -> tuple[str, Any]:
        assert self._process.stdout
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            length = int.from_bytes(self._process.stdout.read(8), "big")
            data = self._process.stdout.read(length) if length <= ANSWER else b""
        finally:
            timer.cancel()
        if data:
            return unpacked(data)
        return ("interrupted", None) if late else ("broken", None)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


_Turns = tuple[asyncio.Semaphore, ThreadPoolExecutor]
_TURNS: WeakKeyDictionary[Any, dict[bool, _Turns]] = WeakKeyDictionary()


def _turns(datasette: Any) -> dict[bool, _Turns]:
    """The turns of a server's readers, and the threads that wait for answers; queries of metadata.yml have theirs."""
    if datasette not in _TURNS:
        _TURNS[datasette] = {
            named: (asyncio.Semaphore(AT_ONCE), ThreadPoolExecutor(AT_ONCE, "readers-sql")) for named in (False, True)
        }
    return _TURNS[datasette]


def _filled_in(sql: str, params: Any) -> Any:
    """Parameters as they are, with the values of those that Datasette works out, such as `:_now_date_utc`."""
    if not isinstance(params, dict):
        return params
    filled = dict(params)
    for name in re.findall(r":(_\w+)", sql):
        with suppress(KeyError):
            filled[name] = params[name]
    return filled


def _results(columns: list[str], rows: list[tuple[Any, ...]], truncated: bool) -> Results:
    """Rows as SQLite gives them, with columns by number and by name, of which there may be two."""
    named = ", ".join("NULL AS " + '"{}"'.format(name.replace('"', '""')) for name in columns)
    memory = sqlite3.connect(":memory:")
    cursor = memory.execute(f"SELECT {named}")
    results = Results([sqlite3.Row(cursor, row) for row in rows], truncated, cursor.description)
    memory.close()
    return results
