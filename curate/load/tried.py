"""What the project's SQL and metadata.yml ask for, tried on tables that are empty, before a large one is filled."""

import re
import sqlite3

from curate.load.claim_views import views
from curate.load.described import check_metadata
from curate.load.indexes import create_indexes
from curate.load.search import fill_search
from curate.load.sql import compute_columns, create_views, execute_rule, statements
from curate.load.tables import create_table, table_columns
from curate.model.problems import Problems
from curate.model.schema import LoadedProject

#: Joins whose columns SQLite does not tell of.
_JOINED = re.compile(r"\b(?:using|natural)\b", re.IGNORECASE)


def try_out(project: LoadedProject, problems: Problems) -> set[tuple[str, str]]:
    """Which columns of which tables rules and computed columns read, be it through views.

    SQLite tells what it reads while it prepares a statement. What metadata.yml asks for in vain is a problem.

    Raises:
        SchemaError: the SQL of a view, rule or computed column does not work.
        ProjectError: metadata.yml cannot be read.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    columns = table_columns(project.schema)
    for table, its in columns.items():
        connection.execute(create_table(table, its))
    fill_search(connection, columns)
    create_views(connection, project, views(project))
    asked_in_vain = check_metadata(connection, project)
    problems.extend(asked_in_vain)
    if not asked_in_vain.has_errors:
        create_indexes(connection, project)  # no view may have the name of one
    read: set[tuple[str, str]] = set()

    def note(action: int, table: str | None, column: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ:
            read.add(((table or "").lower(), column or ""))
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    compute_columns(connection, project)
    asked = statements(project, "rules")
    for rule in asked:
        execute_rule(connection, project, rule, "EXPLAIN ")
    connection.close()
    if any(_JOINED.search(each.sql) for each in [*asked, *views(project)]):
        return {(table, column.name) for table, its in columns.items() for column in its}
    return read
