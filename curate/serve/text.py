"""Who may read an article's text, and where it lies.

Texts are private. Only `curate serve` tells the plugin their folder; without it no page shows text. With it, only the
reader who used the login link sees text, and only on this machine.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request

from curate.read.texts import Texts
from curate.serve.gate.login import READER

if TYPE_CHECKING:
    from datasette.app import Datasette


def may_read(request: Request) -> bool:
    """Whether this reader logged in by the link that `curate serve` printed, and sits at this machine."""
    client = request.scope.get("client") or ("",)
    try:
        local = ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False
    return local and request.actor == READER


def text_of(datasette: Datasette, request: Request, sha256: str | None) -> str | None:
    """A text, if this reader may see it and it is at hand."""
    folder = (datasette.plugin_config("curate") or {}).get("texts")
    if not folder or not sha256 or not may_read(request):
        return None
    found = Texts(Path(folder)).get(sha256)
    return found.text if found else None
