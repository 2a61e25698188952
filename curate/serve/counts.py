"""Counts and facets of a table's page, asked for in another way: those of the whole answer, and the short way.

Datasette 0.65 counts the facets of a later page from that page on, and reads a table to count what a search finds.
"""

from __future__ import annotations

import re
from typing import Any

#: A table or column as Datasette writes it.
NAME = r"(?:\w+|\[[^\]]+\])"
#: How many rows a search finds is how many the table's index does.
_FOUND = re.compile(
    r"select count\(\*\) from (?P<table>\w+) where rowid in \(select rowid from "
    r"(?P<index>(?P=table)_fts where (?P=table)_fts match (?:escape_fts\(:search\)|:search))\) "
)
#: What follows the last page, as Datasette writes it: rows behind a key, or behind a value or with it behind a key.
_BEHIND = rf"\(\({NAME} > :p\d+\)\)"
_LATER = (
    rf"\({NAME} [<>] :p\d+(?: or {NAME} is null)? or \({NAME} = :p\d+ and {_BEHIND}\)\)"
    rf"|\({NAME} is not null or \({NAME} is null and {_BEHIND}\)\)|\({NAME} is null and {_BEHIND}\)|{_BEHIND}"
)
_LATER_FACET = re.compile(
    rf"(?P<facet>\s*select \S+ as value, count\(\*\) as count from \(.*)"
    rf"(?:where|and) (?:{_LATER})\s*\)(?P<rest>\s*where .*)",
    re.S,
)


def whole(sql: str) -> str:
    """The SQL of a facet without the clause of its page, that of a search's count without the table; or as it is."""
    if later := _LATER_FACET.fullmatch(sql):
        return f"{later['facet']}){later['rest']}"
    if search := _FOUND.fullmatch(sql):
        return f"select count(*) from {search['index']}"
    return sql


def asked(sql: str, params: Any) -> list[Any]:
    """The parameters that the SQL uses."""
    if isinstance(params, dict):
        return [(name, value) for name, value in params.items() if f":{name}" in sql]
    return list(params or ())
