"""The Datasette plugin: pages, map, labels. Each hook lives in a file of its own subject."""

from curate.serve.map import (
    asgi_wrapper as asgi_wrapper,
)
from curate.serve.map import (
    extra_body_script as extra_body_script,
)
from curate.serve.map import (
    extra_css_urls as extra_css_urls,
)
from curate.serve.map import (
    extra_js_urls as extra_js_urls,
)
from curate.serve.map import (
    register_routes as register_routes,
)
from curate.serve.map import (
    startup as startup,
)
