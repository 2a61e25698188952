"""The hash of what a database says: the same with and without texts at hand, and in every version of SQLite."""

import hashlib
import json
import sqlite3

from curate.load.tables import Columns
from curate.model.column import Column
from curate.read.fold import fold

#: As many as a function of SQL takes in every version.
_ARGUMENTS = 100
#: Columns whose values are slices of a text if it is at hand, and else phrases as they were written.
_PRINTED = ("evidence", "exact")


def content_hash(connection: sqlite3.Connection, columns: Columns, database: str = "main") -> str:
    """SHA-256 over the hashes of all tables that state content."""
    return combined({table: table_hash(connection, table, columns[table], database) for table in stating(columns)})


def stating(columns: Columns) -> list[str]:
    """The tables that state content: findings may come of comparing with texts, and `build` tells of the rest."""
    return [table for table in columns if table not in ("build", "findings")]


def combined(hashes: dict[str, str]) -> str:
    """One hash for those of all tables."""
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def table_hash(connection: sqlite3.Connection, table: str, columns: list[Column], database: str = "main") -> str:
    """SHA-256 over a table's columns and its rows in their order, which is that of ids, each as JSON.

    Left out are outcomes and offsets that comparing evidence with texts found. Evidence is folded, as for comparing.
    """
    connection.create_function("folded_alike", 1, _folded, deterministic=True)
    connection.create_function("digits", 1, _digits, deterministic=True)
    stated = [c for c in columns if not c.found]
    terms = [_term(c) for c in stated]
    arrays = [f"json_array({', '.join(terms[n : n + _ARGUMENTS])})" for n in range(0, len(terms), _ARGUMENTS)]
    sha256 = hashlib.sha256(json.dumps([(c.name, c.type) for c in stated]).encode())
    as_bytes = f"CAST({' || '.join(arrays)} AS BLOB)"
    for (row,) in connection.execute(f'SELECT {as_bytes} FROM {database}."{table}" AS t ORDER BY rowid'):
        sha256.update(row)
    return sha256.hexdigest()


def _term(column: Column) -> str:
    """A column's value as it is hashed. Versions of SQLite agree on JSON but for the digits of numbers."""
    value = f't."{column.name}"'  # without the t, SQLite takes the name of no column for words
    if column.name in _PRINTED:
        return f"folded_alike({value})"
    return f"digits({value})" if column.type == "REAL" else value


def _folded(words: str | None) -> str | None:
    return words and fold(words)


def _digits(number: float | None) -> str | None:
    return None if number is None else repr(number)
