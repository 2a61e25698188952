"""Indexes: on every reference and facet, and those that let a page of a million rows open at once.

A facet counts its values under whatever filters are set. SQLite does so in one pass if an index is led by the facet's
column, so that equal values stand together, and holds all that the filters ask for. So each facet that a page shows has
an index that goes on with the order of the page and with all other facets shown: any of them, filtered by any others,
is counted from an index alone. The order itself has an index with the id, by which Datasette tells rows that are equal.
"""

import sqlite3
from typing import Any

from curate.load.metadata import metadata
from curate.load.tables import Columns, table_columns
from curate.model.column import Column
from curate.model.schema import LoadedProject


def create_indexes(connection: sqlite3.Connection, project: LoadedProject) -> None:
    """Make every index, named by its table and first column.

    Raises:
        ProjectError: metadata.yml, which says what pages show, cannot be read.
    """
    shown = metadata(project)["databases"][project.name]["tables"]
    for table, columns in table_columns(project.schema).items():
        for name, terms in indexed(columns, shown[table]).items():
            connection.execute(f'CREATE INDEX "{table}_{name}" ON "{table}" ({", ".join(terms)})')


def index_references(connection: sqlite3.Connection, tables: Columns) -> None:
    """Index what rules and computed columns join."""
    for table, columns in tables.items():
        for column in columns:
            if column.references:
                connection.execute(f'CREATE INDEX "{table}_{column.name}" ON "{table}" ("{column.name}")')


def indexed(columns: list[Column], shown: dict[str, Any]) -> dict[str, list[str]]:
    """What to index of a table whose metadata is `shown`: the first column, and all columns as SQL has them."""
    key, *others = columns
    facets = [c.name for c in others if c.name in (shown.get("facets") or [])]
    down = shown.get("sort_desc")
    order = [c for c in others if c.name in (shown.get("sort"), down)]
    # Rows of one source or claim are few: they are sorted when asked for.
    brief = [c.name for c in order if not c.references]
    found = {c.name: [f'"{c.name}"'] for c in others if c.references or c.facet}
    found |= {name: [f'"{name}" DESC' if name == down else f'"{name}"', f'"{key.name}"'] for name in brief}
    return found | {name: [f'"{each}"' for each in dict.fromkeys([name, *brief, *facets])] for name in facets}


def analyze(connection: sqlite3.Connection) -> None:
    """Tell SQLite how often the values of each index repeat, or it takes every filter for one that leaves few rows."""
    connection.execute("PRAGMA analysis_limit = 100000")  # as good as counting all, in a sixth of the time
    connection.execute("ANALYZE")
