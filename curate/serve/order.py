"""Pages of a table whose rows have one order, so that none is left out or comes twice.

Datasette 0.65 sorts the first page by the column alone and those that follow by column and id, so that rows which are
equal in the column may be lost between two pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from datasette import hookimpl
from datasette.database import Database
from datasette.utils import escape_sqlite

from curate.serve.counts import NAME
from curate.serve.tallies import Tallies

#: An index with more rows to a value than this brings no order: reading the table once is faster.
_CROWD = 10_000
_ORDER = re.compile(rf"(?P<rows>.*)order by (?P<column>{NAME})(?P<down> desc)?(?:, {NAME})*(?P<limit> limit \d+)", re.S)
#: The database and table whose rows are asked for next.
_PAGE: ContextVar[tuple[str, str] | None] = ContextVar("_PAGE", default=None)


@hookimpl
def filters_from_request(database: str, table: str) -> None:
    """Remember that the page of a table is worked out: Datasette asks this of no SQL that readers write."""
    _PAGE.set((database, table))


@contextmanager
def request_apart() -> Iterator[None]:
    """A request that knows of no page but its own, though it be made within another, or fail before it has rows."""
    before = _PAGE.set(None)
    try:
        yield
    finally:
        _PAGE.reset(before)


async def settled(db: Database, sql: str, params: Any, tallies: Tallies) -> str:
    """SQL that readers wrote, as it is; that of a page with an order that leaves no rows equal, found the short way."""
    database, table = _PAGE.get() or ("", "")
    if database != db.name:
        return sql
    _PAGE.set(None)  # what the same request asks after its rows is no page
    order = _ORDER.fullmatch(sql)
    if not order or await db.get_view_definition(table):
        return sql
    keys = ", ".join(map(escape_sqlite, await db.primary_keys(table) or ["rowid"]))
    rows, column = order["rows"], order["column"]
    if column == keys:
        return await tallies.hinted(rows, params) + sql[order.end("rows") :]
    # How many rows an index has, and how many to a value of its first column, its first two …
    told = await _told(db, f"{table}_{column.strip('[]')}")
    crowded = bool(told) and told[1] > _CROWD and told[2:3] != [1]
    if told and not crowded:
        rows = await tallies.hinted(rows, params)
    # With a plus, SQLite leaves the index alone: it does not order the many rows of a value.
    return f"{rows}order by {'+' if crowded else ''}{column}{order['down'] or ''}, {keys}{order['limit']}"


async def _told(db: Database, index: str) -> list[int]:
    """What `ANALYZE` found of an index, if there is such an index and it was run."""
    if not await db.table_exists("sqlite_stat1"):
        return []
    told = (await db.execute("SELECT stat FROM sqlite_stat1 WHERE idx = ?", [index])).first()
    return [int(word) for word in told[0].split() if word.isdigit()] if told else []
