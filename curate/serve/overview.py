"""What there is: questions, articles, views and tables, for the home page and the database's."""

from __future__ import annotations

from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils import escape_sqlite

from curate.serve.known import Known

Facts = dict[str, Any]


async def overview(of: Known, actor: Facts | None) -> Facts:
    """Everything that this reader may open, each with its title and description."""
    queries = await of.datasette.get_canned_queries(of.db.name, actor)
    counts = await of.db.table_counts(1000)
    hidden = set(await of.db.hidden_table_names())
    tables = [_described(of, table, counts.get(table)) for table in of.columns if table not in hidden]
    views = [_described(of, view, await _count(of, view)) for view in await of.db.view_names()]
    seen = [each for each in views + tables if await of.visible(actor, each["name"])]
    asked = [
        {**q, "href": of.path(q["name"])}
        for q in queries.values()
        if await of.visible(actor, q["name"], action="view-query")
    ]
    told = await articles(of) if of.kinds and "sources" in [each["name"] for each in seen] else []
    return {
        "name": of.db.name,
        "href": of.path(),
        "queries": asked,
        "views": [each for each in seen if each in views],
        "tables": [each for each in seen if each in tables],
        "articles": told,
        "articles_href": of.path("-", "articles"),
        "whole": all(table["name"] in [each["name"] for each in seen] for table in tables),
    }


async def articles(of: Known) -> list[Facts]:
    """The articles with how many claims of which kinds were found in each, by date."""
    kinds: dict[str, list[tuple[str, int]]] = {}
    for row in await of.db.execute("SELECT source_id, kind, count(*) AS n FROM claims GROUP BY 1, 2 ORDER BY 1, 2"):
        kinds.setdefault(row["source_id"], []).append((row["kind"].replace("_", " "), row["n"]))
    rows = await of.db.execute("SELECT * FROM sources ORDER BY published_on IS NULL, published_on, id")
    return [{**dict(row), "href": of.article(row["id"]), "kinds": kinds.get(row["id"], [])} for row in rows]


def _described(of: Known, table: str, count: int | None) -> Facts:
    told = of.datasette.table_metadata(of.db.name, table)
    return {
        "name": table,
        "href": of.path(table),
        "count": count,
        "title": told.get("title") or table,
        "description": told.get("description") or "",
    }


async def _count(of: Known, view: str) -> int | None:
    try:
        return int((await of.db.execute(f"SELECT count(*) FROM {escape_sqlite(view)}")).single_value())
    except QueryInterrupted:
        return None
