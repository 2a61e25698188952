"""Style and behaviour of the pages: two small static files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import hookimpl

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Datasette serves a plugin's static files under the name of its distribution.
_DISTRIBUTION = "curate-claims"


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """The style sheet of every page."""
    return [datasette.urls.static_plugins(_DISTRIBUTION, "curate.css")]


@hookimpl
def extra_js_urls(datasette: Datasette) -> list[dict[str, object]]:
    """Column descriptions that fold away, and highlights that follow the claim in hand."""
    return [{"url": datasette.urls.static_plugins(_DISTRIBUTION, "curate.js"), "module": True}]
