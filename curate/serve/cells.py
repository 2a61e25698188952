"""Cells: labels for ids, and from every value of a claim one click to the words that state it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette import hookimpl
from markupsafe import Markup

from curate.serve.known import Known, known

if TYPE_CHECKING:
    from datasette.app import Datasette

_LINK = Markup('<a href="{}" dir="auto">{}</a>')
#: Columns of claims that hold the phrases themselves; wording, in columns that end in `_stated`, and numbers link too.
_PHRASES = ("evidence", "exact", "label")


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Datasette
) -> Awaitable[Markup | None]:
    """Words for ids, on row pages and in views and queries too; links to the article from every value of a claim."""

    async def cell() -> Markup | None:
        of = await known(datasette, database)
        return await render(of, row, value, column, table) if of and value not in (None, "") else None

    return cell()


async def render(of: Known, row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    """A cell as HTML, or None to leave it to Datasette."""
    id_, label = (value["value"], value["label"]) if isinstance(value, Mapping) else (value, None)
    if target := of.target(table, column):
        return await reference(of, target, str(id_), label)
    if table == "findings" and column == "record_id":
        kind = _raw(row, "kind") or ""
        return await reference(of, kind, id_) if "id" in of.columns.get(kind, {}) else None
    if column == "claim_ids":
        return await _claims(of, str(value))
    if type(value) is int and (claims := _raw(row, "claim_ids")):
        return _LINK.format(of.path("claims") + "?id__in=" + ",".join(_strings(claims)), value)
    if type(value) is int and column in ("claims", *of.kinds) and (source := _raw(row, "source_id")):
        return _LINK.format(f"{of.path(column)}?{urlencode({'source_id': source})}", value)
    if claim := _claim_of(of, row, table):
        if table == "claims" and column == "kind":
            return _LINK.format(of.path(str(value), claim), value)
        if column in (*_PHRASES, "id") or column.endswith("_stated") or type(value) is int:
            return await phrase(of, claim, str(value), _raw(row, "source_id"))
    return _words(value) if isinstance(value, str) and not value.startswith("http") else None


async def reference(of: Known, table: str, id_: str, label: str | None = None) -> Markup | None:
    """A link to the row that an id names, by its label; for a claim, to its words in its article."""
    label = label or await of.label(table, id_)
    if label is None:
        return None
    return await phrase(of, id_, label) if table == "claims" else _LINK.format(of.path(table, id_), label)


async def phrase(of: Known, claim: str, words: str, source: str | None = None) -> Markup | None:
    """Words that link to a claim in its article."""
    source = source or await of.source_of(claim)
    return _LINK.format(of.article(source, claim), words) if source else None


async def _claims(of: Known, ids: str) -> Markup:
    """The phrases of several claims, each after the article that it stands in."""
    sql = """SELECT c.id, c.source_id, coalesce(c.evidence, c.label) AS words
             FROM json_each(?) AS j JOIN claims AS c ON c.id = j.value ORDER BY c.source_id, c.id"""
    lines = [
        Markup('<li><span dir="auto">{}</span>: {}</li>').format(
            await of.label("sources", row["source_id"]), await phrase(of, row["id"], row["words"], row["source_id"])
        )
        for row in await of.db.execute(sql, [json.dumps(_strings(ids))])
    ]
    return Markup('<ul class="claims-of">{}</ul>').format(Markup("").join(lines))


def _claim_of(of: Known, row: Any, table: str | None) -> str | None:
    """The claim that a row is, or is about."""
    return _raw(row, "id" if table == "claims" or table in of.kinds else "claim_id")


def _raw(row: Any, column: str) -> str | None:
    try:
        value = row[column]
    except (KeyError, IndexError):
        return None
    found = value["value"] if isinstance(value, Mapping) else value
    return None if found is None else str(found)


def _strings(text: str) -> list[str]:
    """The strings of a JSON array, or nothing if it is none."""
    try:
        found = json.loads(text) if text.startswith("[") else None
    except ValueError:
        return []
    return found if isinstance(found, list) and all(isinstance(each, str) for each in found) else []


def _words(value: str) -> Markup | None:
    """A list of names as lines, and text that runs from right to left."""
    if names := _strings(value):
        return Markup("<br>").join(Markup('<span dir="auto">{}</span>').format(name) for name in names)
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in value):
        return Markup('<span dir="auto">{}</span>').format(value)
    return Markup("&nbsp;") if value == "[]" else None
