"""What can be compared: a database, a release, the folder of a project, a CSV file, a git revision of the data."""

import csv
import io
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from curate.publish.archive import Damaged, unpacked
from curate.publish.compare import Cells, Rows
from curate.publish.reading import read_only

if TYPE_CHECKING:
    from curate.model.project import Project

Version = dict[str, Rows]
#: Facts in `build` that say by what rules rows were read and checked.
_MADE_BY = ("curate version", "schema hash", "warnings")


class NoVersion(Exception):
    """There is nothing to compare under that name."""


def read_version(name: str, project: Path) -> Version:
    """The tables of a version, by name.

    Raises:
        NoVersion: it is none of the above, or cannot be read or built.
    """
    path = Path(name)
    if path.is_file() and path.suffix.lower() == ".csv":
        return {"records": read_csv(path)}
    if path.is_file() and path.suffix.lower() == ".zip":
        return _zipped(path)
    if path.is_file():
        return read_database(path)
    if path.is_dir() and (path / "pyproject.toml").exists():
        from curate.model.project import find_project

        return _built(find_project(path), name)
    if path.is_dir():
        return _released(path, name)
    return _revision(name, project)


def read_database(path: Path, name: str = "") -> Version:
    """Every table that has an `id`, search indexes aside; then by what rules they were made and checked, as tables too:
    `views` and `rules` with their SQL, and `made by` with versions and settings.

    Raises:
        NoVersion: the file is no SQLite database.
    """
    connection = read_only(path)
    try:
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        )
        tables = {}
        for (table,) in found.fetchall():
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            if "id" in columns:
                at = columns.index("id")
                tables[table] = Rows(columns, {str(row[at]): row for row in cursor})
        return tables | _rules(connection)
    except sqlite3.DatabaseError as error:
        raise NoVersion(
            f"{name or path}: {error}; name an SQLite database, a CSV file, a folder or a git revision"
        ) from None
    finally:
        connection.close()


def _rules(connection: sqlite3.Connection) -> Version:
    told = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
    found = {"views": [(name, " ".join(sql.split())) for name, sql in told]}
    if connection.execute("SELECT 1 FROM pragma_table_info('build') WHERE name = 'key'").fetchone():
        facts = connection.execute("SELECT key, value FROM build").fetchall()
        found["rules"] = [(key.removeprefix("rule "), sql) for key, sql in facts if key.startswith("rule ")]
        found["made by"] = [fact for fact in facts if fact[0] in _MADE_BY]
    return {name: Rows(["id", "text"], {row[0]: row for row in rows}) for name, rows in found.items() if rows}


def read_csv(path: Path) -> Rows:
    """A CSV file with a column `id`; a second line of HXL tags is no record, nor is a row of empty cells.

    Raises:
        NoVersion: there is no such column, or an id stands in two rows.
    """
    try:
        reader = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        columns, *rows = list(reader)
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        raise NoVersion(f"{path}: {error}; save it as CSV in UTF-8 with a header") from None
    if "id" not in columns:
        raise NoVersion(f"{path} has no column `id`; records are compared by it")
    tagged = bool(rows and any(rows[0]) and all(not cell or cell.startswith("#") for cell in rows[0]))
    rows = rows[tagged:]
    at = columns.index("id")
    found: dict[str, Cells] = {row[at]: row for row in rows if len(row) == len(columns) and any(row)}
    if len(found) < sum(map(any, rows)):
        raise NoVersion(f"{path}: {_odd(rows, len(columns), at, 2 + tagged)}")
    return Rows(columns, found)


def _odd(rows: list[list[str]], width: int, at: int, first: int) -> str:
    """What is wrong with the first row that is no record of its own."""
    seen = set()
    for n, row in enumerate(rows, start=first):
        if not any(row):
            continue
        if len(row) != width:
            return f"row {n} has {len(row)} cells and the header {width}"
        if row[at] in seen:
            return f"row {n} has the id {row[at]!r}, which was there before"
        seen.add(row[at])
    raise AssertionError("no row is odd")


def _released(folder: Path, name: str) -> Version:
    databases = sorted(folder.glob("*.db"))
    if len(databases) != 1:
        raise NoVersion(f"{name} holds {len(databases)} databases; name a release (its folder or zip), or one database")
    return read_database(databases[0], f"{name}: {databases[0].name}")


def _zipped(path: Path) -> Version:
    """A release only: a project in a zip from elsewhere is never built, since that runs its code."""
    try:
        with unpacked(path) as folder:
            return _released(folder, str(path))
    except Damaged as error:
        raise NoVersion(f"{path} cannot be unpacked: {error}; get it again from where it was published") from None


def _built(project: "Project", name: str) -> Version:
    from curate.load.build import build_aside  # late: comparing two files needs nothing of it

    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "built.db"
        if build_aside(project, built).problems.has_errors:
            raise NoVersion(f"{name} does not build; run `curate validate` there")
        return read_database(built)


def _revision(name: str, project: Path) -> Version:
    """Build the data of a git revision aside, with the texts that are at hand."""
    from curate.model.project import find_project
    from curate.model.settings import ProjectError

    try:
        here = find_project(project)
    except ProjectError as error:
        raise NoVersion(f"{name} is no file or folder, and {error}") from None
    if not shutil.which("git"):
        raise NoVersion(f"{name} is no file and no folder, and git is not here to look for a revision; install git")
    command = ["git", "-C", str(here.root), "archive", "--format=zip", name, "--", "."]
    # git would take a name such as --output=FILE for an option, and write the file
    done = None if name.startswith("-") else subprocess.run(command, capture_output=True, check=False)
    if done is None or done.returncode:
        raise NoVersion(f"{name} is no file, no folder and no git revision; name one of these")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder)
        there = find_project(Path(folder))
        if here.texts_folder.is_dir() and not there.texts_folder.exists():
            there.texts_folder.symlink_to(here.texts_folder)
        return _built(there, name)
