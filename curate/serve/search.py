"""Searches that hold nothing to look for, which SQLite refuses: an empty one is none, others find nothing."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils.asgi import Request


@hookimpl(specname="filters_from_request")
def searches(request: Request) -> FilterArguments | None:
    """Take such searches out of the request, before Datasette's own filters read it; quotes and the like find
    nothing, and the template says why."""
    asked = parse_qsl(request.query_string, keep_blank_values=True)
    hollow = [(name, value) for name, value in asked if _is_hollow(name, value)]
    if not hollow:
        return None
    request.scope["query_string"] = urlencode([each for each in asked if each not in hollow]).encode()
    sought = next((value for _, value in hollow if value.strip()), None)
    if sought is None:
        return None
    shown = {"search": sought, "curate_hollow": sought}
    return FilterArguments(["0"], human_descriptions=[f'search matches "{sought}"'], extra_context=shown)


def _is_hollow(name: str, value: str) -> bool:
    return (name == "_search" or name.startswith("_search_")) and not any(letter.isalnum() for letter in value)
