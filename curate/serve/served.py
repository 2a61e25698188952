"""A database that does not change, as Datasette's pages ask it: no row is lost, and nothing is counted twice.

Datasette 0.65 sorts the first page of a table by the column alone and those that follow by column and id, so that rows
which are equal in the column may be left out or come twice. It also counts the facets of a later page from that page
on. Both are put right here, where its SQL passes, and what SQLite would do the long way in a large table.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Awaitable
from typing import Any

from datasette import hookimpl
from datasette.database import Database, Results
from datasette.utils import escape_sqlite

from curate.serve.known import known

#: Answers that took so long (seconds) and hold so few rows are kept, and so many of them: some 10 MB at most.
_SLOW, _SHORT, _MOST = 0.01, 100, 1000
#: An index with more rows to a value than this brings no order: reading the table once is faster.
_CROWD = 10_000
_NAME = r"(?:\w+|\[[^\]]+\])"
_PAGE = re.compile(
    rf"(?P<rows>select [^()]+ from (?P<table>{_NAME}) .*)order by (?P<column>{_NAME})(?P<down> desc)?(?:, {_NAME})?"
    rf"(?P<limit> limit \d+)",
    re.S,
)
#: How many rows a search finds is how many its index does.
_FOUND = re.compile(
    rf"select count\(\*\) from {_NAME} where rowid in "
    rf"\(select rowid from (?P<index>\w+_fts where \w+_fts match (?:escape_fts\(:search\)|:search))\) "
)
#: What follows the last page, as Datasette writes it: rows behind a key, or behind a value or with it behind a key.
_BEHIND = rf"\(\({_NAME} > :p\d+\)\)"
_LATER = (
    rf"\({_NAME} [<>] :p\d+(?: or {_NAME} is null)? or \({_NAME} = :p\d+ and {_BEHIND}\)\)"
    rf"|\({_NAME} is not null or \({_NAME} is null and {_BEHIND}\)\)|\({_NAME} is null and {_BEHIND}\)|{_BEHIND}"
)
_LATER_FACET = re.compile(
    rf"(?P<facet>\s*select \S+ as value, count\(\*\) as count from \(.*)"
    rf"(?:where|and) (?:{_LATER})\s*\)(?P<rest>\s*where .*)",
    re.S,
)


@hookimpl
def startup(datasette: Any) -> Awaitable[None]:
    """Serve immutable databases that curate built in this way."""

    async def replace() -> None:
        for name, db in list(datasette.databases.items()):
            if not db.is_mutable and await known(datasette, name):
                datasette.remove_database(name)
                datasette.add_database(Served(datasette, db.path), name, db.route)

    return replace()


class Served(Database):  # type: ignore[misc]
    """An immutable database. A count or facet that took time is given again from memory.

    Datasette cuts no such answer short (`truncate`), as it does the rows of a page and whatever readers ask in SQL.
    """

    def __init__(self, datasette: Any, path: str) -> None:
        super().__init__(datasette, path, is_mutable=False)
        self._answers: OrderedDict[tuple[Any, ...], Results] = OrderedDict()

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:
        """As in Datasette."""
        if truncate and "page_size" in options:  # the rows of a table's page
            return await super().execute(await self._settled(sql), params, truncate, **options)
        if later := _LATER_FACET.fullmatch(sql):
            sql = f"{later['facet']}){later['rest']}"
        elif search := _FOUND.fullmatch(sql):
            sql = f"select count(*) from {search['index']}"
        key = (sql, *_asked(sql, params))
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        begun = time.perf_counter()
        found = await super().execute(sql, params, truncate, **options)
        if not truncate and time.perf_counter() - begun > _SLOW and len(found.rows) <= _SHORT:
            self._answers[key] = found
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return found

    async def _settled(self, sql: str) -> str:
        """The SQL of a page, with an order that leaves no rows equal, and that SQLite finds the short way."""
        page = _PAGE.fullmatch(sql)
        keys = await self.primary_keys(page["table"].strip("[]")) if page else []
        if not page or len(keys) != 1 or page["column"].strip("[]") == keys[0]:
            return sql
        # With a plus, SQLite leaves the column's index alone.
        column = f"+{page['column']}" if await self._crowded(page["table"], page["column"]) else page["column"]
        return f"{page['rows']}order by {column}{page['down'] or ''}, {escape_sqlite(keys[0])}{page['limit']}"

    async def _crowded(self, table: str, column: str) -> bool:
        """Whether a column's index has many rows to a value, in no order of their own."""
        index = f"{table.strip('[]')}_{column.strip('[]')}"
        told = await super().execute("SELECT stat FROM sqlite_stat1 WHERE idx = ?", [index])
        _, together, *further = map(int, told.single_value().split()) if told.rows else (0, 0)
        return together > _CROWD and further[:1] != [1]


def _asked(sql: str, params: Any) -> list[Any]:
    """The parameters that the SQL uses."""
    if isinstance(params, dict):
        return [(name, value) for name, value in params.items() if f":{name}" in sql]
    return list(params or ())
