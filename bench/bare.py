"""The yardstick: parse the lines and insert them with `executemany`, checking nothing.

`python bench/bare.py PROJECT DATABASE` makes the same tables, indexes and search as `curate build`, and fills those
that hold claims: `casualty_claims`, `claims` and `evidence`.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from curate.load.indexes import analyze, create_indexes
from curate.load.search import search_table
from curate.load.tables import create_table, table_columns
from curate.model.project import find_project
from curate.model.schema import load_project


def load(root: Path, database: Path) -> None:
    """Load everything."""
    project = load_project(find_project(root))
    columns = table_columns(project.schema)
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("BEGIN")
    for table, its in columns.items():
        connection.execute(create_table(table, its))
    lines = (json.loads(line) for path in sorted(root.glob("data/extracted/*.jsonl")) for line in open(path, "rb"))
    while batch := list(islice(lines, 500)):
        _insert(connection, "casualty_claims", _CLAIM, map(_claim, batch))
        _insert(connection, "claims", _ANY_CLAIM, map(_any_claim, batch))
        _insert(connection, "evidence", _EVIDENCE, map(_evidence, batch))
    create_indexes(connection, project)
    for table, its in columns.items():
        if statement := search_table(table, its):
            connection.execute(statement)
            searched = ", ".join(f'"{c.name}"' for c in its if c.full_text)
            connection.execute(f'INSERT INTO "{table}_fts" (rowid, {searched}) SELECT rowid, {searched} FROM "{table}"')
    analyze(connection)
    connection.execute("COMMIT")
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, names: str, rows: Iterator[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(names.split()))
    connection.executemany(
        f'INSERT INTO "{table}" ("{names.replace(" ", chr(34) + ", " + chr(34))}") VALUES ({marks})', rows
    )


_FIELDS = (
    "id stance evidence origin extractor review_status period period_stated count_stated outcome victim_stated scope "
    "claimant_stated source claimant event victim"
)
_CLAIM = (
    _FIELDS.replace("source claimant event victim", "source_id claimant_id event_id victim_id")
    + " evidence_start evidence_end evidence_status start_date end_date date_precision year month"
)
_ANY_CLAIM = "id kind label source_id claimant_id stance start_date end_date evidence review_status"
_EVIDENCE = "id claim_id position source_id start end exact status"
_fields = itemgetter(*_FIELDS.split())


def _claim(line: dict[str, Any]) -> tuple[Any, ...]:
    period = line["period"]
    return (*_fields(line), *line["at"].split("-"), "verified", period, period, "day", period[:4], period[:7])


def _any_claim(line: dict[str, Any]) -> tuple[Any, ...]:
    label, day = f"{line['outcome']} {line['count_stated']} {line['victim_stated']}", line["period"]
    row = (line["id"], "casualty_claims", label, line["source"], line["claimant"], line["stance"], day, day)
    return (*row, line["evidence"], line["review_status"])


def _evidence(line: dict[str, Any]) -> tuple[Any, ...]:
    start, end = line["at"].split("-")
    return (f"{line['id']}-1", line["id"], 1, line["source"], start, end, line["evidence"], "verified")


if __name__ == "__main__":
    load(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
