"""The gate in front of Datasette: which requests pass, and what every answer carries."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from typing import Any

from datasette.utils.asgi import Response

from curate.serve.basemap import BASEMAP_ROUTE
from curate.serve.gate.hosts import LOCAL, host_of
from curate.serve.gate.login import LOGIN, READER, Login
from curate.serve.gate.peer import is_another_users

#: Style and behaviour, the same for everybody: no login, and browsers may keep them for an hour.
_ASSETS, _ICON = ("/-/static/", "/-/static-plugins/"), "/favicon.ico"
_HOUR = b"max-age=3600"
#: Pages of Datasette's own login and messages, which there are not here.
_NO_PAGES = ("/-/logout", "/-/messages")
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
}
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Gate:
    """An ASGI application that lets a reader through to Datasette, and asks everybody else to log in.

    Args:
        datasette: What is guarded.
        login: The login of this server.
        hosts: The names, besides those of every machine, that it is reached by; with any, other machines may ask.
    """

    def __init__(self, datasette: Any, login: Login, hosts: Collection[str] = ()) -> None:
        self._datasette, self._app = datasette, datasette.app()
        self._login, self._hosts, self._alone = login, LOCAL | set(hosts), not hosts

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Answer a request, or have Datasette do so."""
        if scope["type"] == "websocket":  # there are none
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        path = scope.get("raw_path", scope["path"].encode()).partition(b"?")[0].decode("latin-1")
        asset = path.startswith(_ASSETS) or path == _ICON

        async def send_with(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                kept = None if path == BASEMAP_ROUTE else _HOUR if asset else b"no-store"
                kept = kept if message["status"] in (200, 304) else b"no-store"
                message = {**message, "headers": _dressed(message.get("headers", []), kept)}
            await send(message)

        if answer := self._first(scope, path):
            await answer.asgi_send(send_with)
        elif asset:
            await self._app(_bare(scope), receive, send_with)
        elif not self._login.admits(scope["headers"]):
            await (await self._ask_to_log_in(scope, path)).asgi_send(send_with)
        elif path == LOGIN:  # by an old link, perhaps
            await _plain(303, "", location="/", **{"referrer-policy": "no-referrer"}).asgi_send(send_with)
        elif path in _NO_PAGES:
            await _plain(404, "There is no such page.").asgi_send(send_with)
        else:
            await self._app({**_bare(scope), "actor": READER}, receive, send_with)

    def _first(self, scope: MutableMapping[str, Any], path: str) -> Response | None:
        """What is answered before anybody asks who the reader is."""
        if host_of(scope["headers"]) not in self._hosts:
            return _plain(421, "This server does not answer to that name; use the address that `curate serve` printed.")
        if self._alone and is_another_users(scope):
            return _plain(403, "This server answers the user who started it, and no other.")
        if scope["method"] not in ("GET", "HEAD"):
            return _plain(405, "Nothing can be changed here: ask with GET or HEAD.", allow="GET, HEAD")
        if _embedded(scope["headers"]):
            return _plain(403, "Pages of other sites get nothing from this one.")
        if path == LOGIN and self._login.opens(scope["query_string"]):
            cookie = self._login.cookie(secure=scope.get("scheme") == "https")
            return _plain(303, "", location="/", **{"set-cookie": cookie, "referrer-policy": "no-referrer"})
        return None

    async def _ask_to_log_in(self, scope: MutableMapping[str, Any], path: str) -> Response:
        """Status 401 and how to log in, in the form that was asked for."""
        words = "This dataset is not public: open the link that `curate serve` printed, or send its token as a bearer."
        headers = {"www-authenticate": "Bearer", "content-security-policy": _POLICY}
        if path.endswith(".json"):
            return Response.json({"ok": False, "error": words, "status": 401}, status=401, headers=headers)
        if not any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):
            return Response.text(f"{words}\n", status=401, headers=headers)
        template = self._datasette.jinja_env.get_template("curate_login.html")
        page = await template.render_async(
            urls=self._datasette.urls, tried=path == LOGIN, host=dict(scope["headers"])[b"host"].decode("ascii")
        )
        return Response.html(page, status=401, headers={**headers, "referrer-policy": "no-referrer"})


def _plain(status: int, words: str, **headers: str) -> Response:
    return Response.text(words and f"{words}\n", status, {"content-security-policy": _POLICY, **headers})


def _embedded(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether a browser says that it asks for a page of another site or port, which is to use the answer; not so a link
    that is followed (Fetch Metadata, https://www.w3.org/TR/fetch-metadata/)."""
    of = dict(headers)
    followed = (of.get(b"sec-fetch-mode"), of.get(b"sec-fetch-dest")) == (b"navigate", b"document")
    return of.get(b"sec-fetch-site") in (b"cross-site", b"same-site") and not followed


def _bare(scope: MutableMapping[str, Any]) -> dict[str, Any]:
    """A request without what it showed at the gate, and without cookies of other servers of this machine."""
    kept = [header for header in scope["headers"] if header[0] not in (b"cookie", b"authorization")]
    return {**scope, "headers": kept}


def _dressed(headers: list[tuple[bytes, bytes]], kept_for: bytes | None) -> list[tuple[bytes, bytes]]:
    """The headers of an answer, with ours in the place of Datasette's; with None, the page says how long it is kept."""
    ours = {**_HEADERS, b"cache-control": kept_for} if kept_for else _HEADERS
    kept = [(name, value) for name, value in headers if name.lower() not in ours]
    if not any(name.lower() == b"referrer-policy" for name, _ in kept):
        kept.append((b"referrer-policy", b"same-origin"))
    return [*kept, *ours.items()]
