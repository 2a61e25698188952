"""What stands between the web server and Datasette."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl

from curate.serve.ahead import tallying
from curate.serve.export import streamed
from curate.serve.order import request_apart


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Requests are kept apart, tables exported whole, and large ones looked at before readers come."""

    def wrap(app: Any) -> Any:
        async def wrapped(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "lifespan":
                await app(scope, receive, tallying(datasette, send))
                return
            with request_apart():
                await app(await streamed(datasette, scope), receive, send)

        return wrapped

    return wrap
