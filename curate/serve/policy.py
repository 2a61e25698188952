"""The promise that a page asks no other server, kept by the browser: a content security policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl

from curate.serve.settings import settings, tile_host


def content_policy(datasette: Any) -> str:
    """What a page may load: this server's own; pictures of the tile server only where the project offers tiles."""
    images = ["'self'", "data:", tile_host(settings(datasette).get("tiles") or {})]
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {' '.join(filter(None, images))}",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Send that policy with every answer."""

    def wrap(app: Any) -> Any:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            policy = (b"content-security-policy", content_policy(datasette).encode())

            async def send_with(message: Any) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": [*message.get("headers", []), policy]}
                await send(message)

            await app(scope, receive, send_with)

        return guarded

    return wrap
