"""What the parameters of a question take: values of the columns that its `choices` in metadata.yml name."""

from __future__ import annotations

from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils import escape_sqlite

from curate.serve.known import Known

#: So many are offered while somebody writes; of more, those come that are most common.
_MOST = 1000


async def choices(of: Known, actor: dict[str, Any] | None, query: dict[str, Any]) -> dict[str, list[str]]:
    """The values for each parameter, in the order of the alphabet, as far as this reader may see their tables."""
    found = {}
    for parameter, named in (query.get("choices") or {}).items():
        table, _, column = str(named).partition(".")
        if await of.visible(actor, table):
            name = escape_sqlite(column)
            sql = f"SELECT {name} FROM {escape_sqlite(table)} WHERE {name} <> '' GROUP BY 1 ORDER BY count(*) DESC, 1"
            try:
                rows = await of.db.execute(f"{sql} LIMIT {_MOST}")
            except QueryInterrupted:  # of a column without an index, in a very large table
                continue
            found[parameter] = sorted((str(value) for (value,) in rows), key=str.casefold)
    return found
