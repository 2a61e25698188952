"""That CSV, JSON lines, Parquet and GeoJSON of a release hold what its database does.

All but GeoJSON is read row by row, so that it takes no more memory than the longest row.
"""

import csv
import io
import json
from collections.abc import Callable, Container, Iterator
from importlib.util import find_spec
from itertools import zip_longest
from typing import Any, BinaryIO

from curate.load.tables import Columns
from curate.model.problem import Spot
from curate.model.spreadsheet import defuse
from curate.publish.checks import DIFFERS, FORMAT_SKIPPED
from curate.publish.geojson import as_geojson
from curate.publish.untrusted.database import Strange, quoted
from curate.publish.untrusted.folder import Folder
from curate.publish.verified import Verified
from curate.read.checks import MISSING
from curate.read.jsonl import unique

Row = tuple[Any, ...]


def check_tables(opened: Strange, columns: Columns, folder: Folder, listed: Container[str], found: Verified) -> None:
    """A fault for each file of a table that does not hold its rows, or is not there."""
    formats: dict[str, Callable[..., bool]] = {"csv": _in_csv, "jsonl": _in_jsonl}
    if any(name.startswith("parquet/") for name in folder.sizes):
        if find_spec("pyarrow"):
            formats["parquet"] = _in_parquet
        else:
            what, hint = "these files were not compared with the database", "run pip install pyarrow first"
            found.problems.add(Spot("parquet"), FORMAT_SKIPPED, what, hint)
    for table, its in columns.items():
        names = [column.name for column in its]
        (count,) = opened.connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()
        found.rows += count
        files = {f"{kind}/{table}.{kind}": holds for kind, holds in formats.items()}
        if {"latitude", "longitude"} <= {*names} and (file := f"geojson/{table}.geojson") in folder:
            files[file] = _in_geojson
        for file, holds in files.items():
            if file in folder:
                if not _true(folder, file, holds, names, count, opened.rows(table, names, "ORDER BY 1")):
                    what = f"the file and the table {table} of the database do not hold the same"
                    found.fault(file, DIFFERS, what)
            elif file not in listed:  # else it is told already
                found.fault(file, MISSING, f"there is no such file of {table}")
    for file in folder.sizes:
        kind, _, name = file.partition("/")
        if kind in formats and name.removesuffix(f".{kind}") not in columns:
            found.fault(file, DIFFERS, "the database holds no such table")


def _true(folder: Folder, file: str, holds: Callable[..., bool], *what: Any) -> bool:
    """Whether a file holds something; one that is damaged so that nobody can read it does not."""
    try:
        with folder.open(file) as opened:
            return holds(opened, *what)
    except (
        csv.Error,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        OSError,
        RecursionError,
        NotImplementedError,
    ):
        return False


def _in_csv(file: BinaryIO, names: list[str], _: int, rows: Iterator[Row]) -> bool:
    lines = csv.reader(io.TextIOWrapper(file, "utf-8", "replace", newline=""))
    shown = (["" if cell is None else str(defuse(cell)) for cell in row] for row in rows)
    return next(lines, None) == names and all(line == row for line, row in zip_longest(lines, shown))


def _in_jsonl(file: BinaryIO, names: list[str], _: int, rows: Iterator[Row]) -> bool:
    records = (json.loads(line.decode(), object_pairs_hook=unique) for line in file if line != b"\n")
    return all(
        record is not None
        and row is not None
        and _same(record, {name: _nested(cell, record[name]) for name, cell in zip(names, row, strict=True)})
        for record, row in zip_longest(records, rows)
    )


def _same(record: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether both hold the same values of the same types: in Python, 1 equals 1.0 and true."""
    return record == row and all(type(record[name]) is type(value) for name, value in row.items())


def _nested(cell: Any, said: Any) -> Any:
    """A cell as JSON lines say it: the database holds arrays and objects as texts."""
    return json.loads(cell) if isinstance(said, (list, dict)) else cell


def _in_parquet(file: BinaryIO, names: list[str], count: int, rows: Iterator[Row]) -> bool:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    known = {pyarrow.string(), pyarrow.int64(), pyarrow.float64()}
    try:
        with ParquetFile(file) as table:
            if table.metadata.num_rows != count or table.schema_arrow.names != names:
                return False
            if not known.issuperset(table.schema_arrow.types):
                return False
            read = (row for batch in table.iter_batches(1000, use_threads=False) for row in batch.to_pylist())
            return all(_same(row, dict(zip(names, cells, strict=True))) for row, cells in zip(read, rows, strict=True))
    except MemoryError:
        raise
    except pyarrow.ArrowException:
        return False


def _in_geojson(file: BinaryIO, names: list[str], _: int, rows: Iterator[Row]) -> bool:
    places = [dict(zip(names, row, strict=True)) for row in rows]
    places.sort(key=lambda place: str(place.get("id", "")))
    return bool(json.load(file) == json.loads(as_geojson(places)))
