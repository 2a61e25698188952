"""Rows without a value, which Datasette's facets leave out: most claims are an article's own and have no claimant."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette.utils import PrefixedUrlString, path_with_replaced_args
from datasette.utils.asgi import Request

from curate.serve.known import Known

Facet = dict[str, Any]


async def count_unfilled(of: Known, request: Request, table: str, facets: list[Facet], total: int | None) -> None:
    """Put them first in each facet of a column, with the address that shows them alone."""
    if total is None or "_next" in request.args:
        return
    for facet in facets:
        if facet["type"] == "column" and (count := await _count(of, request, table, facet, total)):
            key = f"{facet['name']}__isnull"
            toggled = path_with_replaced_args(request, {key: None if key in request.args else "1"})
            first = {"label": "(none)", "count": count, "selected": key in request.args}
            facet["results"].insert(0, {**first, "toggle_url": toggled})


async def _count(of: Known, request: Request, table: str, facet: Facet, total: int) -> int:
    if not facet["truncated"]:
        return total - sum(int(value["count"]) for value in facet["results"])
    alone = urlencode({f"{facet['name']}__isnull": 1, "_size": 0, "_nofacet": 1})
    address = PrefixedUrlString(f"{of.path(table)}.json?{request.query_string}&{alone}")
    found = (await of.datasette.client.get(address, cookies=request.cookies)).json()
    return int(found.get("filtered_table_rows_count") or 0)
