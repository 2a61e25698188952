"""Where the map's popups lead: to the records that a row names, and to the claims that it was made of."""

from __future__ import annotations

from typing import Any

from curate.serve.known import known


async def links(datasette: Any, database: str, table: str, columns: Any, given: dict[str, str]) -> dict[str, Any]:
    """Which columns lead to a record, and where: by setting, by foreign key, by name; the row's own id first.

    The `id` of a view may stand for anything, such as an event at a place: only the settings tell what it leads to.
    """
    if database is None or database not in datasette.databases:
        return {}
    db = datasette.get_database(database)
    tables = set(await db.table_names())
    keys = await db.foreign_keys_for_table(table) if table in tables else []
    targets = {key["column"]: key["other_table"] for key in keys}
    found: dict[str, Any] = {}
    for column in sorted(columns, key=lambda name: name != "id"):
        if column != "id" and not column.endswith("_id"):
            continue
        target = given.get(f"{table}.{column}") or given.get(column) or targets.get(column)
        target = target or (table if column == "id" else _by_name(column.removesuffix("_id"), tables))
        if target in tables:
            found[column] = {"table": target, "address": datasette.urls.table(database, target)}
    return found


def _by_name(word: str, tables: set[str]) -> str | None:
    """The table a name speaks of: `place_id` of `places`."""
    return next((name for name in (f"{word}s", f"{word}es", word) if name in tables), None)


async def addresses(datasette: Any, database: str) -> dict[str, str]:
    """Of a database that curate built, the addresses of its claims and of its articles' pages."""
    of = await known(datasette, database)
    return {"claims": of.path("claims"), "articles": of.path("-", "article")} if of else {}
