"""What the project's SQL and metadata.yml ask for, tried on tables that are empty, before a large one is filled."""

import sqlite3

from curate.load.described import check_metadata
from curate.load.sql import compute_columns, create_views, execute_rule, statements
from curate.load.tables import create_table, table_columns
from curate.model.problems import Problems
from curate.model.project import Project


def try_out(project: Project, problems: Problems) -> set[tuple[str, str]]:
    """Which columns of which tables rules and computed columns read, be it through views.

    SQLite tells what it reads while it prepares a statement. What metadata.yml asks for in vain is a problem.

    Raises:
        SchemaError: the SQL of a view, rule or computed column does not work.
        ProjectError: metadata.yml cannot be read.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for table, its in table_columns(project.schema).items():
        connection.execute(create_table(table, its))
    create_views(connection, project)
    check_metadata(connection, project, problems)
    read: set[tuple[str, str]] = set()

    def note(action: int, table: str | None, column: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ:
            read.add((table or "", column or ""))
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    compute_columns(connection, project.schema)
    for rule in statements(project.schema_folder / "rules"):
        execute_rule(connection, project, rule, "EXPLAIN ")
    connection.close()
    return read
