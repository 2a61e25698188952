"""The Datasette plugin: words instead of ids, links from values to the phrases that state them, pages of articles."""

from curate.serve.addresses import no_scripts
from curate.serve.assets import extra_css_urls, extra_js_urls
from curate.serve.cells import render_cell
from curate.serve.code import prepare_jinja2_environment
from curate.serve.defused import defuse_csv
from curate.serve.errors import forbidden, handle_exception
from curate.serve.order import filters_from_request
from curate.serve.pages import menu_links, register_routes
from curate.serve.requests import asgi_wrapper
from curate.serve.search import searches
from curate.serve.served import startup
from curate.serve.sql.apart import run_apart
from curate.serve.sql.limits import prepare_connection
from curate.serve.variables import extra_template_vars

__all__ = [
    "asgi_wrapper",
    "defuse_csv",
    "extra_css_urls",
    "extra_js_urls",
    "extra_template_vars",
    "filters_from_request",
    "forbidden",
    "handle_exception",
    "menu_links",
    "no_scripts",
    "prepare_connection",
    "prepare_jinja2_environment",
    "register_routes",
    "render_cell",
    "run_apart",
    "searches",
    "startup",
]
