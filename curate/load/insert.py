"""All rows into their tables."""

import sqlite3
from collections import defaultdict
from typing import Any

from curate.check.checked import Checked
from curate.load.claims import batches
from curate.load.rows import Words, table_rows
from curate.load.shared import Row, Shared
from curate.load.tables import Columns, create_table


def load(connection: sqlite3.Connection, checked: Checked, columns: Columns, shares: tuple[int, int]) -> None:
    """Make tables of these columns and insert every row, those of a table by id.

    This process and a second one share the checking of claims, as many each as the `shares` say.
    """
    schema = checked.dataset.project.schema
    for table, its in columns.items():
        connection.execute(create_table(table, its))
    words, sound = Words(checked), not checked.problems.has_errors
    filled_by_claims = {kind.table for kind in schema.claims} | {"claims", "evidence", "claim_links"}
    for table, its in columns.items():
        if table not in filled_by_claims | {"findings", "build"}:
            names = [c.name for c in its]
            insert(connection, table, [tuple(map(row.get, names)) for row in table_rows(checked, words, table)], sound)
    _insert_claims(connection, checked, words, columns, shares)


def _insert_claims(
    connection: sqlite3.Connection, checked: Checked, words: Words, columns: Columns, shares: tuple[int, int]
) -> None:
    """The rows that claims give, a few hundred claims at a time, while a second process checks the next ones."""
    shared = {kind.table: Shared(kind, columns, words) for kind in checked.dataset.project.schema.claims}
    sound, links = not checked.problems.has_errors, [c.name for c in columns["claim_links"]]
    # Links come in the order of claims, not of their own ids, and wait until all are there.
    connection.execute('CREATE TEMP TABLE "links" AS SELECT * FROM "claim_links"')
    insert(connection, "links", [tuple(map(link.get, links)) for link in checked.links])
    passed, total = 0, checked.claims_met
    for met, claims, stated in batches(checked, words, columns, shares):
        passed += met
        checked.dataset.tell("checking claims", passed, total)
        rows: dict[str, list[Row]] = defaultdict(list)
        for table, row, label, spans in claims:
            rows[table].append(row)
            rows["claims"].append(shared[table].claim(row, label))
            if "evidence" in columns:
                rows["evidence"] += shared[table].evidence(row, spans)
        for table, its in rows.items():
            insert(connection, table, its, sound)
        insert(connection, "links", [tuple(map(link.get, links)) for link in stated])
    connection.execute(_statement("claim_links", 'SELECT * FROM "links" WHERE true ORDER BY "id", rowid', sound))
    connection.execute('DROP TABLE "links"')


def insert(connection: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]], sound: bool = True) -> None:
    """Insert the rows; of two with one id the first. Rows that are not `sound` are left out where a check refuses them:
    their problems are told already. A sound row that a check refuses is a mistake of ours and must not go unnoticed."""
    if rows:
        connection.executemany(_statement(table, f"VALUES ({', '.join('?' * len(rows[0]))})", sound), rows)


def _statement(table: str, values: str, sound: bool) -> str:
    once = "" if table == "links" else 'ON CONFLICT ("id") DO NOTHING'
    return f'{"INSERT" if sound else "INSERT OR IGNORE"} INTO "{table}" {values} {once}'
