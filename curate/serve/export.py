"""Exports of whole tables, in large pieces and in the order of ids, in which no piece takes longer than the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode

from datasette import hookimpl
from datasette.utils import tilde_decode

from curate.serve.order import request_apart
from curate.serve.served import Served


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """A table that is streamed as CSV comes so unless the address says otherwise; requests are kept apart."""

    def wrap(app: Any) -> Any:
        async def in_pieces(scope: Any, receive: Any, send: Any) -> None:
            asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
            if scope.get("path", "").endswith(".csv") and "_stream" in asked:
                added = {} if "_size" in asked else {"_size": "max"}
                if not asked.keys() & {"_sort", "_sort_desc"} and (key := await _key(datasette, scope["path"])):
                    added["_sort"] = key
                scope = {**scope, "query_string": b"&".join([scope["query_string"], urlencode(added).encode()])}
            with request_apart():
                await app(scope, receive, send)

        return in_pieces

    return wrap


async def _key(datasette: Any, path: str) -> str:
    """The column that tells the rows of a table apart, if it is one of ours."""
    route, _, table = path.removesuffix(".csv").rpartition("/")
    for db in datasette.databases.values():
        if isinstance(db, Served) and route.endswith(f"/{db.route}"):
            keys = await db.primary_keys(tilde_decode(table))
            return str(keys[0]) if len(keys) == 1 else ""
    return ""
