"""The first pages of large tables, asked for when the server has started, so that readers find counts remembered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from curate.serve.served import Served

#: Tables of more rows than this are worth it.
_LARGE = 100_000
_log = logging.getLogger(__name__)
_Send = Callable[[dict[str, Any]], Awaitable[None]]


def asking_ahead(datasette: Any, send: _Send) -> _Send:
    """As `send`, to which Datasette tells that it has started or stops: between these, large tables are looked at."""
    asked: list[asyncio.Task[None]] = []
    stops = asyncio.Event()

    async def told(message: dict[str, Any]) -> None:
        if message["type"] == "lifespan.shutdown.complete":
            stops.set()
            await asyncio.gather(*asked)
        await send(message)
        if message["type"] == "lifespan.startup.complete":
            asked.append(asyncio.create_task(ask_first_pages(datasette, stops)))

    return told


async def ask_first_pages(datasette: Any, stops: asyncio.Event) -> None:
    """Ask for the first page of each large table of what curate built, one after the other; log what goes wrong.

    Once the server stops, no further page is begun. The one in hand is finished, since Datasette leaves half a page
    with warnings; its own time limits make that a matter of seconds at most.
    """
    for db in [each for each in datasette.databases.values() if isinstance(each, Served)]:
        try:
            hidden = await db.hidden_table_names()
            counts = await db.table_counts(limit=60_000)
            for table in [table for table, rows in counts.items() if table not in hidden and (rows or 0) > _LARGE]:
                if stops.is_set():
                    return
                address = datasette.urls.table(db.name, table)
                status = (await datasette.client.get(address)).status_code
                if status != 200:
                    _log.warning("%s, asked for ahead of readers, was answered by %s", address, status)
        except Exception:
            _log.exception("the large tables of %s could not be asked for ahead of readers", db.name)
