"""The plugin's settings in the metadata."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def settings(datasette: Any) -> dict[str, Any]:
    """The plugin's settings in the root of the metadata; blocks further down do not count."""
    return datasette.plugin_config("curate") or {}


def tile_host(tiles: dict[str, Any]) -> str:
    """The tile server as a source for a content security policy: `https://*.example.org` for `{s}.example.org`."""
    parts = urlsplit(str(tiles.get("url", "")))
    host = parts.netloc.replace("{s}", "*")
    allowed = parts.scheme == "https" and host and all(c.isalnum() or c in ".-*:" for c in host)
    return f"https://{host}" if allowed else ""
