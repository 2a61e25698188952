"""What the page of a record says beside its fields: its name, its claims, and how other claims stand to it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette.utils import escape_sqlite

from curate.serve.cells import phrase, reference
from curate.serve.known import Known
from curate.serve.links import links

Facts = dict[str, Any]
#: Of a record with more claims, the others are a click away.
_MOST = 20


async def record(of: Known, actor: Facts | None, table: str, id_: str) -> Facts:
    """The record's name, and of its claims what this reader may see."""
    is_claim = table in (*of.kinds, "claims")
    name = await of.label("claims" if is_claim else table, id_) if "id" in of.columns.get(table, {}) else None
    facts: Facts = {"name": name or id_, "links": [], "claims": [], "all": []}
    if await of.visible(actor, "sources", "claims", "claim_links", *of.kinds):
        if is_claim:
            facts["links"] = await links(of, "id", id_)
        else:
            facts["claims"], facts["all"] = await _claims(of, table, id_), await _counts(of, table, id_)
            facts["more"] = len(facts["claims"]) == _MOST < sum(each["count"] for each in facts["all"])
    return facts


def _referring(of: Known, table: str) -> list[tuple[str, str]]:
    """The columns of claims that refer to a table."""
    return [(kind, column) for kind in of.kinds for column, target in of.columns[kind].items() if target == table]


async def _claims(of: Known, table: str, id_: str) -> list[Facts]:
    """Some claims that refer to a record: all, if they are few."""
    each = "SELECT * FROM (SELECT id FROM {} WHERE {} = :id LIMIT :most)"
    ids = " UNION ".join(each.format(*map(escape_sqlite, column)) for column in _referring(of, table))
    if not ids:
        return []
    sql = f"SELECT * FROM claims WHERE id IN ({ids}) ORDER BY source_id, id LIMIT :most"
    found = [dict(row) for row in await of.db.execute(sql, {"id": id_, "most": _MOST})]
    told_by = of.target("claims", "claimant_id") or ""
    return [
        {
            **claim,
            "record": of.path(claim["kind"], claim["id"]),
            "by": claim["claimant_id"] and await reference(of, told_by, claim["claimant_id"]),
            "words": await phrase(of, claim["id"], claim["evidence"] or claim["label"], claim["source_id"]),
            "article": of.article(claim["source_id"]),
            "source": await of.label("sources", claim["source_id"]),
        }
        for claim in found
    ]


async def _counts(of: Known, table: str, id_: str) -> list[Facts]:
    """How many claims of which kind name a record as what, and where they are."""
    counts = []
    for kind, column in _referring(of, table):
        sql = f"select count(*) from {escape_sqlite(kind)} where {escape_sqlite(column)} = :id"
        if count := (await of.db.execute(sql, {"id": id_})).single_value():
            href = f"{of.path(kind)}?{urlencode({f'{column}__exact': id_})}"
            counts.append({"kind": kind, "column": column, "count": count, "href": href})
    return counts
