"""An article as its page shows it: what is known about it, and its claims in the order of the text."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from datasette.utils import escape_sqlite
from markupsafe import Markup

from curate.check.spans import covered
from curate.serve.cells import reference
from curate.serve.fields import Row, as_printed, fields_of
from curate.serve.known import SHARED, Known
from curate.serve.links import links


@dataclass
class Claim:
    """A claim: its full record, its words, its spans in order, what it is linked to, and the claims within it."""

    row: Row
    table: str
    label: str
    record: str
    claimant: Markup | str
    spans: list[Row]
    number: int = 0
    fields: list[tuple[str, Any, str]] = field(default_factory=list)
    links: list[tuple[str, Markup]] = field(default_factory=list)
    parts: list["Claim"] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The claim's id, which is also its anchor on the page."""
        return str(self.row["id"])

    @property
    def place(self) -> tuple[bool, int, int, str]:
        """Where it stands in the text; claims that were never found come last."""
        starts = [(s["start"], s["end"]) for s in self.spans if s["start"] is not None]
        start, end = min(starts, default=(0, 0))
        return (not starts, start, -end, self.id)


@dataclass
class Article:
    """An article: its record, and its claims by nesting, in the order of the text."""

    row: Row
    facts: list[tuple[str, Any, str]]
    claims: list[Claim]
    spans: list[Row]

    @property
    def id(self) -> str:
        """The source's id."""
        return str(self.row["id"])

    @property
    def name(self) -> str:
        """The headline, or the id of an article without one."""
        return str(self.row["title"] or self.id)

    @property
    def every(self) -> list[Claim]:
        """All claims, by number."""
        found = [*self.claims]
        for claim in found:
            found += claim.parts
        return sorted(found, key=lambda c: c.number)

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many claims there are of each outcome of comparing evidence with the text."""
        return Counter(str(claim.row["evidence_status"]) for claim in self.every).most_common()

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """How many claims there are of each kind."""
        return sorted(Counter(claim.table for claim in self.every).items())

    @property
    def covered(self) -> float | None:
        """The share of the text that the spans cover in union, speech included."""
        length = self.row["text_length"]
        found = [(span["start"], span["end"]) for span in self.spans if span["start"] is not None]
        return covered(found) / length if length else None


async def article(of: Known, source: str) -> Article | None:
    """Everything about an article that is in the database, or None if there is no such source."""
    rows = await _rows(of, "SELECT * FROM sources WHERE id = ?", source)
    if not rows:
        return None
    spans = await _rows(of, "SELECT * FROM evidence WHERE source_id = ? ORDER BY claim_id, position", source)
    of_claims = {id_: [*its] for id_, its in groupby(spans, key=lambda span: str(span["claim_id"]))}
    claims = {claim.id: claim for table in of.kinds for claim in await _claims(of, table, source, of_claims)}
    in_order = sorted(claims.values(), key=lambda c: c.place)
    for number, claim in enumerate(in_order, start=1):
        claim.number = number
        whole = claims.get(claim.row["part_of"])
        if whole and whole is not claim:
            whole.parts.append(claim)
    for link in await links(of, "source_id", source):
        if link.kind != "part_of" and link.claim in claims:
            claims[link.claim].links.append((link.words, link.other))
    top = [claim for claim in in_order if not _nested(claim, claims)]
    spans = [span for claim in in_order for span in claim.spans]
    return Article(rows[0], await fields_of(of, "sources", rows[0], {"id", "title", "text_sha256"}), top, spans)


def _nested(claim: Claim, claims: dict[str, Claim]) -> bool:
    """Whether a claim is shown below another one; in a circle, none is."""
    seen, above = {claim.id}, claim.row["part_of"]
    while above in claims:
        if above in seen:
            return False
        seen.add(above)
        above = claims[above].row["part_of"]
    return claim.row["part_of"] in claims


async def _rows(of: Known, sql: str, *values: str) -> list[Row]:
    return [dict(row) for row in await of.db.execute(sql, values)]


async def _claims(of: Known, table: str, source: str, spans: dict[str, list[Row]]) -> list[Claim]:
    found = []
    for row in await _rows(of, f"SELECT * FROM {escape_sqlite(table)} WHERE source_id = ?", source):
        told_by = row["claimant_id"] and await reference(of, of.target(table, "claimant_id") or "", row["claimant_id"])
        label = await of.label("claims", row["id"]) or row["id"]
        told_by = as_printed(told_by or "the article itself", row["claimant_stated"])
        claim = Claim(row, table, label, of.path(table, row["id"]), told_by, spans.get(row["id"], []))
        claim.fields = await fields_of(of, table, row, SHARED - {"note", "left_out"})
        found.append(claim)
    return found
