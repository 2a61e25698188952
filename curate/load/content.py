"""The hash of what a database says: the same with and without texts at hand, and in every version of SQLite."""

import hashlib
import json
import sqlite3
from operator import itemgetter

from curate.model.column import Column
from curate.read.fold import fold

_BATCH = 1000
#: Columns whose values are slices of a text if it is at hand, and else phrases as they were written.
_PRINTED = ("evidence", "exact")


def content_hash(connection: sqlite3.Connection, columns: dict[str, list[Column]], database: str = "main") -> str:
    """SHA-256 over the hashes of all tables that state content."""
    return combined({table: table_hash(connection, table, columns[table], database) for table in stating(columns)})


def stating(columns: dict[str, list[Column]]) -> list[str]:
    """The tables that state content: findings may come of comparing with texts, and `build` tells of the rest."""
    return [table for table in columns if table not in ("build", "findings")]


def combined(hashes: dict[str, str]) -> str:
    """One hash for those of all tables."""
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def table_hash(connection: sqlite3.Connection, table: str, columns: list[Column], database: str = "main") -> str:
    """SHA-256 over a table's column names and its rows in their order, which is that of ids.

    Left out are outcomes and offsets that comparing evidence with texts found. Evidence is folded, as for comparing.
    """
    kept = itemgetter(*(n for n, c in enumerate(columns) if not c.found and c.name not in _PRINTED))
    printed = next((n for n, c in enumerate(columns) if c.name in _PRINTED), None)
    sha256 = hashlib.sha256(json.dumps([c.name for c in columns if not c.found]).encode())
    rows = connection.execute(f'SELECT * FROM {database}."{table}" ORDER BY rowid')
    while batch := rows.fetchmany(_BATCH):
        said = [kept(row) if printed is None else (*kept(row), row[printed] and fold(row[printed])) for row in batch]
        sha256.update(json.dumps(said, ensure_ascii=False)[1:-1].encode() + b", ")  # however many at a time
    return sha256.hexdigest()
