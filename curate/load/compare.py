"""Whether a database is what a project's files give: built anew beside it, and compared."""

import filecmp
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from curate.load.build import build_aside
from curate.load.content import content_hash
from curate.load.tables import Columns, table_columns
from curate.model.column import Column
from curate.model.counted import counted
from curate.model.problems import Problems
from curate.model.progress import Tell, silent
from curate.model.project import Project

#: How many ids of rows that differ are named.
_SHOWN = 3


@dataclass
class Compared:
    """What comparing found: differences mean that the database is not what the files give; notes do not."""

    problems: Problems
    differences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compare(project: Project, database: Path, tell: Tell = silent) -> Compared:
    """Build from the project's files beside the database and compare the two.

    Raises:
        OSError, sqlite3.OperationalError: there is no room to build, or the file cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.db"
        checked = build_aside(project, fresh, tell)
        compared = Compared(checked.problems)
        if not checked.problems.has_errors:
            tell("comparing", 0, 0)
            if filecmp.cmp(fresh, database, shallow=False):
                compared.notes.append("the same, byte for byte")
            else:
                _compare(compared, table_columns(checked.dataset.project.schema), fresh, database)
        return compared


def _compare(compared: Compared, tables: Columns, fresh: Path, database: Path) -> None:
    connection = sqlite3.connect(fresh, uri=True)  # for the one that is attached
    try:
        connection.execute("ATTACH ? AS theirs", (f"{database.resolve().as_uri()}?mode=ro",))
        for (found,) in connection.execute("PRAGMA theirs.integrity_check(1)"):
            if found != "ok":
                compared.differences.append(f"the file is damaged: {found}")
                return
        if different := list(_shapes(connection)):
            compared.differences += different
            return
        _compare_rows(compared, connection, tables)
    except sqlite3.DatabaseError as error:
        compared.differences.append(f"it cannot be read: {error}")
    finally:
        connection.close()


def _shapes(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables, views and indexes that only one of the two has, or that are not alike."""
    select = "SELECT type, name, sql FROM {}.sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
    for ours, theirs, what in (("main", "theirs", "is not in it"), ("theirs", "main", "is not of this schema")):
        query = f"{select.format(ours)} EXCEPT {select.format(theirs)}"
        yield from (f"the {type_} {name!r} {what}" for type_, name, _ in connection.execute(query).fetchall())


def _compare_rows(compared: Compared, connection: sqlite3.Connection, tables: Columns) -> None:
    columns = {table: [c for c in its if not c.found] for table, its in tables.items()}
    stated = dict(connection.execute("SELECT key, value FROM theirs.build")).get("content hash")
    ours, theirs = content_hash(connection, tables), content_hash(connection, tables, "theirs")
    if stated != theirs:
        compared.differences.append(f"its rows were changed after it was built: it states content hash {stated}")
    if ours != theirs:
        compared.differences.append(f"its content hash is {theirs}, and the files give {ours}")
        for table, its in columns.items():
            if table not in ("build", "findings"):
                compared.differences += _rows(connection, table, its)
        return
    compared.notes.append(f"the same content, with hash {ours}")
    compared.differences += [*_facts(connection), *_words(connection, tables)]
    _compare_outcomes(compared, connection, tables)


def _facts(connection: sqlite3.Connection) -> Iterator[str]:
    """By which rules and versions it says that it was built, the version of SQLite and what texts show aside."""
    query = """SELECT key FROM (SELECT key, value FROM {} EXCEPT SELECT key, value FROM {})
               WHERE key NOT IN ('sqlite version', 'rows in findings')"""
    keys = {key for a, b in (("main", "theirs"), ("theirs", "main"))
            for (key,) in connection.execute(query.format(f"{a}.build", f"{b}.build"))}  # fmt: skip
    yield from (f"build: what it says of “{key}” is not what the files give" for key in sorted(keys))


def _words(connection: sqlite3.Connection, tables: Columns) -> Iterator[str]:
    """Tables whose search finds other words, or finds them in another number of rows."""
    for table in (table for table, its in tables.items() if any(c.full_text for c in its)):
        for name in ("main", "theirs"):
            connection.execute(f'CREATE VIRTUAL TABLE temp."of_{name}" USING fts5vocab({name}, "{table}_fts", row)')
        query = "SELECT 1 FROM (SELECT term, doc FROM {} EXCEPT SELECT term, doc FROM {}) LIMIT 1"
        both = ("of_main", "of_theirs"), ("of_theirs", "of_main")
        if any(connection.execute(query.format(*pair)).fetchone() for pair in both):
            yield f"{table}: its search finds other words than its rows hold"
        connection.execute("DROP TABLE temp.of_main")
        connection.execute("DROP TABLE temp.of_theirs")


def _rows(connection: sqlite3.Connection, table: str, columns: list[Column]) -> Iterator[str]:
    names = ", ".join(f'"{c.name}"' for c in columns)
    for left, right, what in (("main", "theirs", "should be in it"), ("theirs", "main", "should not be in it")):
        query = f'SELECT {names} FROM {left}."{table}" EXCEPT SELECT {names} FROM {right}."{table}"'
        if ids := [str(row[0]) for row in connection.execute(query)]:
            shown = ", ".join(ids[:_SHOWN]) + (", …" if len(ids) > _SHOWN else "")
            yield f"{table}: {counted(len(ids), 'row')} {what} as it stands: {shown}"


def _compare_outcomes(compared: Compared, connection: sqlite3.Connection, tables: Columns) -> None:
    """What comparing evidence with texts found, as far as the texts are at hand here and were there; findings."""
    absent = False
    for table, its in tables.items():
        for column in (c for c in its if c.found):
            ours, theirs = (f"nullif({name}.\"{column.name}\", 'unavailable')" for name in ("a", "b"))
            both = f'FROM main."{table}" AS a JOIN theirs."{table}" AS b USING (id) WHERE {ours} IS NOT {theirs}'
            for id_, here, there in connection.execute(f"SELECT id, {ours}, {theirs} {both}").fetchall():
                if here is None or there is None:
                    absent = True
                else:
                    compared.differences.append(f"{table}: {column.name} of {id_} is {there}, and found here {here}")
    if absent:
        compared.notes.append("texts are at hand here or were there, not both: what they show was not compared")
    else:
        compared.differences += _rows(connection, "findings", tables["findings"])
