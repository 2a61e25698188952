"""The map: our drawing on top of datasette-cluster-map, and the promise that it asks no other server.

datasette-cluster-map reads its settings from whichever `plugins:` block of the metadata lies nearest to the page, and
falls back to public tiles without a word. Ours are read from the root block only, and are said last on the page:

    plugins:
      curate:
        basemap: data/basemap.geojson      # a file, or an address on this server; none: a grid of degrees
        types: [capture, clash, air strike]    # the order in which symbols are given; others follow
        links: {scene_id: places, towns_map.id: towns}    # which table a column leads to, where it cannot be told
        tiles: {url: "https://tile.example.org/{z}/{x}/{y}.png", label: …, attribution: …}    # offers the switch
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import datasette_cluster_map as cluster_map
from datasette import hookimpl, plugins
from datasette.utils import StartupError
from datasette.utils.asgi import Response

from curate.serve.basemap import BASEMAP_ROUTE, basemap_url, serve_basemap
from curate.serve.map_links import addresses, links
from curate.serve.policy import asgi_wrapper
from curate.serve.settings import settings, tile_host

__all__ = ["asgi_wrapper"]
BLANK_TILE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
STATIC = Path(__file__).parent / "static"


def location_columns(datasette: Any, database: str, table: str, columns: Any, view_name: str) -> list[str]:
    """Latitude and longitude columns of a page, as cluster-map finds them; row pages, which it leaves out, as well."""
    asked = "table" if view_name == "row" else view_name
    found: list[str] | None = cluster_map.find_columns(database, table, columns, asked, datasette)
    lower = {name.lower(): name for name in columns or []}
    return [lower.get(name.lower(), name) for name in found or []]


@hookimpl
def startup(datasette: Any) -> None:
    """Refuse settings that the map could not honour, before any page is served without it."""
    basemap = settings(datasette).get("basemap")
    if basemap and not str(basemap).startswith("/") and not Path(basemap).is_file():
        raise StartupError(f"plugins: curate: basemap: no file {basemap!r}; give a file, or leave it out for a grid")
    tiles = settings(datasette).get("tiles")
    if tiles and not (isinstance(tiles, dict) and tile_host(tiles)):
        raise StartupError("plugins: curate: tiles: url must begin with https:// and name a host")


@hookimpl
def extra_js_urls(database: str, table: str, columns: Any, view_name: str, datasette: Any) -> list[dict[str, Any]]:
    """Our module on every page with coordinates; on row pages, cluster-map's as well."""
    if not location_columns(datasette, database, table, columns, view_name):
        return []
    urls = [static_url(datasette, "map.js")]
    if view_name == "row":
        urls.append(datasette.urls.static_plugins("datasette-cluster-map", "datasette-cluster-map.js"))
    return [{"url": url, "module": True} for url in urls]


@hookimpl
def extra_css_urls(database: str, table: str, columns: Any, view_name: str, datasette: Any) -> list[str]:
    """Our style sheet on the same pages."""
    found = location_columns(datasette, database, table, columns, view_name)
    return [static_url(datasette, "map.css")] if found else []


@hookimpl(trylast=True)
def extra_body_script(database: str, table: str, columns: Any, view_name: str, datasette: Any) -> Any:
    """The settings of the page's map, after cluster-map's own and so in their place."""
    found = location_columns(datasette, database, table, columns, view_name)
    if not found:
        return ""

    async def script() -> str:
        given = settings(datasette)
        options = {
            "basemap": basemap_url(datasette, given.get("basemap")),
            "tiles": given.get("tiles"),
            "types": given.get("types") or [],
            "links": await links(datasette, database, table, columns, given.get("links") or {}),
            "latitude": found[0],
            "longitude": found[1],
            **await addresses(datasette, database),
        }
        tiles = {"maxZoom": 18, "attribution": ""}
        lines = [
            f"window.CURATE_MAP = {_json(options)};",
            f"window.DATASETTE_CLUSTER_MAP_TILE_LAYER = {_json(BLANK_TILE)};",
            f"window.DATASETTE_CLUSTER_MAP_TILE_LAYER_OPTIONS = {_json(tiles)};",
        ]
        if view_name == "row":
            lines.insert(0, cluster_map.extra_body_script(database, table, columns, "table", datasette))
        return "\n".join(lines)

    return script


def _json(value: Any) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=True).replace("<", "\\u003c")


def static_url(datasette: Any, path: str) -> str:
    """The address of one of our static files, under whatever name the plugin is installed."""
    return str(datasette.urls.static_plugins(_plugin_name(), path))


@lru_cache(maxsize=1)
def _plugin_name() -> str:
    found = (
        plugin["name"]
        for plugin in plugins.get_plugins()
        if plugin["static_path"] and Path(plugin["static_path"]) == STATIC
    )
    return str(next(found))


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The base file's address."""
    return [(f"^{BASEMAP_ROUTE}$", serve_basemap)]
