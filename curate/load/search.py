"""Full-text search: an FTS5 index a table, with a folded copy of what is spelt with Arabic letters or apostrophes."""

import json
import sqlite3

from curate.model.column import Column
from curate.read.fold import fold_search


def index_text(connection: sqlite3.Connection, table: str, columns: list[Column]) -> None:
    """Make `<table>_fts` over the table's full-text columns, if it has any. Row numbers are the table's."""
    searched = [c for c in columns if c.full_text]
    if not searched:
        return
    names = ", ".join(f'"{c.name}"' for c in searched)
    connection.execute(
        f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5({names}, "folded", content=\'\', '
        "tokenize='unicode61 remove_diacritics 2')"
    )
    marks = ", ".join("?" * (len(searched) + 2))
    insert = f'INSERT INTO "{table}_fts" (rowid, {names}, "folded") VALUES ({marks})'
    rows = connection.execute(f'SELECT rowid, {names} FROM "{table}" ORDER BY rowid').fetchall()
    connection.executemany(insert, ((rowid, *_words(searched, values)) for rowid, *values in rows))


def _words(columns: list[Column], values: list[str | None]) -> list[str]:
    words = [" ".join(json.loads(v)) if c.array and v else v or "" for c, v in zip(columns, values, strict=True)]
    together = " ".join(words)
    folded = fold_search(together)
    return [*words, folded if folded != together else ""]
