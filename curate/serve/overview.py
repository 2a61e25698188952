"""What there is: questions, articles, views and tables, for the home page and the database's."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.utils import escape_sqlite, tilde_decode
from datasette.utils.asgi import Request

from curate.serve.findings import findings
from curate.serve.known import Known, known

if TYPE_CHECKING:
    from datasette.app import Datasette

Facts = dict[str, Any]


@hookimpl
def extra_template_vars(
    datasette: Datasette, database: str | None, view_name: str | None, request: Request | None
) -> Awaitable[Facts]:
    """`curate_overviews` for home and database pages; where a page shows one row, `curate_record` and
    `curate_findings`."""

    async def variables() -> Facts:
        names = {"index": [*datasette.databases], "database": [database]}.get(view_name or "", [])
        found = [of for name in names if (of := await known(datasette, name))]
        actor = request.actor if request else None
        shown = await known(datasette, database) if view_name == "row" else None
        return {
            "curate_overviews": [await overview(of, actor) for of in found],
            "curate_record": shown is not None,
            "curate_findings": await _findings(shown, request) if shown and request else None,
        }

    return variables()


async def _findings(of: Known, request: Request) -> Facts | None:
    """What was found odd about the row of a page, if this reader may know."""
    table, id_ = (tilde_decode(request.url_vars[part]) for part in ("table", "pks"))
    if table == "findings" or not await _visible(of, request.actor, "view-table", (of.db.name, "findings")):
        return None
    return await findings(of, table, id_)


async def overview(of: Known, actor: Facts | None) -> Facts:
    """Everything that this reader may open, each with its title and description."""
    name, queries = of.db.name, await of.datasette.get_canned_queries(of.db.name, actor)
    counts = await of.db.table_counts(1000)
    hidden = set(await of.db.hidden_table_names())
    tables = [_described(of, table, counts.get(table)) for table in of.columns if table not in hidden]
    views = [_described(of, view, await _count(of, view)) for view in await of.db.view_names()]
    seen = [each for each in views + tables if await _visible(of, actor, "view-table", (name, each["name"]))]
    asked = [
        {**q, "href": of.path(q["name"])}
        for q in queries.values()
        if await _visible(of, actor, "view-query", (name, q["name"]))
    ]
    told = await articles(of) if of.kinds and "sources" in [each["name"] for each in seen] else []
    return {
        "name": name,
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


async def _visible(of: Known, actor: Facts | None, action: str, resource: tuple[str, str]) -> bool:
    permissions = [(action, resource), ("view-database", of.db.name), "view-instance"]
    visible, _ = await of.datasette.check_visibility(actor, permissions=permissions)
    return bool(visible)
