"""The grid on which each record's generalised coordinates were first published: it never changes.

Points of one place on grids of different widths, from several releases, would together narrow down where it is.
`published_grids.csv` in the project's folder has the columns table, id, field (that of the radius) and radius_km.
`curate release` adds to it; it is not published.
"""

import csv
import io
import math
from collections.abc import Iterable

from curate.check.checked import Checked
from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.schema import LoadedProject, Schema
from curate.model.settings import read_own
from curate.publish.checks import GRID, HEADER
from curate.publish.versions import Version
from curate.read.csv import read_lines

FILE = "published_grids.csv"
_COLUMNS = ["table", "id", "field", "radius_km"]
#: Table, id and field of a radius to that radius in kilometres.
Grids = dict[tuple[str, str, str], float]


def read_grids(project: LoadedProject, last: Version | None, problems: Problems) -> Grids:
    """The grids that were published; a problem for each line that cannot be read, and if the file is lost.

    Raises:
        ProjectError: the file is not UTF-8.
    """
    root = project.root
    if not (root / FILE).is_file():
        if last and _tells_generalised(last, project.schema):
            what = "the file is not there, and the last release has generalised coordinates"
            hint = "get it back from version control; on other grids, both releases would narrow places down"
            problems.add(Spot(FILE), GRID, what, hint)
        return {}
    lines = list(read_lines(read_own(root / FILE, FILE), FILE, problems))
    if not lines or lines[0].cells != _COLUMNS:
        problems.add(Spot(FILE), HEADER, "the columns are others", f"write {','.join(_COLUMNS)} into the first line")
        return {}
    found: Grids = {}
    for line in lines[1:]:
        table, id_, field, radius = (*line.cells, "", "", "", "")[:4]
        if (width := _width(radius)) is None:
            hint = "write the radius in kilometres that the record was first published with"
            problems.add(line.spot, GRID, f"radius_km is {radius!r}", hint)
        else:
            found[table, id_, field] = width
    return found


def _width(text: str) -> float | None:
    try:
        width = float(text)
    except ValueError:
        return None
    return width if math.isfinite(width) and width >= 0 else None


def check_grids(grids: Grids, published: Checked, problems: Problems) -> None:
    """A warning for each record whose grid is finer than its radius on file: it was first published too closely."""
    records = {(table, record.id): record for table, its in published.records.items() for record in its}
    for (table, id_, name), width in grids.items():
        record = records.get((table, id_))
        radius = record and _width(str(record.row.get(name)))
        if record and radius and radius > width:
            what = f"{id_} was first published on a grid of {width:g} km and stays on it; its {name} is {radius:g} now"
            hint = f"if that release was never made public, delete its line from {FILE}; else withhold the record"
            problems.add(record.row.where(name), GRID, what, hint, "warning")


def _tells_generalised(release: Version, schema: Schema) -> bool:
    """Whether a release tells a coordinate that the schema generalises."""
    for table, kind in schema.written.items():
        names = [name for name, key in kind.keys.items() if key.policy and key.policy.by]
        rows = release.get(table)
        at = [rows.columns.index(name) for name in names if name in rows.columns] if rows else []
        if rows and any(row[n] is not None for row in rows.rows.values() for n in at):
            return True
    return False


def as_csv(grids: Iterable[tuple[tuple[str, str, str], float]]) -> bytes:
    """The file that states these grids."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([*record, f"{radius:.15g}"] for record, radius in sorted(grids))
    return made.getvalue().encode()
