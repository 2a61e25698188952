"""What a record says, field by field, as the page of an article shows it."""

from typing import Any

from datasette.utils import is_url
from markupsafe import Markup

from curate.model.period import Period
from curate.serve.cells import reference
from curate.serve.known import Known

Row = dict[str, Any]
_OF_PERIOD = {c.name for c in Period.columns("period", "")[1:]}
_ENDS = {(True, True): "{0} to {1}", (True, False): "{0} or more", (False, True): "up to {1}"}


async def fields_of(of: Known, table: str, row: Row, without: set[str] | frozenset[str]) -> list[tuple[str, Any, str]]:
    """Name, value and meaning of the columns that say something; what derives from another column goes with it."""
    meanings = of.datasette.table_metadata(of.db.name, table).get("columns") or {}
    shown = []
    for column, value in row.items():
        if column in without or value in (None, "", "[]") or _goes_along(column, row):
            continue
        name = column.removesuffix("_stated").removesuffix("_id").replace("_", " ")
        shown.append((name, await _value(of, table, column, row), meanings.get(column, "")))
    return shown


def _goes_along(column: str, row: Row) -> bool:
    """Whether a column only says in another form what its neighbour says."""
    if column.endswith("_stated"):
        stem = column.removesuffix("_stated")
        return bool(row.get(stem) or row.get(f"{stem}_id"))
    of_count = any(f"{column.removesuffix(end)}_qualifier" in row for end in ("_low", "_high", "_qualifier"))
    return of_count or column in _OF_PERIOD or (column.removesuffix("_on") in row and column.endswith("_on"))


async def _value(of: Known, table: str, column: str, row: Row) -> Any:
    value, stem = row[column], column.removesuffix("_id").removesuffix("_stated")
    if f"{stem}_qualifier" in row:
        return Markup("<strong>{}</strong>{}").format(value, _range(row, stem))
    target = of.target(table, column)
    shown = await reference(of, target, value) if target else value
    if column.startswith("is_"):
        return "yes" if value else "no"
    if isinstance(value, str) and is_url(value):
        shown = Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(value)
    return as_printed(shown, row.get(f"{stem}_stated") if not column.endswith("_stated") else None)


def as_printed(shown: Any, printed: str | None) -> Any:
    """A value, and how the article words it where that differs."""
    same = not printed or Markup(shown).striptags().casefold() == printed.casefold()
    return shown if same else Markup('{}, printed “<q dir="auto">{}</q>”').format(shown, printed)


def _range(row: Row, stem: str) -> str:
    """The numbers that a count implies, unless its wording is that very number."""
    low, high, worded = row[f"{stem}_low"], row[f"{stem}_high"], row[f"{stem}_stated"]
    if worded == str(low) or (low, high) == (None, None):
        return ""
    ends = "{0}" if low == high else _ENDS[low is not None, high is not None]
    return f" ({ends.format(*(f'{n:,}' if n is not None else '' for n in (low, high)))})"
