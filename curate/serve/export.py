"""Exports of whole tables, in large pieces: Datasette would ask for a table as often as its page size makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from datasette import hookimpl


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """A CSV that is streamed comes in pages of `max_returned_rows` also where the address does not say so."""

    def wrap(app: Any) -> Any:
        async def in_pieces(scope: Any, receive: Any, send: Any) -> None:
            query = scope.get("query_string", b"")
            asked = parse_qs(query)
            if scope.get("path", "").endswith(".csv") and b"_stream" in asked and b"_size" not in asked:
                scope = {**scope, "query_string": query + b"&_size=max"}
            await app(scope, receive, send)

        return in_pieces

    return wrap
