"""Facets of what a search finds in a large table, counted from memory.

SQLite would look up each found row in the table, once for each facet. Here it tells once which rows were found, and the
facets' values stand in memory, a number for each row.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from array import array
from collections import Counter, OrderedDict
from functools import partial
from itertools import chain
from typing import Any

from datasette.database import Database, QueryInterrupted, Results
from datasette.utils import escape_sqlite, sqlite_timelimit

from curate.serve.counts import NAME

_SEARCH = r"rowid in \(select rowid from (?P<index>\S+ where \S+ match (?:escape_fts\(:\w+\)|:\w+))\)"
_FACET = re.compile(
    rf"\s*select (?P<facet>{NAME}) as value, count\(\*\) as count from \(\s*select {NAME}(?:, {NAME})* "
    rf"from (?P<table>{NAME}) where (?P<where>(?:\"[^\"]+\" \S+ :\w+ and )*{_SEARCH})\s*\)"
    r"\s*where (?P=facet) is not null\s*group by (?P=facet)\s+order by count desc, value limit (?P<limit>\d+)\s*",
    re.S,
)
#: The rows of so many searches are kept for further facets of their pages.
_MOST = 4
#: A search that took too long is tried again after so many seconds, by when the page that asked is done.
_AGAIN = 5


class Searched:
    """The facets of a database's large tables. What it does not hold is counted by the database itself."""

    def __init__(self) -> None:
        #: For each facet, the number of each row's value, in the order of the rows, and the values by their numbers.
        self._held: dict[tuple[str, str], tuple[array[int], list[Any]]] = {}
        #: For each search the rows, or when it last took too long.
        self._found: OrderedDict[tuple[Any, ...], array[int] | float] = OrderedDict()

    async def take(self, db: Database, table: str, facet: Any) -> None:
        """Read a facet of a table, if it is a column."""
        unbroken = await db.execute(f"select max(rowid) = count(*) from {escape_sqlite(table)}")
        # In every table that a build has filled, the n-th row has the rowid n.
        if facet in await db.table_columns(table) and unbroken.single_value():
            self._held[table, facet] = await db.execute_fn(partial(_read, table=table, name=facet))

    async def answer(self, db: Database, sql: str, params: Any) -> Results | None:
        """The answer to Datasette's question for a facet of what a search finds, or None if that is not asked.

        Raises:
            QueryInterrupted: the search took too long.
        """
        asked = _FACET.fullmatch(sql)
        held = asked and self._held.get((asked["table"].strip("[]"), asked["facet"].strip("[]")))
        if not asked or not held:
            return None
        rows = await self._rows(db, asked, params)
        counts = await asyncio.to_thread(_most, rows, *held, int(asked["limit"]))
        return Results(counts, False, [("value",), ("count",)])

    async def _rows(self, db: Database, asked: re.Match[str], params: Any) -> array[int]:
        """The rows that a search finds, from 0 on. All facets of a page ask for them, and fail together."""
        alone = re.fullmatch(_SEARCH, asked["where"])
        sql = f"select rowid from {alone['index'] if alone else asked['table'] + ' where ' + asked['where']}"
        key = (sql, *sorted(params.items()))
        met = self._found.get(key)
        if met is None or (isinstance(met, float) and time.monotonic() > met + _AGAIN):
            try:
                met = await db.execute_fn(partial(_rowids, sql=sql, params=params, limit=db.ds.sql_time_limit_ms))
            except sqlite3.OperationalError:
                met = time.monotonic()
            self._found[key] = met
            if len(self._found) > _MOST:
                self._found.popitem(last=False)
        if isinstance(met, float):
            raise QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, params)
        return met


def _read(connection: sqlite3.Connection, table: str, name: str) -> tuple[array[int], list[Any]]:
    """A number for each row of a table, and the values that these number; 0 is none."""
    source, column, cursor = escape_sqlite(table), escape_sqlite(name), connection.cursor()
    cursor.row_factory = None  # plain tuples take less time
    every = cursor.execute(f"select distinct {column} from {source} where {column} not null")
    values = [None, *chain.from_iterable(every)]
    number_of = {value: number for number, value in enumerate(values)}
    kind = next(each for each in "BHI" if len(values) <= 256 ** array(each).itemsize)
    in_order = chain.from_iterable(cursor.execute(f"select {column} from {source} order by rowid"))
    return array(kind, map(number_of.__getitem__, in_order)), values


def _rowids(connection: sqlite3.Connection, sql: str, params: Any, limit: int) -> array[int]:
    with sqlite_timelimit(connection, limit):
        cursor = connection.cursor()
        cursor.row_factory = None
        return array("I", (rowid - 1 for (rowid,) in cursor.execute(sql, params)))


def _most(rows: array[int], numbers: array[int], values: list[Any], limit: int) -> list[dict[str, Any]]:
    """The values of most rows, as Datasette orders them."""
    counted = Counter(map(numbers.__getitem__, rows))
    counted.pop(0, None)
    counts = sorted((-count, values[number]) for number, count in counted.items())
    return [{"value": value, "count": -count} for count, value in counts[:limit]]
