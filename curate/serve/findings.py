"""What the checks found odd about a record and the project lets stand, for the record's page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from curate.serve.known import Known

#: Of a record with more, the others are a click away.
_MOST = 20


async def findings(of: Known, table: str, id_: str) -> dict[str, Any]:
    """`{rows: [{field, code, message}], count, href}`; in `claims` are the claims of all kinds."""
    kinds = of.kinds if table == "claims" else [table]
    where = f"record_id = ? AND kind IN ({', '.join('?' * len(kinds))})"
    found = await of.db.execute(f"SELECT field, code, message FROM findings WHERE {where} ORDER BY id", [id_, *kinds])
    asked = {"record_id": id_, "kind__in": ",".join(kinds)}
    return {"rows": found.rows[:_MOST], "count": len(found.rows), "href": f"{of.path('findings')}?{urlencode(asked)}"}
