"""CSV and JSON lines, a file a table.

CSV is UTF-8 with `\\n` line ends; an empty field is NULL. A text that a spreadsheet would run as a formula, or that
begins with an apostrophe, has one apostrophe put before it; taking one leading apostrophe away gives the text back.
"""

import csv
import json
from typing import TYPE_CHECKING

from curate.model.spreadsheet import defuse

if TYPE_CHECKING:
    from curate.publish.export import Table  # the rest needs nothing of it, and `curate diff` starts fast


class _Lines(list[str]):
    """Takes rows from csv, which before Python 3.13 quotes a lone `\\r` only where lines end with one, and ends them
    with `\\n`."""

    def write(self, row: str) -> None:
        self.append(row.removesuffix("\r\n") + "\n")


def as_csv(table: "Table") -> bytes:
    """The table as CSV with a header."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(table.names)
    writer.writerows([defuse(value) for value in row] for row in table.rows)
    return "".join(lines).encode()


def as_jsonl(table: "Table") -> bytes:
    """The table as one JSON object a line; arrays and objects are written as such."""
    nested = [column.name for column in table.columns if column.array]
    lines = []
    for record in table.records():
        record |= {name: json.loads(record[name]) for name in nested if record[name]}
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines).encode()
