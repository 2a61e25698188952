"""Full-text search: an FTS5 index a table, with a folded copy of what is spelt with Arabic letters or apostrophes."""

import json
import sqlite3

from curate.model.column import Column
from curate.read.fold import fold_search

#: Joins the words of a label; folding leaves it as it is.
_DOT = "·"
#: How many bytes of words wait to be written, a table.
_GATHERED = 16_000_000


def search_table(table: str, columns: list[Column]) -> str:
    """The statement that makes `<table>_fts` over the table's full-text columns, or nothing if it has none."""
    names = ", ".join(f'"{c.name}"' for c in columns if c.full_text)
    fts5 = f"fts5({names}, \"folded\", content='', tokenize='unicode61 remove_diacritics 2')"
    return f'CREATE VIRTUAL TABLE "{table}_fts" USING {fts5}' if names else ""


def create_search(connection: sqlite3.Connection, tables: dict[str, list[Column]]) -> None:
    """Make the index of each table that has full-text columns, and what `index_text` needs to fill it."""
    for table, columns in tables.items():
        if statement := search_table(table, columns):
            connection.execute(statement)
            # With more words gathered before they are written, and nothing merged on the way, there is less to do.
            for setting, value in (("hashsize", _GATHERED), ("automerge", 0)):
                connection.execute(f'INSERT INTO "{table}_fts" ("{table}_fts", rank) VALUES (?, ?)', (setting, value))
    connection.create_function("words", 1, _words, deterministic=True)
    connection.create_function("folded", 1, _folded, deterministic=True)


def index_text(connection: sqlite3.Connection, table: str, columns: list[Column], last: int | None = None) -> None:
    """Fill `<table>_fts` from the table, or from its last rows, if it has full-text columns."""
    searched = [c for c in columns if c.full_text]
    if not searched:
        return
    names = ", ".join(f'"{c.name}"' for c in searched)
    words = [f'words("{c.name}")' if c.array else f'"{c.name}"' for c in searched]
    together = " || ' ' || ".join(f"coalesce({word}, '')" for word in words)
    connection.execute(
        f'INSERT INTO "{table}_fts" (rowid, {names}, "folded") '
        f'SELECT rowid, {", ".join(words)}, folded({together}) FROM "{table}" '
        f'WHERE rowid > (SELECT max(rowid) FROM "{table}") - ? ORDER BY rowid',
        (2**62 if last is None else last,),
    )


def _words(array: str | None) -> str:
    return " ".join(json.loads(array)) if array else ""


def _folded(words: str) -> str | None:
    if words.replace(_DOT, "").isascii() and "'" not in words and "`" not in words:
        return None  # as most are
    folded = fold_search(words)
    return folded if folded != words else None
