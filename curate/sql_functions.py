"""SQL functions for those who ask a database of claims, by the plugin hooks of Datasette and sqlite-utils.

`count_low(words)` and `count_high(words)` give the range that a count as worded implies, in English unless a second
argument names another language, `period_start(edtf)` and
`period_end(edtf)` the first and last day of an EDTF date or interval, `fold(words)` a form in which spellings with
other accents, apostrophes, Arabic letters or cases are equal. What cannot be read gives NULL, and so does an open end.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from pluggy import HookimplMarker

from curate.language.counts import read_count
from curate.model.period import read_period
from curate.read.fold import fold_search


def _fold(words: str) -> str:
    return " ".join(fold_search(words).casefold().split())


#: Every function by its name.
FUNCTIONS: dict[str, Callable[..., str | int | None]] = {
    "count_low": lambda words, language="en": read_count(words, language).low,
    "count_high": lambda words, language="en": read_count(words, language).high,
    "period_start": lambda period: read_period(period).start,
    "period_end": lambda period: read_period(period).end,
    "fold": _fold,
}


@HookimplMarker("datasette")
@HookimplMarker("sqlite_utils")
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Add the functions to a connection."""
    for name, function in FUNCTIONS.items():
        for arguments in (1, 2) if name.startswith("count_") else (1,):
            conn.create_function(name, arguments, _or_null(function), deterministic=True)


def _or_null(function: Callable[..., Any]) -> Callable[..., Any]:
    def called(*values: Any) -> Any:
        try:
            return function(*values) if all(isinstance(value, str) for value in values) else None
        except ValueError:
            return None

    return called
