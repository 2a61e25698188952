"""What no SQL may exceed: on every connection of the server, and, of readers' SQL, in the process that runs it."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette import hookimpl

#: Bytes of a value or row (a record's line has at most a million), characters of a LIKE or GLOB pattern, whose cost
#: grows with its square, and bytes of a statement (https://www.sqlite.org/limits.html).
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 10_000_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
}

#: Characters of readers' SQL; Datasette looks for comments and quotes in a time that grows with the square of them.
MOST_SQL = 10_000
#: Bytes: of memory beyond what the process has when it starts, of a temporary file, and of an answer.
MEMORY, FILE, ANSWER = 300_000_000, 500_000_000, 32_000_000
#: Seconds after the time limit, which stops SQLite between two of its steps, when the process is ended in any case.
GRACE = 0.5


@hookimpl
def prepare_connection(conn: Any) -> None:
    """Lower SQLite's limits."""
    for limit, value in LIMITS.items():
        conn.setlimit(limit, value)
