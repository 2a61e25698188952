"""A workbook for people who work in a spreadsheet: a sheet that explains, then a sheet a table. Needs XlsxWriter."""

import io
from datetime import datetime, time

from curate.publish.citation import Citation
from curate.publish.export import Table

_MOST_ROWS, _LONGEST = 1_048_575, 32_767


def fits(tables: list[Table]) -> bool:
    """Whether a spreadsheet can hold all rows and texts."""
    long = any(isinstance(v, str) and len(v) > _LONGEST for table in tables for row in table.rows for v in row)
    return not long and all(len(table.rows) <= _MOST_ROWS for table in tables)


def as_workbook(citation: Citation, tables: list[Table]) -> bytes:
    """The workbook. Texts are written as texts, so that none is taken for a formula; NULL is an empty cell."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"title": citation.title, "created": datetime.combine(citation.on, time())})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    about = book.add_worksheet("about")
    about.set_column(0, 1, 24)
    about.set_column(2, 2, 100, wrapped)
    lines = [("dataset", "", citation.title), ("version", "", f"{citation.version}, {citation.on}")]
    lines += [("cite as", "", citation.line), ("", "", citation.abstract)]
    lines += [(table.name, column.name, column.description) for table in tables for column in table.columns]
    for n, line in enumerate([*lines[:4], ("table", "column", "meaning"), *lines[4:]]):
        for m, cell in enumerate(line):
            about.write_string(n, m, cell, bold if n == 4 else None)
    for table in tables:
        sheet = book.add_worksheet(table.name[:31])
        sheet.write_row(0, 0, table.names, bold)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.names) - 1)
        sheet.set_column(0, len(table.names) - 1, 18)
        for n, row in enumerate(table.rows, start=1):
            for m, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(n, m, value)
                elif value is not None:
                    sheet.write_number(n, m, value)
    book.close()
    return out.getvalue()
