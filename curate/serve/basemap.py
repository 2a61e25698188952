"""The base of the map: a file of the project, served compressed."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Request, Response

from curate.serve.settings import settings

BASEMAP_ROUTE = "/-/curate/basemap.geojson"


@lru_cache(maxsize=2)
def _basemap(path: str, modified: int) -> tuple[bytes, str]:
    """The base file compressed, and a tag that changes with it."""
    data = Path(path).read_bytes()
    return gzip.compress(data, mtime=0), hashlib.sha256(data).hexdigest()[:16]


def basemap_url(datasette: Any, basemap: str | None) -> str | None:
    """Where the page finds its base: our route for a file, else the address as given, which must be on this server."""
    if not basemap:
        return None
    if not Path(basemap).is_file():
        return basemap if basemap.startswith("/") and not basemap.startswith("//") else None
    tag = _basemap(basemap, Path(basemap).stat().st_mtime_ns)[1]
    return f"{datasette.urls.path(BASEMAP_ROUTE)}?v={tag}"


async def serve_basemap(request: Request, datasette: Any) -> Response:
    """The base file, compressed; for ever under an address that carries its tag."""
    basemap = settings(datasette).get("basemap")
    if not basemap or not Path(basemap).is_file():
        return Response.text("This project has no base map.", status=404)
    data, tag = _basemap(basemap, Path(basemap).stat().st_mtime_ns)
    lasting = request.args.get("v") == tag
    headers = {
        "cache-control": "public, max-age=31536000, immutable" if lasting else "no-cache",
        "etag": f'"{tag}"',
        "vary": "accept-encoding",
    }
    if request.headers.get("if-none-match") == f'"{tag}"':
        return Response("", status=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    else:
        data = gzip.decompress(data)
    return Response(data, headers=headers, content_type="application/geo+json")
