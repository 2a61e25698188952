"""Large tables, tallied when the server has started, so that readers need not wait for facets to be counted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from curate.serve.served import Served

#: Tables of more rows than this are worth it.
_LARGE = 100_000
_log = logging.getLogger(__name__)
_Send = Callable[[dict[str, Any]], Awaitable[None]]


def tallying(datasette: Any, send: _Send) -> _Send:
    """As `send`, to which Datasette tells that it has started or stops: between these, large tables are tallied."""
    asked: list[asyncio.Task[None]] = []
    stops = asyncio.Event()

    async def told(message: dict[str, Any]) -> None:
        if message["type"] == "lifespan.shutdown.complete":
            stops.set()
            await asyncio.gather(*asked)
        await send(message)
        if message["type"] == "lifespan.startup.complete":
            asked.append(asyncio.create_task(tally_large_tables(datasette, stops)))

    return told


async def tally_large_tables(datasette: Any, stops: asyncio.Event) -> None:
    """Tally the facets of each large table of what curate built, and read them for searches; log what goes wrong.

    It is done one after the other. Once the server stops, nothing further is begun.
    """
    for db in [each for each in datasette.databases.values() if isinstance(each, Served)]:
        try:
            hidden = await db.hidden_table_names()
            counts = await db.table_counts(limit=60_000)
            large = [table for table, rows in counts.items() if table not in hidden and (rows or 0) > _LARGE]
            shown = {table: datasette.table_metadata(db.name, table) for table in large}
            steps = [partial(db.tallies.take, db, table, its.get("facets") or []) for table, its in shown.items()]
            searched = {table: its.get("facets") or [] for table, its in shown.items() if its.get("fts_table")}
            steps += [partial(db.searched.take, db, table, facet) for table, its in searched.items() for facet in its]
            for step in steps:
                if stops.is_set():
                    return
                await step()
        except Exception:
            _log.exception("the large tables of %s could not be tallied ahead of readers", db.name)
