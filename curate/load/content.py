"""The hash of what a database says: the same with and without texts at hand, and in every version of SQLite."""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from curate.model.column import Column
from curate.read.fold import fold

_BATCH = 1000
#: Columns whose values are slices of a text if it is at hand, and else phrases as they were written.
_PRINTED = ("evidence", "exact")


class ContentHash:
    """SHA-256 over the rows of all tables, each in the order in which they stand, which is that of ids.

    Left out are outcomes and offsets that comparing evidence with texts found, and findings, which may be such;
    evidence counts in its folded form, which is how it is compared.
    """

    def __init__(self, columns: dict[str, list[Column]]) -> None:
        self._columns = {table: its for table, its in columns.items() if table not in ("build", "findings")}
        self._digests = {table: _TableHash(its) for table, its in self._columns.items()}
        self._told: set[str] = set()

    def add(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take in more rows of a table."""
        self._digests[table].add(rows)
        self._told.add(table)

    def hexdigest(self, connection: sqlite3.Connection, database: str = "main") -> str:
        """The hash; tables of which no rows were told are read from the database."""
        for table in sorted(set(self._columns) - self._told):
            rows = connection.execute(f'SELECT * FROM {database}."{table}" ORDER BY rowid')
            while batch := rows.fetchmany(_BATCH):
                self.add(table, batch)
        every = {table: [digest.names, digest.sha256.hexdigest()] for table, digest in self._digests.items()}
        return hashlib.sha256(json.dumps(every, sort_keys=True).encode()).hexdigest()


def content_hash(connection: sqlite3.Connection, columns: dict[str, list[Column]], database: str = "main") -> str:
    """The hash of a database that is there."""
    return ContentHash(columns).hexdigest(connection, database)


class _TableHash:
    def __init__(self, columns: list[Column]) -> None:
        kept = [n for n, c in enumerate(columns) if not c.found and c.name not in _PRINTED]
        self.names = [c.name for c in columns if not c.found]
        self.sha256 = hashlib.sha256()
        self._kept = itemgetter(*kept)
        self._printed = next((n for n, c in enumerate(columns) if c.name in _PRINTED), None)

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        at = self._printed
        said = [self._kept(row) if at is None else (*self._kept(row), row[at] and fold(row[at])) for row in rows]
        self.sha256.update(json.dumps(said, ensure_ascii=False)[1:-1].encode() + b", ")  # however many at a time
