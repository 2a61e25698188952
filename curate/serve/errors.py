"""What cannot be answered: a status, and a sentence in the form that was asked for, never a traceback."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Generator
from typing import Any

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Forbidden, Request, Response
from datasette.views.base import DatasetteError

_log = logging.getLogger(__name__)
#: Characters of what SQLite, Python or Datasette say.
_LONGEST = 300


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Any, request: Request, exception: Exception) -> Generator[None, Any, None]:
    """In place of Datasette's own, which prints a traceback and calls wrong addresses faults of the server."""
    outcome = yield
    outcome.force_result([lambda: refusal(datasette, request, exception)])


@hookimpl
def forbidden(datasette: Any, request: Request, message: str) -> Any:
    """The same for what a reader may not see."""
    return lambda: refusal(datasette, request, Forbidden(message))


async def refusal(datasette: Any, request: Request, exception: Exception) -> Response:
    """The answer that says what is wrong."""
    status, title, words = told(request, exception)
    headers = {"retry-after": str(seconds)} if (seconds := getattr(exception, "retry_after", None)) else {}
    if datasette.cors:
        headers["access-control-allow-origin"] = "*"
    if request.path.endswith(".json"):
        found = {"ok": False, "error": words, "status": status, "title": title}
        return Response.json(found, status=status, headers=headers)
    if request.path.endswith(".csv"):
        return Response.text(f"{words}\n", status=status, headers=headers)
    template = datasette.jinja_env.select_template([f"{status}.html", "error.html"])
    page = await template.render_async(
        ok=False,
        error=words,
        status=status,
        title=title,
        urls=datasette.urls,
        app_css_hash=datasette.app_css_hash(),
        menu_links=lambda: [],
    )
    return Response.html(page, status=status, headers=headers)


def told(request: Request, exception: Exception) -> tuple[int, str | None, str]:
    """Status, title and a sentence.

    What Python or Datasette trip over is the address's fault if it asks for anything in particular: the database does
    not change, and the pages' own links are tested. Else it is ours, and the log has the traceback.
    """
    if isinstance(exception, Base400):
        return exception.status, None, _NO_PAGE if str(exception) == "404" else str(exception)
    if isinstance(exception, DatasetteError):
        if exception.title == "SQL Interrupted":  # whose message is HTML
            return 400, exception.title, _LATE
        return (400 if exception.status == 500 else exception.status), exception.title, exception.message
    if isinstance(exception, QueryInterrupted):
        return 400, "SQL Interrupted", _LATE
    if isinstance(exception, OSError) and request.path.startswith("/-/static"):  # a name that no file can have
        return 404, None, _NO_PAGE
    words = re.sub(r"\s+", " ", str(exception))[:_LONGEST] or type(exception).__name__
    if isinstance(exception, sqlite3.Error | sqlite3.Warning):
        return 400, "Invalid SQL", words
    if request.query_string or not re.fullmatch(r"[\w/.~-]*", request.path, re.ASCII):
        _log.info("%s could not be answered: %r", request.path[:_LONGEST], exception)
        return 400, "Not understood", f"This address asks for something that there is not, or not in this form: {words}"
    _log.error("%s could not be answered", request.path[:_LONGEST], exc_info=exception)
    return 500, "A fault of this site", "This page cannot be shown; the server's log says why"


_NO_PAGE = "There is no such page"
_LATE = "The query took too long; ask for fewer rows, or filter by a column that has an index"
