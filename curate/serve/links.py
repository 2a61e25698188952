"""How claims stand to each other, in words: what a claim denies, confirms or repeats, and what does so to it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from curate.serve.cells import reference
from curate.serve.known import Known

#: What is said of the first claim of a link, and of the second.
_WORDS = {
    "corroborates": ("corroborates", "corroborated by"),
    "denies": ("denies", "denied by"),
    "differs": ("differs from", "differs from"),
    "part_of": ("part of", "contains"),
    "repeats": ("repeats", "repeated by"),
    "supersedes": ("supersedes", "superseded by"),
    "retracts": ("retracts", "retracted by"),
    "causes": ("led to", "caused by"),
}


class Linked(NamedTuple):
    """A claim, how it stands to another, and that other by its words and who makes it."""

    claim: str
    kind: str
    words: str
    other: Markup


async def links(of: Known, column: str, value: str) -> list[Linked]:
    """The links from and to claims whose `column` (id, source_id …) has this value, in the order of the links' ids."""
    sql = f"""SELECT l.kind, l.from_id, l.to_id, f.{column} = :value AS "from", t.{column} = :value AS "to",
                     f.claimant_id AS from_claimant, t.claimant_id AS to_claimant
              FROM claim_links AS l JOIN claims AS f ON f.id = l.from_id JOIN claims AS t ON t.id = l.to_id
              WHERE l.from_id IN (SELECT id FROM claims WHERE {column} = :value)
                 OR l.to_id IN (SELECT id FROM claims WHERE {column} = :value) ORDER BY l.id"""
    found = []
    for link in await of.db.execute(sql, {"value": value}):
        for n, (here, there) in enumerate((("from", "to"), ("to", "from"))):
            if link[here] and (other := await reference(of, "claims", link[f"{there}_id"])):
                words = _WORDS.get(link["kind"], (link["kind"], f"{link['kind']} this"))[n]
                by = link[f"{there}_claimant"]
                by = await of.label(of.target("claims", "claimant_id") or "", by) if by else "the article itself"
                found.append(Linked(link[f"{here}_id"], link["kind"], words, Markup("{} ({})").format(other, by)))
    return found
