"""The Datasette plugin: words instead of ids, links from values to the phrases that state them, pages of articles."""

from curate.serve.assets import extra_css_urls, extra_js_urls
from curate.serve.cells import render_cell
from curate.serve.code import prepare_jinja2_environment
from curate.serve.order import filters_from_request
from curate.serve.pages import menu_links, register_routes
from curate.serve.requests import asgi_wrapper
from curate.serve.search import searches
from curate.serve.served import startup
from curate.serve.variables import extra_template_vars

__all__ = [
    "asgi_wrapper",
    "extra_css_urls",
    "extra_js_urls",
    "extra_template_vars",
    "filters_from_request",
    "menu_links",
    "prepare_jinja2_environment",
    "register_routes",
    "render_cell",
    "searches",
    "startup",
]
