"""The whole database from checked records."""

import hashlib
import json
import sqlite3
from typing import Any

from curate import __version__
from curate.check.dataset import Checked
from curate.load.rows import Values, all_rows, finding_rows
from curate.load.search import index_text
from curate.load.sql import compute_columns, create_views, run_rules
from curate.load.tables import create_table, table_columns
from curate.model.column import Column
from curate.model.jsonschema import schema_hash
from curate.read.fold import fold, needs_fold


def fill(connection: sqlite3.Connection, checked: Checked, rules: bool = True) -> None:
    """Make tables, rows, indexes, search and views, and add what the project's rules find to the problems.

    Without `rules`, neither these are run nor findings listed: what a release leaves out may be what they need.

    Raises:
        SchemaError: the SQL of a view, rule or computed column does not work.
    """
    project = checked.dataset.project
    columns = table_columns(project.schema)
    rows = all_rows(checked)
    for table, its in columns.items():
        connection.execute(create_table(table, its))
        if table in rows:
            _insert(connection, table, its, rows[table], sound=not checked.problems.has_errors)
    compute_columns(connection, project.schema)
    for table, its in columns.items():
        for column in its[1:]:
            if column.references or column.facet:
                connection.execute(f'CREATE INDEX "{table}_{column.name}" ON "{table}" ("{column.name}")')
        index_text(connection, table, its)
    create_views(connection, project)
    if rules and not checked.problems.has_errors:  # a rule sees records together, so each must be sound first
        run_rules(connection, project, checked.dataset.rows, checked.problems)
    if rules:
        _insert(connection, "findings", columns["findings"], list(finding_rows(checked.problems)))
    facts = sorted(_facts(connection, checked, columns).items())
    connection.executemany('INSERT INTO "build" (key, value) VALUES (?, ?)', facts)
    connection.execute("ANALYZE")


def _insert(
    connection: sqlite3.Connection, table: str, columns: list[Column], rows: list[Values], sound: bool = True
) -> None:
    """Insert the rows; of two with one id the first. Rows that are not `sound` are left out where a check refuses them:
    their problems are told already. A sound row that a check refuses is a mistake of ours and must not go unnoticed."""
    names = ", ".join(f'"{c.name}"' for c in columns)
    marks = ", ".join("?" * len(columns))
    insert = "INSERT" if sound else "INSERT OR IGNORE"
    connection.executemany(
        f'{insert} INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT ("id") DO NOTHING',
        (tuple(row.get(c.name) for c in columns) for row in rows),
    )


def _facts(connection: sqlite3.Connection, checked: Checked, columns: dict[str, list[Column]]) -> dict[str, str]:
    count = {t: connection.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in columns if t != "build"}
    return {
        "name": checked.dataset.project.name,
        "curate version": __version__,
        "sqlite version": sqlite3.sqlite_version,
        "schema hash": schema_hash(checked.dataset.project.schema),
        "content hash": content_hash(connection, columns),
        **{f"rows in {table}": str(n) for table, n in count.items()},
    }


def content_hash(connection: sqlite3.Connection, columns: dict[str, list[Column]], database: str = "main") -> str:
    """SHA-256 over all rows, sorted: the same with and without texts at hand, and in every version of SQLite.

    Left out are outcomes and offsets that comparing evidence with texts found, and findings, which may be such;
    evidence counts in its folded form, which is how it is compared.
    """
    digest = hashlib.sha256()
    for table in sorted(set(columns) - {"build", "findings"}):
        names = [c.name for c in columns[table] if not c.found]
        digest.update(json.dumps([table, names]).encode())
        select = ", ".join(f'"{name}"' for name in names)
        for row in connection.execute(f'SELECT {select} FROM {database}."{table}" ORDER BY "id"'):
            said = json.dumps(row, ensure_ascii=False)
            if "\\" in said or needs_fold(said):
                said = json.dumps([_comparable(v) for v in row], ensure_ascii=False)
            digest.update(said.encode())
    return digest.hexdigest()


def _comparable(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value
