"""How many rows of a large table have each combination of facet values: few numbers, from which pages are counted.

SQLite takes a tenth of a second to go through a million entries of an index, for each facet and count of a page.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import defaultdict
from math import prod
from typing import Any

from datasette.database import Database, Results
from datasette.utils import escape_sqlite

#: So many combinations are counted together at most, and a value of more rows is common.
_MOST, _COMMON = 100_000, 10_000
_NAME = r"(?:\w+|\[[^\]]+\])"
_TERM = r'"[^"]+" = :\w+'
_FROM = rf"from (?P<table>{_NAME})(?: where (?P<where>{_TERM}(?: and {_TERM})*))?\s*"
_COUNT = re.compile(rf"select count\(\*\) {_FROM}")
_FILTERED = re.compile(
    rf"(?P<select>select .+? from {_NAME} where )(?P<where>{_TERM}(?: and {_TERM})*)(?P<rest>.*)", re.S
)
_FACET = re.compile(
    rf"\s*select (?P<facet>{_NAME}) as value, count\(\*\) as count from \(\s*select .+? {_FROM}\)"
    rf"\s*where (?P=facet) is not null\s*(?P<rest>group by .+)",
    re.S,
)


class Tallies:
    """The tallies of a database, in memory. What they do not hold is counted by the database itself."""

    def __init__(self) -> None:
        self._memory = sqlite3.connect(":memory:", check_same_thread=False)  # SQLite lets one in at a time
        self._memory.row_factory = sqlite3.Row
        #: For each table, the columns that were counted together.
        self._held: dict[str, list[list[str]]] = defaultdict(list)

    async def take(self, db: Database, table: str, facets: list[str]) -> None:
        """Count the combinations of a table's facets, as many as are few enough."""
        types = {column.name: column.type for column in await db.table_column_details(table)}
        source = f"from {escape_sqlite(table)}"

        async def ask(sql: str) -> Any:  # in a thread, without a limit of time
            return await db.execute_fn(lambda connection: connection.execute(sql).fetchall())

        counts = [await ask(f"select count(distinct {escape_sqlite(name)}) {source}") for name in facets]
        for columns in together({name: count[0][0] for name, count in zip(facets, counts, strict=True)}):
            names = ", ".join(map(escape_sqlite, columns))
            rows = await ask(f"select {names}, count(*) {source} group by {names}")
            held = ", ".join(f"{escape_sqlite(name)} {types[name]}" for name in columns)
            target = escape_sqlite(_tally(table, len(self._held[table])))
            self._memory.execute(f'create table {target} ({held}, "rows counted" integer)')
            marks = ", ".join("?" * (len(columns) + 1))
            self._memory.executemany(f"insert into {target} values ({marks})", rows)
            self._held[table].append(columns)

    async def answer(self, sql: str, params: Any) -> Results | None:
        """The answer to Datasette's question for a count or a facet, or None if no tally holds all that it names."""
        asked = self._sql(sql)
        if not asked:
            return None
        rows = await asyncio.to_thread(lambda: self._memory.execute(asked, params or {}).fetchall())
        return Results(rows, False, [("value",), ("count",)])

    async def hinted(self, table: str, sql: str, params: Any) -> str:
        """The SQL of a page's rows, in which SQLite is told of each value that is common: it would sort all rows that
        have it to find the first few, where going through them in order finds some soon."""
        if not (found := _FILTERED.fullmatch(sql)):
            return sql
        terms = []
        for term in re.findall(_TERM, found["where"]):
            counted = await self.answer(f"select count(*) from {escape_sqlite(table)} where {term}", params)
            terms.append(f"likely({term})" if counted and counted.rows[0]["count"] > _COMMON else term)
        return f"{found['select']}{' and '.join(terms)}{found['rest']}"

    def _sql(self, sql: str) -> str | None:
        """What asks a tally the same."""
        match = _FACET.fullmatch(sql) or _COUNT.fullmatch(sql)
        if not match:
            return None
        found = match.groupdict()
        table, facet, where = found["table"].strip("[]"), found.get("facet"), found["where"]
        named = {facet.strip("[]")} if facet else set()
        named |= set(re.findall(r'"([^"]+)" =', where or ""))
        tally = next((n for n, columns in enumerate(self._held.get(table, [])) if named <= set(columns)), None)
        if tally is None:
            return None
        source = f"from {escape_sqlite(_tally(table, tally))} where {where or 'true'}"
        if not facet:
            return f'select coalesce(sum("rows counted"), 0) as count {source}'
        return f'select {facet} as value, sum("rows counted") as count {source} and {facet} is not null {found["rest"]}'


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
    return f"{table} {n}"
