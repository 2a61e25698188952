"""What can be compared: a database, a release, the folder of a project, a CSV file, a git revision of the data."""

import csv
import io
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from curate.publish.archive import Damaged, unpacked
from curate.publish.compare import Cells, Rows
from curate.publish.sums import SUMS
from curate.publish.untrusted.budget import Budget, OverBudget, Refused
from curate.publish.untrusted.database import Strange, strange
from curate.publish.untrusted.folder import Folder, open_regular

if TYPE_CHECKING:
    from curate.model.project import Project

Version = dict[str, Rows]
#: Facts in `build` that say by what rules rows were read and checked.
_MADE_BY = ("curate version", "schema hash", "warnings")


class NoVersion(Refused):
    """There is nothing to compare under that name."""


@contextmanager
def at_hand(name: str, project: Path) -> Iterator[Path]:
    """A file or folder that `read` takes: the one named so, or the database of a project or revision, built aside.

    Raises:
        NoVersion: there is none, or it cannot be built.
    """
    path = Path(name)
    with tempfile.TemporaryDirectory() as folder:
        # A release is never built, whatever lies in its folder: that would run code of whoever made it.
        if (path / "pyproject.toml").exists() and not (path / SUMS).exists():
            from curate.model.project import find_project

            path = _built(find_project(path), name, Path(folder))
        elif not path.exists():
            path = _revision(name, project, Path(folder))
        yield path


def read_version(name: str, project: Path) -> Version:
    """The tables of a version, by name.

    Raises:
        NoVersion: it is none of the above, or cannot be read or built.
        OverBudget: it is too large.
    """
    with at_hand(name, project) as path:
        return read(path, name, Budget.of([path]))


def read(path: Path, name: str, budget: Budget) -> Version:
    """The tables of a file or of a release, which somebody called by a name.

    Raises:
        NoVersion: it is neither a database, a CSV file nor a release.
        OverBudget: it is too large.
    """
    try:
        if path.is_dir():
            return _released(path, name, budget)
        if path.suffix.lower() == ".csv":
            return {"records": read_csv(path)}
        if path.suffix.lower() == ".zip":
            return _zipped(path, name, budget)
        return read_database(path, name)
    except OverBudget as error:
        raise OverBudget(f"{name}: {error}") from None


def read_database(path: Path, name: str = "") -> Version:
    """Every table that has an `id`, search indexes and computed columns aside; then by what rules they were made and
    checked, as tables too: `views` and `rules` with their SQL, and `made by` with versions and settings.

    Raises:
        NoVersion: the file is no SQLite database.
    """
    try:
        with strange(path, follow=True) as opened:
            tables = {}
            for table in opened.tables:
                columns = [column for column, _, computed in opened.columns(table) if not computed]
                if "id" in columns and "_fts" not in table:
                    at = columns.index("id")
                    tables[table] = Rows(columns, {str(row[at]): row for row in opened.rows(table, columns)})
            return tables | _rules(opened)
    except (sqlite3.Error, OSError) as error:
        what = (isinstance(error, OSError) and error.strerror) or str(error)
        raise NoVersion(
            f"{name or path}: {what}; name an SQLite database, a CSV file, a folder or a git revision"
        ) from None


def _rules(opened: Strange) -> Version:
    connection = opened.connection
    told = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
    found = {"views": [(str(name), " ".join(str(sql).split())) for name, sql in told]}
    if "build" in opened.tables and {"key", "value"} <= {column for column, *_ in opened.columns("build")}:
        told = connection.execute("SELECT key, value FROM build").fetchall()
        facts = [(str(key), value) for key, value in told]
        found["rules"] = [(key.removeprefix("rule "), sql) for key, sql in facts if key.startswith("rule ")]
        found["made by"] = [fact for fact in facts if fact[0] in _MADE_BY]
    return {name: Rows(["id", "text"], {row[0]: row for row in rows}) for name, rows in found.items() if rows}


def read_csv(path: Path) -> Rows:
    """A CSV file with a column `id`; a second line of HXL tags is no record, nor is a row of empty cells.

    Raises:
        NoVersion: there is no such column, or an id stands in two rows.
    """
    try:
        with io.TextIOWrapper(open_regular(path, follow=True), "utf-8-sig", newline="") as file:
            columns, *rows = csv.reader(file)
    except (OSError, ValueError, csv.Error) as error:
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


def _released(folder: Path, name: str, budget: Budget) -> Version:
    inside = Folder.at(folder, budget)
    databases = [file for file in sorted(inside.sizes) if file.endswith(".db") and "/" not in file]
    if len(databases) != 1:
        raise NoVersion(f"{name} holds {len(databases)} databases; name a release (its folder or zip), or one database")
    return read_database(folder / databases[0], f"{name}: {databases[0]}")


def _zipped(path: Path, name: str, budget: Budget) -> Version:
    """A release only: a project in a zip from elsewhere is never built, since that runs its code."""
    try:
        with unpacked(path, budget) as folder:
            return _released(folder, name, budget)
    except Damaged as error:
        raise NoVersion(f"{name} cannot be unpacked: {error}; get it again from where it was published") from None


def _built(project: "Project", name: str, folder: Path) -> Path:
    from curate.load.build import build_aside  # late: comparing two files needs nothing of it

    if build_aside(project, folder / "built.db").problems.has_errors:
        raise NoVersion(f"{name} does not build; run `curate validate` there")
    return folder / "built.db"


def _revision(name: str, project: Path, folder: Path) -> Path:
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
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder / "revision")
    there = find_project(folder / "revision")
    if here.texts_folder.is_dir() and not there.texts_folder.exists():
        there.texts_folder.symlink_to(here.texts_folder)
    return _built(there, name, folder)
