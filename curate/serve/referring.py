"""The records, other than claims, that refer to a record: directly, or through a table of pairs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette.utils import escape_sqlite

from curate.model.core import CORE
from curate.serve.cells import reference
from curate.serve.known import Known

#: Of more records, the others are a click away.
_MOST = 20


async def referring(of: Known, actor: dict[str, Any] | None, table: str, id_: str) -> list[dict[str, Any]]:
    """For each table that refers to the record and that this reader may see: of what kind the records are, the first of
    them, and where all are."""
    found = []
    for name in of.columns.keys() - {*of.kinds, *(model.table for model in CORE)}:
        for column in [column for column, target in of.columns[name].items() if target == table]:
            kind, key = _record_in(of, name, column)
            if not await of.visible(actor, name, kind):
                continue
            where = f"FROM {escape_sqlite(name)} WHERE {escape_sqlite(column)} = ?"
            count = (await of.db.execute(f"SELECT count(*) {where}", [id_])).single_value()
            ids = await of.db.execute(f"SELECT {escape_sqlite(key)} {where} ORDER BY 1 LIMIT {_MOST}", [id_])
            href = f"{of.path(name)}?{urlencode({f'{column}__exact': id_})}"
            records = [await reference(of, kind, row[0]) for row in ids]
            found += [{"kind": kind, "records": records, "count": count, "href": href}] if count else []
    return sorted(found, key=lambda each: str(each["href"]))


def _record_in(of: Known, table: str, column: str) -> tuple[str, str]:
    """Whose id a row that refers to something holds, and in which column: its own, or in a pair the other's."""
    columns = of.columns[table]
    others = {name: target for name, target in columns.items() if target and name != column}
    if len(others) == 1 and columns.keys() == {"id", "role", column, *others}:
        return next((target, name) for name, target in others.items())
    return table, "id"
