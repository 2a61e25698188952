"""The project's SQL: views and rules, one a file, and columns computed once all rows are there."""

import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from curate.load.checks import SQL
from curate.model.check import Check, Level
from curate.model.declared import declared
from curate.model.kind import Kind
from curate.model.markers import Computed
from curate.model.problem import About, Problem, Spot
from curate.model.problems import Problems
from curate.model.project import Project
from curate.model.schema import LoadedProject, SchemaError
from curate.model.settings import read_own
from curate.read.row import Row

_COLUMN_NOTE = re.compile(r"\s*(?P<column>[a-z]\w*)(?: \((?P<table>\w+)\))?: (?P<meaning>.+)")


@dataclass(frozen=True)
class Statement:
    """One file: its name, what its leading comment says, and the SQL below. What curate makes itself has no file."""

    path: Path | None
    name: str
    description: str
    columns: dict[str, str]
    references: dict[str, str]
    sql: str

    @property
    def check(self) -> Check:
        """A rule as a check: its comment says what it finds and why."""
        return Check(self.name.replace("_", "-"), self.description, why="", fix="", may_warn=True)


def statements(project: Project, folder: str) -> list[Statement]:
    """The SQL files of a folder of the schema, by name.

    The leading comment is the description; its lines of the form `-- column: meaning` or `-- column (table): meaning`
    describe columns and say which table's rows they point to.

    Raises:
        ProjectError: a file is not UTF-8.
    """
    files = sorted((project.schema_folder / folder).glob("*.sql"))
    return [_statement(file, read_own(file, project.shown(file))) for file in files]


def _statement(path: Path, text: str) -> Statement:
    lines = text.splitlines()
    head = [line.removeprefix("--") for line in _leading(lines)]
    notes = [m for line in head if (m := _COLUMN_NOTE.fullmatch(line))]
    columns = {m["column"]: m["meaning"].strip() for m in notes}
    references = {m["column"]: m["table"] for m in notes if m["table"]}
    prose = " ".join(line.strip() for line in head if not _COLUMN_NOTE.fullmatch(line))
    sql = "\n".join(lines[len(head) :]).strip().rstrip(";")
    return Statement(path, path.stem, prose.strip(), columns, references, sql)


def _leading(lines: list[str]) -> list[str]:
    end = next((n for n, line in enumerate(lines) if not line.startswith("--")), len(lines))
    return lines[:end]


def create_views(
    connection: sqlite3.Connection, project: Project, views: Iterable[Statement], tried: bool = False
) -> None:
    """Make these views in this order; one may build on others before it.

    Views that were tried elsewhere may ask for columns that are not here.

    Raises:
        SchemaError: a file's SQL does not work.
    """
    for view in views:
        try:
            connection.execute(f'CREATE VIEW "{view.name}" AS\n{view.sql}')
            if not tried:
                connection.execute(f'SELECT * FROM "{view.name}" LIMIT 0')
        except sqlite3.Error as error:
            raise _refused(_spot(project, view), str(error)) from error


def computes(kind: Kind) -> bool:
    """Whether a kind has columns that are computed."""
    return any(key.marker(Computed) for key in kind.keys.values())


def compute_columns(connection: sqlite3.Connection, project: LoadedProject) -> None:
    """Fill the columns that are `Computed`.

    Raises:
        SchemaError: a column's SQL does not work.
    """
    for kind in project.schema.kinds.values():
        for name, key in kind.keys.items():
            if computed := key.marker(Computed):
                try:
                    connection.execute(f'UPDATE "{kind.table}" SET "{name}" = ({computed.sql})')
                except sqlite3.Error as error:
                    raise _refused(declared(project, kind, name), f"{kind.table}.{name}: {error}") from error


def run_rules(
    connection: sqlite3.Connection, project: Project, find: Callable[[str, str], Row | None], problems: Problems
) -> None:
    """Run the checks across records; each row they give is a finding. `find` gives the row of a kind and id.

    The project may name rules whose findings are warnings only (`warnings` in [tool.curate]).

    Raises:
        SchemaError: a rule's SQL does not work.
    """
    for rule in statements(project, "rules"):
        check = rule.check
        level: Level = "warning" if check.code in project.warnings else "error"
        for each in execute_rule(connection, project, rule):
            kind, id_, field, message = ("" if value is None else str(value) for value in each)
            row = find(kind, id_)
            spot = row.where(field) if row else _spot(project, rule)
            what, _, hint = (message or rule.description or rule.name).partition("; ")
            problems.add(spot, check, what, hint, level, About(kind, id_, field))


def execute_rule(connection: sqlite3.Connection, project: Project, rule: Statement, how: str = "") -> list[Any]:
    """The findings of a rule; SchemaError if its SQL does not work."""
    try:
        return connection.execute(f"{how}SELECT kind, id, field, message FROM ({rule.sql}\n)").fetchall()
    except sqlite3.Error as error:
        raise _refused(_spot(project, rule), str(error)) from error


def _spot(project: Project, statement: Statement) -> Spot:
    assert statement.path, statement.sql  # what curate makes itself works
    return Spot(project.shown(statement.path))


def _refused(spot: Spot, error: str) -> SchemaError:
    return SchemaError(Problem(spot, SQL, shorten(error, 300), "correct the SQL"))
