"""The database of a release: a new file that never held anything but what is allowed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curate.check.checked import Checked
from curate.load.database import fill
from curate.load.tables import table_columns
from curate.model.column import Column
from curate.publish.reading import read_only

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """A table as it is published: its columns, its rows by id, and what it is about."""

    name: str
    columns: list[Column]
    rows: list[Row]
    description: str = ""

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [column.name for column in self.columns]

    def records(self) -> Iterator[dict[str, Any]]:
        """The rows as mappings."""
        return (dict(zip(self.names, row, strict=True)) for row in self.rows)


def export(path: Path, allowed: Checked, facts: dict[str, str]) -> None:
    """Write the database with further facts in `build`.

    Raises:
        SchemaError: a view or computed column needs a private one.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        fill(connection, path, allowed, rules=False)
        connection.executemany('INSERT INTO "build" (key, value) VALUES (?, ?)', sorted(facts.items()))
        for table, rows in _counts(allowed).items():
            written = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            assert written == rows, f"{table} holds {written} rows of {rows}"
    finally:
        connection.close()


def _counts(allowed: Checked) -> dict[str, int]:
    """How many rows the tables of records must have."""
    claims = list(allowed.claims())
    spans = sum(len(claim.spans) for claim in claims)
    every = {table: len(records) for table, records in allowed.records.items() if records}
    return every | {"claims": len(claims), "evidence": spans, "claim_links": len(allowed.links)}


def read_tables(path: Path, allowed: Checked) -> list[Table]:
    """Every table of the database that was written, in the order in which references point back."""
    schema = allowed.dataset.project.schema
    connection = read_only(path)
    try:
        return [
            Table(
                name,
                columns,
                connection.execute(f'SELECT {_list(columns)} FROM "{name}" ORDER BY 1').fetchall(),
                schema.kinds[name].description if name in schema.kinds else "Which records go together, and how.",
            )
            for name, columns in table_columns(schema).items()
        ]
    finally:
        connection.close()


def _list(columns: list[Column]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)
