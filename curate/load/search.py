"""Full-text search: an FTS5 index a table, with a folded copy of what is spelt with Arabic letters or apostrophes.

An index names its table as its content, by which `sqlite-utils search` and any Datasette find it. It holds more words
than the table: `rebuild` would lose the folded ones.
"""

import json
import sqlite3

from curate.load.tables import Columns
from curate.model.column import Column
from curate.read.fold import fold_search

#: Joins the words of a label; folding leaves it as it is.
_DOT = "·"
#: How many bytes of words wait to be written, a table.
_GATHERED = 16_000_000
#: The tables in which FTS5 keeps an index whose words stand elsewhere (https://sqlite.org/fts5.html, section 9).
_BEHIND = ("data", "idx", "docsize", "config")


def search_table(table: str, columns: list[Column]) -> str:
    """The statement that makes `<table>_fts` over the table's full-text columns, or nothing if it has none."""
    names = ", ".join(f'"{c.name}"' for c in columns if c.full_text)
    fts5 = f"fts5({names}, content=\"{table}\", tokenize='unicode61 remove_diacritics 2')"
    return f'CREATE VIRTUAL TABLE "{table}_fts" USING {fts5}' if names else ""


def fill_search(connection: sqlite3.Connection, tables: Columns, database: str = "main") -> None:
    """Make and fill the index of each table of a database that has full-text columns, all in the main one."""
    connection.create_function("words", 1, _words, deterministic=True)
    connection.create_function("folded", 1, _folded, deterministic=True)
    for table, columns in tables.items():
        if not (statement := search_table(table, columns)):
            continue
        connection.execute(statement)
        # With more words gathered before they are written, and nothing merged on the way, there is less to do.
        for setting, value in (("hashsize", _GATHERED), ("automerge", 0)):
            connection.execute(f'INSERT INTO "{table}_fts" ("{table}_fts", rank) VALUES (?, ?)', (setting, value))
        searched = [c for c in columns if c.full_text]
        names = ", ".join(f'"{c.name}"' for c in searched)
        words = [f'words("{c.name}")' if c.array else f'"{c.name}"' for c in searched]
        both = ", ".join(f"{word} || coalesce(' ' || folded({word}), '')" for word in words)
        connection.execute(
            f'INSERT INTO "{table}_fts" (rowid, {names}) '
            f'SELECT rowid, {both} FROM "{database}"."{table}" ORDER BY rowid'
        )


def take_search(connection: sqlite3.Connection, tables: Columns, database: str) -> None:
    """Take over what `fill_search` made in another database: all of an index is in the tables behind it."""
    for table, columns in tables.items():
        if statement := search_table(table, columns):
            connection.execute(statement)
            for behind in _BEHIND:
                connection.execute(f'DELETE FROM main."{table}_fts_{behind}"')
                connection.execute(
                    f'INSERT INTO main."{table}_fts_{behind}" SELECT * FROM "{database}"."{table}_fts_{behind}"'
                )


def _words(array: str | None) -> str:
    return " ".join(json.loads(array)) if array else ""


def _folded(words: str | None) -> str | None:
    if not words or (words.replace(_DOT, "").isascii() and "'" not in words and "`" not in words):
        return None  # as most are
    folded = fold_search(words)
    return folded if folded != words else None
