"""Exports of whole tables, in large pieces and in the order of ids, in which no piece takes longer than the first."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils import tilde_decode

from curate.serve.served import Served


async def streamed(datasette: Any, scope: dict[str, Any]) -> dict[str, Any]:
    """A request; one that streams a table as CSV asks for it so unless its address says otherwise, and from its start,
    whichever page it is linked from."""
    asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    names = {name for name, _ in asked}
    if not scope.get("path", "").endswith(".csv") or "_stream" not in names:
        return scope
    added = {} if "_size" in names else {"_size": "max"}
    if not names & {"_sort", "_sort_desc"} and (key := await _key(datasette, scope["path"])):
        added["_sort"] = key
    kept = [(name, value) for name, value in asked if name != "_next"]
    return {**scope, "query_string": urlencode([*kept, *added.items()]).encode()}


async def _key(datasette: Any, path: str) -> str:
    """The column that tells the rows of a table apart, if it is one of ours."""
    route, _, table = path.removesuffix(".csv").rpartition("/")
    for db in datasette.databases.values():
        if isinstance(db, Served) and route.endswith(f"/{db.route}"):
            keys = await db.primary_keys(tilde_decode(table))
            sortable = datasette.table_metadata(db.name, tilde_decode(table)).get("sortable_columns", keys)
            return str(keys[0]) if len(keys) == 1 and keys[0] in sortable else ""
    return ""
