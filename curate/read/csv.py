"""CSV files to rows: `<kind>.csv`, with the keys in the header. Several values in a cell are parted by `|`."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from curate.model.kind import Kind
from curate.model.problem import Spot, did_you_mean
from curate.model.problems import Problems
from curate.read.checks import CELLS, CSV, DUPLICATE_KEY, UNKNOWN_KEY
from curate.read.row import Row

#: As many as a table of SQLite has.
_MOST_COLUMNS = 2000
_SHORT = "write all its cells, empty ones too; the row may be cut off"


@dataclass
class CellRow(Row):
    """A row of a table; `written` is its lines as they stand, from which a cell's place is found when asked for."""

    header: list[str] = field(default_factory=list)

    def where(self, key: str) -> Spot:
        """The place where the cell begins."""
        return cell_spot(self.spot, self.written, self.header.index(key)) if key in self.header else self.spot


def cell_spot(spot: Spot, written: str, wanted: int) -> Spot:
    """Where the n-th cell of a row begins, also behind a line break inside a quoted cell; the row, if it lacks it."""
    line, column, quoted = spot.line, 1, False
    for character in written.rstrip("\r\n"):
        if not wanted:
            break
        quoted ^= character == '"'
        wanted -= character == "," and not quoted
        line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    return spot if wanted else Spot(spot.file, line, column)


@dataclass
class _Lines:
    """Hands lines to the csv module and keeps those of the record being read."""

    text: str
    taken: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        for line in io.StringIO(self.text, newline=""):
            self.taken.append(line)
            yield line


class Line(NamedTuple):
    """One line of a table, however many line breaks its cells hold: its cells, where it begins, and as it stands."""

    cells: list[str]
    header: list[str]
    spot: Spot
    written: str


def read_lines(text: str, file: str, problems: Problems) -> Iterator[Line]:
    """The lines of a CSV file that hold something; the first one is the header, and has none itself."""
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True)
    header: list[str] = []
    begins = 1
    try:
        for cells in reader:
            line = Line(cells, header, Spot(file, begins), "".join(lines.taken))
            lines.taken.clear()
            begins = reader.line_num + 1
            if not header:
                header = line.cells[:] = [c.strip() for c in cells]
                if len(header) > _MOST_COLUMNS:
                    what = f"the header has {len(header):,} cells, more than the {_MOST_COLUMNS:,} that are read"
                    problems.add(line.spot, CSV, what, "take out columns that hold nothing")
                    return
                yield line
            elif not any(map(str.strip, cells)):
                continue
            elif len(cells) == len(header):
                yield line
            else:
                what = f"the row has {len(cells)} cells and the header {len(header)}"
                hint = "put quotes round a cell that holds a comma" if len(cells) > len(header) else _SHORT
                problems.add(line.spot, CELLS, what, hint)
    except csv.Error as error:
        problems.add(Spot(file, begins), CSV, f"this is not CSV: {error}", "check the quotes of this row")


def read_csv(kind: Kind, text: str, file: str, problems: Problems) -> Iterator[Row]:
    """The rows of a file."""
    for line in read_lines(text, file, problems):
        if not line.header:
            _check_header(kind, line, problems)
            continue
        cells = zip(line.header, line.cells, strict=False)
        values = {k: _cell(kind, k, c) for k, c in cells if c.strip() and k in kind.file_keys}
        row = CellRow(kind, values, line.spot, written=line.written, header=line.header)
        row.misspelt = bool(set(line.header) - set(kind.file_keys))
        yield row


def _check_header(kind: Kind, line: Line, problems: Problems) -> None:
    row = CellRow(kind, {}, line.spot, written=line.written, header=line.cells)
    for name in line.cells:
        if ";" in name or "\t" in name:
            what = "the header is one cell; its keys are not parted by commas"
            problems.add(line.spot, CSV, what, "save the table as CSV with commas")
        elif name not in kind.file_keys:
            hint = did_you_mean(name, kind.file_keys) or f"there are {', '.join(kind.file_keys)}"
            problems.add(row.where(name), UNKNOWN_KEY, f"{kind.one} has no {name!r}", hint)
        elif line.cells.count(name) > 1:
            problems.add(row.where(name), DUPLICATE_KEY, f"{name!r} heads two columns", "keep one of the two")


def _cell(kind: Kind, name: str, cell: str) -> str | list[str]:
    key = kind.keys[name]
    return [c.strip() for c in cell.split("|")] if key.is_list else cell.strip()
