"""What stands between the web server and Datasette."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import BadRequest, Request

from curate.serve.ahead import tallying
from curate.serve.errors import refusal
from curate.serve.export import streamed
from curate.serve.order import request_apart
from curate.serve.sql.asked import asked_by


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Requests are kept apart, tables exported whole, large ones looked at before readers come, and what goes wrong
    outside of a page is answered too."""

    def wrap(app: Any) -> Any:
        async def wrapped(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "lifespan":
                await app(scope, receive, tallying(datasette, send))
                return
            begun = False

            async def noting(message: Any) -> None:
                nonlocal begun
                begun = True
                await send(message)

            try:
                if not scope.get("raw_path", b"").isascii():
                    raise BadRequest("Letters other than A to Z are written percent-encoded in an address")
                with request_apart(), asked_by(scope):
                    await app(await streamed(datasette, scope), receive, noting)
            except Exception as error:
                if begun:
                    raise
                answer = await refusal(datasette, Request(scope, receive), error)
                await answer.asgi_send(send)

        return wrapped

    return wrap
