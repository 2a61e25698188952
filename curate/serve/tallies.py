"""How many rows of a large table have each combination of facet values: few numbers, from which pages are counted.

SQLite takes a tenth of a second to go through a million entries of an index, for each facet and count of a page.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import defaultdict
from math import prod
from threading import Lock
from typing import Any

from datasette.database import Database, Results
from datasette.utils import escape_sqlite

from curate.serve.counts import NAME

#: So many combinations are counted together at most, and a value of more rows is common.
_MOST, _COMMON = 100_000, 10_000
_TERM = r'"[^"]+" = :\w+'
_TERMS = rf"(?P<where>{_TERM}(?: and {_TERM})*)"
_COLUMN = re.compile(r'"([^"]+)" =')
_SELECT = rf"select {NAME}(?:, {NAME})*"
_FROM = rf"from (?P<table>{NAME})"
_COUNT = re.compile(rf"select count\(\*\) {_FROM}(?: where {_TERMS})?\s*")
_FACET = re.compile(
    rf"\s*select (?P<facet>{NAME}) as value, count\(\*\) as count from \(\s*{_SELECT} {_FROM}(?: where {_TERMS})?\s*\)"
    rf"\s*where (?P=facet) is not null\s*(?P<rest>group by .+)",
    re.S,
)
_FILTERED = re.compile(rf"(?P<select>{_SELECT} {_FROM} where ){_TERMS}(?P<rest>\s*|\s+and .*)", re.S)


class Tallies:
    """The tallies of a database, in memory. What they do not hold is counted by the database itself."""

    def __init__(self) -> None:
        self._memory = sqlite3.connect(":memory:", check_same_thread=False)
        self._memory.row_factory = sqlite3.Row
        self._one_in_at_a_time = Lock()
        #: For each table, the columns that were counted together.
        self._held: dict[str, list[list[str]]] = defaultdict(list)

    async def take(self, db: Database, table: str, facets: list[Any]) -> None:
        """Count the combinations of a table's facets, as many as are few enough; those that are no columns are left."""
        types = {column.name: column.type for column in await db.table_column_details(table)}
        source, several = f"from {escape_sqlite(table)}", {}

        async def ask(sql: str) -> Any:  # in a thread, without a limit of time
            return await db.execute_fn(lambda connection: connection.execute(sql).fetchall())

        for name in [each for each in facets if isinstance(each, str) and each in types]:
            several[name] = (await ask(f"select count(distinct {escape_sqlite(name)}) {source}"))[0][0] + 1  # or none
        for columns in together(several):
            names = ", ".join(map(escape_sqlite, columns))
            rows = await ask(f"select {names}, count(*) {source} group by {names}")
            held = ", ".join(f"{escape_sqlite(name)} {types[name]}" for name in columns)
            await asyncio.to_thread(self._keep, _tally(table, len(self._held[table])), held, rows)
            self._held[table].append(columns)

    def _keep(self, tally: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
        with self._one_in_at_a_time:
            self._memory.execute(f'create table {tally} ({columns}, "rows counted" integer)')
            marks = ", ".join("?" * len(rows[0])) if rows else "null"
            self._memory.executemany(f"insert into {tally} values ({marks})", rows)

    async def answer(self, sql: str, params: Any) -> Results | None:
        """The answer to Datasette's question for a count or a facet, or None if no tally holds all that it names."""
        if found := _COUNT.fullmatch(sql):
            return await self._added_up(found["table"], found["where"], params)
        if not (found := _FACET.fullmatch(sql)):
            return None
        return await self._added_up(found["table"], found["where"], params, found["facet"], found["rest"])

    async def hinted(self, sql: str, params: Any) -> str:
        """The SQL of a page's rows, in which SQLite is told of filters that leave many rows.

        It would sort all of these to find the first few, where going through the table in order finds some soon.
        """
        if not (found := _FILTERED.fullmatch(sql)):
            return sql
        counted = await self._added_up(found["table"], found["where"], params)
        if counted is None or counted.rows[0]["count"] <= _COMMON:
            return sql
        terms = " and ".join(f"likely({term})" for term in found["where"].split(" and "))
        return f"{found['select']}{terms}{found['rest']}"

    async def _added_up(
        self, table: str, where: str | None, params: Any, facet: str | None = None, rest: str = ""
    ) -> Results | None:
        """How many rows there are, or rows to each value of a facet, if a tally holds all columns that are named."""
        table = table.strip("[]")
        named = {*_COLUMN.findall(where or ""), *([facet.strip("[]")] if facet else [])}
        held = next((n for n, columns in enumerate(self._held.get(table, [])) if named <= set(columns)), None)
        if held is None:
            return None
        sql = f'select coalesce(sum("rows counted"), 0) as count from {_tally(table, held)} where {where or "true"}'
        if facet:
            sql = sql.replace("select ", f"select {facet} as value, ", 1) + f" and {facet} is not null {rest}"

        def ask() -> list[sqlite3.Row]:
            with self._one_in_at_a_time:
                return self._memory.execute(sql, params or {}).fetchall()

        return Results(await asyncio.to_thread(ask), False, [("value",), ("count",)])


def together(several: dict[str, int]) -> list[list[str]]:
    """Which columns to count together, given how many values each has: each with as many as leave the combinations few.

    Those of few values come first.
    """
    found: list[list[str]] = []
    for name in sorted(several, key=several.__getitem__):
        columns = [name]
        for other in sorted(several, key=several.__getitem__):
            if other != name and prod(several[each] for each in [*columns, other]) <= _MOST:
                columns.append(other)
        if several[name] <= _MOST and sorted(columns) not in found:
            found.append(sorted(columns))
    return found


def _tally(table: str, n: int) -> str:
    return str(escape_sqlite(f"{table} {n}"))
