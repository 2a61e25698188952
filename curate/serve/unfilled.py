"""Rows without a value, which Datasette's facets leave out: most claims are an article's own and have no claimant."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils import escape_sqlite, path_with_replaced_args
from datasette.utils.asgi import Request

from curate.serve.known import Known

Facet = dict[str, Any]


class _Results(list[Facet]):
    """The values of a facet behind an entry for none, which is not counted among them."""

    def __len__(self) -> int:
        return super().__len__() - 1


async def count_unfilled(
    of: Known, request: Request, query: dict[str, Any], facets: list[Facet], total: int | None
) -> None:
    """Put them first in each facet of a column, with the address that shows them alone."""
    if total is None or "_next" in request.args:
        return
    for facet in facets:
        if facet["type"] == "column" and (count := await _count(of, query, facet, total)):
            key = f"{facet['name']}__isnull"
            toggled = path_with_replaced_args(request, {key: None if key in request.args else "1"})
            first = {"label": "(none)", "count": count, "selected": key in request.args}
            facet["results"] = _Results([{**first, "toggle_url": of.datasette.urls.path(toggled)}, *facet["results"]])


async def _count(of: Known, query: dict[str, Any], facet: Facet, total: int) -> int:
    if not facet["truncated"]:
        return total - sum(int(value["count"]) for value in facet["results"])
    source = query["sql"].partition(" from ")[2].rpartition(" limit ")[0]
    if " order by " in source:
        source = source.rpartition(" order by ")[0]
    # On a line of its own, since a reader's condition may end with a comment.
    sql = f"select count(*) from (select * from {source}\n) where {escape_sqlite(facet['name'])} is null"
    limit = of.datasette.setting("facet_time_limit_ms")
    try:
        found = await of.db.execute(sql, query["params"], custom_time_limit=limit, log_sql_errors=False)
    except (QueryInterrupted, sqlite3.OperationalError):  # as Datasette leaves out a facet that takes too long
        return 0
    return int(found.single_value())
