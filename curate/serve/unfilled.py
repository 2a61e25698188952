"""Rows without a value, which Datasette's facets leave out: most claims are an article's own and have no claimant."""

from __future__ import annotations

import re
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils import escape_sqlite, path_with_replaced_args
from datasette.utils.asgi import Request

from curate.serve.known import Known

Facet = dict[str, Any]
#: How the SQL of a page ends.
_PAGE = re.compile(r"( order by [^()]+)? limit \d+( offset \d+)?\s*$")


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
            facet["results"].insert(0, {**first, "toggle_url": toggled})


async def _count(of: Known, query: dict[str, Any], facet: Facet, total: int) -> int:
    if not facet["truncated"]:
        return total - sum(int(value["count"]) for value in facet["results"])
    sql = f"select count(*) from ({_PAGE.sub('', query['sql'])}) where {escape_sqlite(facet['name'])} is null"
    try:
        found = await of.db.execute(sql, query["params"], custom_time_limit=of.datasette.setting("facet_time_limit_ms"))
    except QueryInterrupted:  # as Datasette leaves out a facet that takes too long
        return 0
    return int(found.single_value())
