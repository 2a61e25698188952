"""A database that a stranger made: its tables are read, and nothing that its schema says is run.

A schema may hold code: views, triggers, virtual tables, generated columns, indexes on expressions, CHECKs. SQLite asks
before it compiles a statement whether each table may be read and each function called; here only tables may, and only
the functions of our own queries.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from curate.publish.untrusted.budget import MB
from curate.publish.untrusted.folder import open_regular

#: Functions of our own queries, and what they ask SQLite about tables.
_FUNCTIONS = frozenset(["count", "json_array", "folded_alike", "digits"])
_PRAGMAS = frozenset(["table_xinfo", "index_list", "index_xinfo", "integrity_check", "foreign_key_check"])
_SCHEMA = "sqlite_master"


@dataclass
class Strange:
    """A connection to a stranger's database, and the names of its tables that may be read."""

    connection: sqlite3.Connection
    #: Bytes of the file; each row takes more than one.
    size: int
    tables: dict[str, str] = field(default_factory=dict)

    def permits(self, action: int, first: str | None, second: str | None, _: str | None, through: str | None) -> int:
        """What SQLite asks of each step of a statement; `through` names the view or trigger that it is part of."""
        fine = through is None and (
            action == sqlite3.SQLITE_SELECT
            or (action == sqlite3.SQLITE_READ and (first in self.tables or first == _SCHEMA))
            or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS)
            or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
        )
        return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY

    def columns(self, table: str) -> Iterator[tuple[str, str, bool]]:
        """Name, type, and whether it is computed, of each column of a table."""
        for _, name, type_, *_, hidden in self.connection.execute(f"PRAGMA table_xinfo({quoted(table)})").fetchall():
            yield name, type_, bool(hidden)

    def rows(self, table: str, columns: list[str], order: str = "") -> Iterator[tuple[Any, ...]]:
        """The rows of a table.

        Raises:
            sqlite3.DatabaseError: there are more than the file has room for, since its pages stand in a circle.
        """
        cursor = self.connection.execute(f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)} {order}")
        yield from islice(cursor, self.size)
        if cursor.fetchone():
            raise sqlite3.DatabaseError(f"the table {table} has more rows than the file has room for")

    def triggers(self) -> list[str]:
        """The names of what would run when something is written."""
        found = self.connection.execute(f"SELECT name FROM {_SCHEMA} WHERE type = 'trigger'").fetchall()
        return [str(name) for (name,) in found]

    def computed_indexes(self, table: str) -> Iterator[str]:
        """The indexes of a table that hold what an expression gives, or only the rows for which one is true."""
        for _, name, _, _, partial in self.connection.execute(f"PRAGMA index_list({quoted(table)})").fetchall():
            parts = self.connection.execute(f"PRAGMA index_xinfo({quoted(name)})").fetchall()
            if partial or any(column == -2 for _, column, *_ in parts):
                yield name


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever signs are in it."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def strange(path: Path, follow: bool = False) -> Iterator[Strange]:
    """A database to be read, without any log or journal beside it; no link to one unless `follow`.

    Raises:
        OSError: there is no regular file.
        sqlite3.DatabaseError: it cannot be read as a database.
    """
    with open_regular(path, follow) as file:
        size = file.seek(0, os.SEEK_END)
    for log in (path.with_name(path.name + end) for end in ("-wal", "-journal")):
        if log.exists() and log.lstat().st_size:  # whoever opens the database with it reads something else
            what = f"{log.name} stands beside it; close the program that writes there, or take that file away"
            raise sqlite3.DatabaseError(what)
    # `immutable`: SQLite takes no lock, looks for no journal, and writes no file beside the database.
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        for limit, most in ((sqlite3.SQLITE_LIMIT_LENGTH, 100 * MB), (sqlite3.SQLITE_LIMIT_ATTACHED, 0)):
            connection.setlimit(limit, most)
        # integrity_check would evaluate CHECKs; of a damaged page each cell is looked at before it is read.
        for pragma in (
            "trusted_schema = OFF",
            "ignore_check_constraints = ON",
            "cell_size_check = ON",
            "mmap_size = 0",
        ):
            connection.execute(f"PRAGMA {pragma}")
        opened = Strange(connection, size)
        connection.set_authorizer(opened.permits)
        # SQLite itself writes these words, whatever was written in a statement: what begins otherwise is no table.
        for name, sql in connection.execute(f"SELECT name, sql FROM {_SCHEMA} WHERE type = 'table'"):
            if isinstance(sql, str) and sql.startswith("CREATE TABLE "):
                opened.tables[name] = sql
        yield opened
    finally:
        connection.close()
