"""What a request holds of its reader's own SQL, so that the database can tell it from what the pages ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from datasette.utils.asgi import BadRequest

from curate.serve.sql.limits import MOST_SQL

#: Seconds to wait for a turn: a page, and an export that has begun and would be cut short.
_PAGE, _EXPORT = 1.5, 60.0


class Asked(NamedTuple):
    """The reader's texts, how long they may wait for a turn, and whether CSV is asked for."""

    texts: frozenset[str] = frozenset()
    patience: float = _PAGE
    as_csv: bool = False

    def holds(self, sql: str, params: Any) -> bool:
        """Whether SQL is the reader's, or holds a condition or a search in SQLite's own language."""
        words = params.values() if isinstance(params, dict) else params or ()
        return any(text in sql for text in self.texts) or not self.texts.isdisjoint(
            word for word in words if isinstance(word, str)
        )


_NOTHING = Asked()
ASKED: ContextVar[Asked] = ContextVar("ASKED", default=_NOTHING)


def is_of_metadata(params: Any) -> bool:
    """Whether SQL with such parameters is a query of metadata.yml, in which a reader's words may do anything."""
    from datasette.views.database import MagicParameters  # which loads plugins, and so this module

    return isinstance(params, MagicParameters)


@contextmanager
def asked_by(scope: dict[str, Any]) -> Iterator[None]:
    """Remember what the address of a request holds.

    Raises:
        BadRequest: a text is too long.
    """
    given = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    names = ["sql", "_where"]
    if "_searchmode" in given:
        names += [name for name in given if name.startswith("_search")]
    texts = frozenset(text for name in names for text in given.get(name, ()))
    if any(len(text) > MOST_SQL for text in texts):
        raise BadRequest(f"SQL of more than {MOST_SQL:,} characters is not run here; write less")
    patience = _EXPORT if "_stream" in given else _PAGE
    before = ASKED.set(Asked(texts, patience, scope["path"].endswith(".csv")))
    try:
        yield
    finally:
        ASKED.reset(before)
