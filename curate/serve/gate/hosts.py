"""Which names a server answers to: the defence against DNS rebinding, in which a foreign name leads to this machine."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What every server is called on its own machine.
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
#: A name or address and, perhaps, a port (RFC 9110, 7.2). Any port will do, since a tunnel or proxy may have another:
#: what a page of another site cannot change is the name under which the browser knows it.
_HOST = re.compile(rb"([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


def host_of(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The name in the one Host header of a request; None where there is none, several, or no name in it.

    Nothing is folded: browsers send names in lower case, and no end point.
    """
    given = [value for name, value in headers if name == b"host"]
    named = _HOST.fullmatch(given[0]) if len(given) == 1 else None
    return named[1].decode("ascii") if named else None


def as_host(name: str) -> str | None:
    """A name or address that somebody writes, as browsers send it; None if it is none."""
    plain = name.strip().lower().rstrip(".")
    plain = f"[{plain}]" if ":" in plain and not plain.startswith("[") else plain
    try:
        sent = plain.encode("utf-8" if plain.startswith("[") else "idna")
    except UnicodeError:
        return None
    named = _HOST.fullmatch(sent)
    return named[1].decode("ascii") if named and named[1] == sent else None
