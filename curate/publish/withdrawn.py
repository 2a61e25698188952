"""Tombstones: records that were published once and are gone. Their ids are never used again.

`withdrawn.csv` in the project's folder has the columns table, id, reason and date; releases carry it along.
"""

import csv
import io
from pathlib import Path
from typing import NamedTuple

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.project import Project
from curate.model.settings import ProjectError, read_own
from curate.publish.allow import Allowed
from curate.publish.versions import read_database

FILE = "withdrawn.csv"


class Withdrawn(NamedTuple):
    """A record that is gone, why, and since when."""

    table: str
    id: str
    reason: str
    date: str
    line: int


def withdrawn(root: Path) -> list[Withdrawn]:
    """The tombstones of a project.

    Raises:
        ProjectError: the file cannot be read, or lacks a column.
    """
    if not (root / FILE).is_file():
        return []
    reader = csv.DictReader(io.StringIO(read_own(root / FILE, FILE), newline=""))
    if lacking := {"table", "id", "reason", "date"} - set(reader.fieldnames or ()):
        raise ProjectError(f"{FILE}:1:1: header: there is no column {', '.join(sorted(lacking))}; add it")
    return [Withdrawn(row["table"], row["id"], row["reason"], row["date"], reader.line_num) for row in reader]


def check_withdrawn(project: Project, last: Path | None, staged: Path, allowed: Allowed, problems: Problems) -> None:
    """No published record is gone without a reason, and no id of a withdrawn one is used again.

    What a policy leaves out now is not gone, and an id that spells a name withheld now is not told again.
    """
    graves, now = withdrawn(project.root), read_database(staged / f"{project.name}.db")
    for grave in graves:
        if grave.table in now and grave.id in now[grave.table].rows:
            hint = "give the new record another id: who cited the old one would find something else"
            problems.add(Spot(FILE, grave.line), "id-used-again", f"{grave.id} was withdrawn and is there again", hint)
    buried = {(grave.table, grave.id) for grave in graves}
    before = read_database(last / f"{project.name}.db") if last else {}
    for table, kind in project.schema.written.items():
        if table == "claim_links" or table not in before:
            continue
        gone = before[table].rows.keys() - (now[table].rows.keys() if table in now else set())
        scope = "claims" if kind.is_claim else table
        for id_ in sorted(gone):
            if (table, id_) not in buried and (scope, id_) not in allowed.out and not allowed.redactor.in_id(id_):
                hint = f"say why: add the line `{table},{id_},REASON,DATE` to {FILE}"
                problems.add(Spot(FILE), "gone", f"{id_} of {table} was in the last release and is gone", hint)
