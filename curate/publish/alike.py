"""That CSV, JSON lines, Parquet and GeoJSON of a release hold what its database does."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Container
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from curate.load.tables import Columns
from curate.model.problem import Spot
from curate.model.spreadsheet import defuse
from curate.publish.geojson import Rows as Places
from curate.publish.geojson import as_geojson, located
from curate.publish.verified import Verified
from curate.read.jsonl import unique

Rows = list[tuple[Any, ...]]


def check_tables(
    connection: sqlite3.Connection, columns: Columns, folder: Path, listed: Container[str], found: Verified
) -> None:
    """A fault for each file of a table that does not hold its rows, or is not there."""
    formats = {"csv": _in_csv, "jsonl": _in_jsonl}
    if (folder / "parquet").is_dir() and find_spec("pyarrow"):
        formats["parquet"] = _in_parquet
    elif (folder / "parquet").is_dir():
        what, hint = "these files were not compared with the database", "run pip install pyarrow first"
        found.problems.add(Spot("parquet"), "not-compared", what, hint, "note")
    for table, its in columns.items():
        names = [column.name for column in its]
        selected = ", ".join(f'"{name}"' for name in names)
        rows = connection.execute(f'SELECT {selected} FROM "{table}" ORDER BY 1').fetchall()
        found.rows += len(rows)
        for kind, holds in formats.items():
            name = f"{kind}/{table}.{kind}"
            if not (folder / name).is_file():
                if name not in listed:  # else it is told already
                    found.fault(name, "missing", f"there is no such file of {table}")
            elif not _true(holds, folder / name, names, rows):
                what = f"the file and the table {table} of the database do not hold the same"
                found.fault(name, "differs", what)


def check_places(database: Path, folder: Path, found: Verified) -> None:
    """A fault for each GeoJSON file that does not hold the rows of its table or view."""
    for name, rows in located(database).items():
        file = f"geojson/{name}.geojson"
        if (folder / file).is_file() and not _true(_in_geojson, folder / file, rows):
            found.fault(file, "differs", f"the file and {name} of the database do not hold the same")


def _true(holds: Callable[..., bool], *what: Any) -> bool:
    """Whether a file holds something; one that is damaged so that nobody can read it does not."""
    try:
        return holds(*what)
    except (csv.Error, ValueError, LookupError, TypeError, AttributeError, OSError):
        return False


def _in_csv(path: Path, names: list[str], rows: Rows) -> bool:
    header, *lines = csv.reader(io.StringIO(path.read_bytes().decode("utf-8", "replace"), newline=""))
    shown = [["" if cell is None else str(defuse(cell)) for cell in row] for row in rows]
    return header == names and lines == shown


def _in_jsonl(path: Path, names: list[str], rows: Rows) -> bool:
    records = [json.loads(line, object_pairs_hook=unique) for line in path.read_bytes().decode().split("\n") if line]
    return len(records) == len(rows) and all(
        record == {name: _nested(cell, record[name]) for name, cell in zip(names, row, strict=True)}
        for record, row in zip(records, rows, strict=True)
    )


def _nested(cell: Any, said: Any) -> Any:
    """A cell as JSON lines say it: the database holds arrays and objects as texts."""
    return json.loads(cell) if isinstance(said, (list, dict)) else cell


def _in_parquet(path: Path, names: list[str], rows: Rows) -> bool:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        return bool(file.read().to_pylist() == [dict(zip(names, row, strict=True)) for row in rows])


def _in_geojson(path: Path, rows: Places) -> bool:
    return bool(json.loads(path.read_bytes()) == json.loads(as_geojson(rows)))
