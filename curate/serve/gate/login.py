"""The login of one server: a token in the link that it prints, made anew at each start."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from urllib.parse import parse_qs

LOGIN = "/-/login"
#: Whoever is let in, to Datasette. Its `root` might look into its own tables.
READER = {"id": "reader"}


class Login:
    """What a reader shows: the token, or the cookie that it was exchanged for.

    Browsers send cookies to every port of a machine. So the cookie's name has the port, by which servers of one person
    do not log each other out, and its value is no token: another server that is sent it can open no link with it.
    """

    def __init__(self, port: int) -> None:
        self.token = secrets.token_urlsafe(32)
        self._name = f"curate-{port}"
        self._value = hmac.new(self.token.encode(), f"cookie of port {port}".encode(), hashlib.sha256).hexdigest()

    def link(self, address: str) -> str:
        """The link that logs in."""
        return f"{address}{LOGIN}?token={self.token}"

    def opens(self, query: bytes) -> bool:
        """Whether the query of a login link has the token."""
        return _same(parse_qs(query.decode("latin-1")).get("token", []), self.token)

    def cookie(self, secure: bool) -> str:
        """The header that gives a browser its cookie, until it is closed."""
        return f"{self._name}={self._value}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"

    def admits(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Whether a request has the token, as `Authorization: Bearer …` (RFC 6750, 2.1), or the cookie."""
        given = [(name, value.decode("latin-1")) for name, value in headers]
        bearers = [value for name, value in given if name == b"authorization"]
        if bearers:
            scheme, _, token = bearers[0].partition(" ")
            return scheme.lower() == "bearer" and _same([token.strip()] * len(bearers), self.token)
        pairs = [pair.strip().partition("=") for name, value in given if name == b"cookie" for pair in value.split(";")]
        # Another server of this machine may have set one of the same name.
        return any(_same([value], self._value) for name, _, value in pairs if name == self._name)


def _same(given: list[str], secret: str) -> bool:
    """Whether one thing was given, and is the secret; found out in a time that tells nothing of it."""
    return len(given) == 1 and hmac.compare_digest(given[0].encode("utf-8", "replace"), secret.encode())
