"""What a search may mean besides the words of the rows: records that rows refer to, by any name or spelling."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils import escape_sqlite

from curate.serve.known import Known

#: So many records of a column, those that are called so and little else first.
_MOST = 5
#: How an article is titled says little of a claim in it, and what a claim says is searched already.
_NOT_MEANT = {"claims", "sources"}


class Meant(NamedTuple):
    """A record that the words name, as what rows refer to it, and where those rows are listed."""

    label: str
    column: str
    href: str


async def meant(of: Known, actor: dict[str, Any] | None, table: str, sought: str) -> list[Meant]:
    """The records that rows of a table refer to, directly or through a table of pairs, and that a search finds."""
    found = {}
    for target, pairs, column in _ways(of, table):
        searched = of.datasette.table_metadata(of.db.name, target).get("fts_table")
        if target in _NOT_MEANT or not searched or not await of.visible(actor, target, pairs):
            continue
        name, index, refers = escape_sqlite(target), escape_sqlite(searched), escape_sqlite(column)
        sql = f"""SELECT t.id FROM {index} JOIN {name} AS t ON t.rowid = {index}.rowid
                  WHERE {index} MATCH escape_fts(:sought)
                    AND EXISTS (SELECT 1 FROM {escape_sqlite(pairs)} AS p WHERE p.{refers} = t.id)
                  ORDER BY {index}.rank, t.id LIMIT {_MOST}"""
        try:
            rows = await of.db.execute(sql, {"sought": sought})
        except QueryInterrupted:  # the page says what it would without
            continue
        for (id_,) in rows:
            through = {"table": pairs, "column": column, "value": id_}
            asked = {column: id_} if pairs == table else {"_through": json.dumps(through)}
            label = await of.label(target, id_) or id_
            found[label, column] = Meant(label, column.removesuffix("_id"), f"{of.path(table)}?{urlencode(asked)}")
    return [*found.values()]


def _ways(of: Known, table: str) -> Iterator[tuple[str, str, str]]:
    """Tables that rows refer to, each with the table and the column that do so: their own, or one of pairs."""
    for name, columns in of.columns.items():
        if name == table or (table in columns.values() and "role" in columns):
            yield from ((target, name, column) for column, target in columns.items() if target and target != table)
