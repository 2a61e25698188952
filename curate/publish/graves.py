"""Tombstones: records that were published once and are gone. Their ids are never used again.

`withdrawn.csv` in the project's folder has the columns table, id, reason and date; releases carry it along.
"""

from collections.abc import Container, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.settings import read_own
from curate.publish.checks import HEADER, TOMBSTONE
from curate.read.csv import read_lines

FILE = "withdrawn.csv"
_COLUMNS = ("table", "id", "reason", "date")


class Grave(NamedTuple):
    """A record that is gone, why, and since when."""

    spot: Spot
    table: str
    id: str
    reason: str
    date: str


def read_graves(folder: Path, problems: Problems) -> list[Grave]:
    """The tombstones of a project or a release. Lines that cannot be read are problems.

    Raises:
        ProjectError: the file is not UTF-8.
    """
    if not (folder / FILE).is_file():
        return []
    lines = list(read_lines(read_own(folder / FILE, FILE), FILE, problems))
    columns = lines[0].cells if lines else []
    if lacking := [name for name in _COLUMNS if name not in columns]:
        what = f"there is no column {', '.join(lacking)}"
        problems.add(Spot(FILE), HEADER, what, f"write {','.join(_COLUMNS)} into the first line")
        return []
    rows = [(dict(zip(columns, line.cells, strict=False)), line.spot) for line in lines[1:]]
    return [Grave(spot, *(row.get(name, "").strip() for name in _COLUMNS)) for row, spot in rows]


def check_graves(graves: list[Grave], tables: Container[str], problems: Problems) -> None:
    """A problem for each line of withdrawn.csv that does not tell which record is gone, why and since when."""
    for grave in graves:
        if faults := list(_faults(grave, tables)):
            hint = "write the record's table and id, a reason, and a date such as 2024-12-01"
            problems.add(grave.spot, TOMBSTONE, ", ".join(faults), hint)


def _faults(grave: Grave, tables: Container[str]) -> Iterator[str]:
    yield from (f"there is no {name}" for name in _COLUMNS if not getattr(grave, name))
    if grave.table and grave.table not in tables:
        yield f"there is no table {grave.table!r}"
    if grave.date and not _is_date(grave.date):
        yield f"{grave.date!r} is no date"


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
