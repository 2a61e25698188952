"""The grid on which each record's generalised coordinates were first published: it never changes.

Points of one place on grids of different widths, from several releases, would together narrow down where it is.
`published_grids.csv` in the project's folder has the columns table, id, field (that of the radius) and radius_km.
`curate release` adds to it; it is not published.
"""

import csv
import io
import math
from collections.abc import Iterable
from pathlib import Path

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.schema import Schema
from curate.model.settings import read_own
from curate.publish.checks import GRID, HEADER
from curate.publish.versions import Version
from curate.read.csv import read_lines

FILE = "published_grids.csv"
_COLUMNS = ["table", "id", "field", "radius_km"]
#: Table, id and field of a radius to that radius in kilometres.
Grids = dict[tuple[str, str, str], float]


def read_grids(root: Path, problems: Problems) -> Grids:
    """The grids that were published; a problem for each line that cannot be read.

    Raises:
        ProjectError: the file is not UTF-8.
    """
    if not (root / FILE).is_file():
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


def grids_of(release: Version, schema: Schema) -> Grids:
    """The grids of a release, as far as it tells the radius: for a project whose file of grids is lost."""
    found: Grids = {}
    for kind in schema.written.values():
        rules = [(name, key.policy.by) for name, key in kind.keys.items() if key.policy and key.policy.by]
        if rules and kind.table in release:
            table = release[kind.table]
            for row in table.rows.values():
                values = dict(zip(table.columns, row, strict=True))
                for name, by in rules:
                    if values.get(name) is not None and (width := _width(str(values.get(by)))) is not None:
                        found[kind.table, str(values["id"]), by] = width
    return found


def as_csv(grids: Iterable[tuple[tuple[str, str, str], float]]) -> bytes:
    """The file that states these grids."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([*record, f"{radius:.15g}"] for record, radius in sorted(grids))
    return made.getvalue().encode()
