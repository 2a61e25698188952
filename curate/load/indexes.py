"""Indexes: on every reference and facet, and those that let a page of a million rows open at once.

A facet counts its values under whatever filters are set. SQLite does so in one pass if an index is led by the facet's
column, so that equal values stand together, and holds all that the filters ask for. So each facet that a page shows has
an index that goes on with the order of the page and with all other facets shown: any of them, filtered by any others,
is counted from an index alone, and a page under a filter comes in order without sorting.
"""

import sqlite3
from typing import Any

from curate.load.metadata import metadata
from curate.load.tables import table_columns
from curate.model.column import Column
from curate.model.project import Project


def create_indexes(connection: sqlite3.Connection, project: Project) -> None:
    """Make every index.

    Raises:
        ProjectError: metadata.yml, which says what pages show, cannot be read.
    """
    shown = metadata(project)["databases"][project.name]["tables"]
    for table, columns in table_columns(project.schema).items():
        for names in indexed(columns, shown[table]):
            listed = ", ".join(f'"{name}"' for name in names)
            connection.execute(f'CREATE INDEX "{table}_{names[0]}" ON "{table}" ({listed})')


def indexed(columns: list[Column], shown: dict[str, Any]) -> list[list[str]]:
    """The columns of each index of a table, of which `shown` is the metadata."""
    after_id = columns[1:]
    facets = [c.name for c in after_id if c.name in (shown.get("facets") or [])]
    order = [c for c in after_id if c.name in (shown.get("sort"), shown.get("sort_desc"))]
    # Ids are long, and rows of one source or claim few: these are sorted when asked for.
    brief = [c.name for c in order if not c.references]
    single = [c.name for c in after_id if c.references or c.facet or c in order or c.name in facets]
    return [list(dict.fromkeys([name, *brief, *facets])) if name in facets else [name] for name in single]


def analyze(connection: sqlite3.Connection) -> None:
    """Tell SQLite how often the values of each index repeat, or it takes every filter for one that leaves few rows."""
    connection.execute("PRAGMA analysis_limit = 100000")  # as good as counting all, in a sixth of the time
    connection.execute("ANALYZE")
