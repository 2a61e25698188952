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

from curate.serve.counts import NAME, asked

_SEARCH = r"rowid in \(select rowid from (?P<index>\S+ where \S+ match (?:escape_fts\(:\w+\)|:\w+))\)"
_FROM = rf"from (?P<table>{NAME}) where (?P<where>(?:\"[^\"]+\" \S+ :\w+ and )*{_SEARCH})\s*\)"
_FACET = re.compile(
    rf"\s*select (?P<facet>{NAME}) as value, count\(\*\) as count from \(\s*select {NAME}(?:, {NAME})* {_FROM}"
    r"\s*where (?P=facet) is not null\s*group by (?P=facet)\s+order by count desc, value limit (?P<limit>\d+)\s*"
)
#: What unfilled.py asks.
_UNFILLED = re.compile(rf"select count\(\*\) from \(select \* {_FROM} where (?P<facet>{NAME}) is null")
#: The rows of so many searches are kept for further facets of their pages.
_MOST = 16
#: A search that took too long is tried again after so many seconds, by when the page that asked is done.
_AGAIN = 10


class Searched:
    """The facets of a database's large tables. What it does not hold is counted by the database itself."""

    def __init__(self) -> None:
        #: For each facet, the number of each row's value, in the order of the rows, and the values by their numbers.
        self._held: dict[tuple[str, str], tuple[array[int], list[Any]]] = {}
        #: For each search, its rows as soon as they are known, and when they were asked for.
        self._found: OrderedDict[tuple[Any, ...], tuple[asyncio.Future[array[int]], float]] = OrderedDict()

    async def take(self, db: Database, table: str, facet: Any) -> None:
        """Read a facet of a table, if it is a column."""
        if facet not in await db.table_columns(table):
            return
        if held := await db.execute_fn(partial(_read, table=table, name=facet)):
            self._held[table, facet] = held

    async def answer(self, db: Database, sql: str, params: Any) -> Results | None:
        """The answer to Datasette's question for a facet of what a search finds, or to that for rows without a value;
        None if neither is asked.

        Raises:
            QueryInterrupted: the search took too long.
        """
        question = _FACET.fullmatch(sql) or _UNFILLED.fullmatch(sql)
        held = question and self._held.get((question["table"].strip("[]"), question["facet"].strip("[]")))
        if not question or not held:
            return None
        rows = await self._rows(db, question, params)
        if question.re is _UNFILLED:
            unfilled = await asyncio.to_thread(lambda: sum(not held[0][row] for row in rows))
            return Results([(unfilled,)], False, [("count",)])
        counts = await asyncio.to_thread(_most, rows, *held, int(question["limit"]))
        return Results(counts, False, [("value",), ("count",)])

    async def _rows(self, db: Database, question: re.Match[str], params: Any) -> array[int]:
        """The rows that a search finds, from 0 on. All facets of a page ask for them, and fail together."""
        alone = re.fullmatch(_SEARCH, question["where"])
        sql = f"select rowid from {alone['index'] if alone else question['table'] + ' where ' + question['where']}"
        key = (sql, *asked(sql, params))
        rows, since = self._found.get(key, (None, 0.0))
        if rows is None or (rows.done() and rows.exception() and time.monotonic() > since + _AGAIN):
            seek = partial(_rowids, sql=sql, params=params, limit=db.ds.sql_time_limit_ms)
            rows = asyncio.ensure_future(db.execute_fn(seek))
            self._found[key] = rows, time.monotonic()
            if len(self._found) > _MOST:
                self._found.popitem(last=False)
        self._found.move_to_end(key)
        try:
            return await asyncio.shield(rows)  # others may wait for them too
        except sqlite3.OperationalError as error:
            raise QueryInterrupted(error, sql, params) from error


def _read(connection: sqlite3.Connection, table: str, name: str) -> tuple[array[int], list[Any]] | None:
    """A number for each row of a table, and the values that these number; 0 is none.

    None if rowids do not count the rows, as they do in every table that a build has filled.
    """
    source, column, cursor = escape_sqlite(table), escape_sqlite(name), connection.cursor()
    cursor.row_factory = None  # plain tuples take less time
    every = cursor.execute(f"select distinct {column} from {source} where {column} not null")
    values = [None, *chain.from_iterable(every)]
    number_of = {value: number for number, value in enumerate(values)}
    kind = "B" if len(values) <= 2**8 else "H" if len(values) <= 2**16 else "I"
    in_order = chain.from_iterable(cursor.execute(f"select {column} from {source} order by rowid"))
    numbers = array(kind, map(number_of.__getitem__, in_order))
    (last,) = cursor.execute(f"select max(rowid) from {source}").fetchone()
    return (numbers, values) if last == len(numbers) else None


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
