"""Claims that lost words to protect somebody: they get another id and no offsets, since both would tell the words."""

from collections.abc import Iterable
from typing import Any

from curate.check.checked import Record
from curate.check.records import link_id
from curate.check.spans import Phrase
from curate.model.markers import InText, Span, Stated
from curate.publish.release_key import keyed
from curate.read.evidence import id_prefix

#: The term of EvidenceStatus for them.
WITHHELD = "withheld"


def article_words(record: Record) -> list[Any]:
    """Whatever a claim holds of an article's words; its id was made from them."""
    keys = record.row.kind.keys
    names = [n for n, k in keys.items() if k.marker(Stated) or k.has(InText) or k.has(Span)]
    return [record.values.get(n) for n in (*names, "prefix", "suffix")] + [span.exact for span in record.spans]


def new_ids(claims: Iterable[Record], key: str) -> dict[str, str]:
    """Another id for each of these claims, by the one that it has in the project."""
    return {
        claim.id: id_prefix(claim.row.kind, claim.ids["source"]) + keyed(key, claim.row.kind.table, claim.id)
        for claim in claims
    }


def is_stamped(claim: Record) -> bool:
    """Whether a claim's id is one that `curate anchor` stamps, and so a hash of its words."""
    return claim.id.startswith(id_prefix(claim.row.kind, claim.ids["source"]))


def rename(records: Iterable[Record], links: list[dict[str, Any]], ids: dict[str, str]) -> None:
    """Put the new ids in the place of the old ones, in references and links too, and take the claims' offsets away."""
    for record in records:
        if record.row.kind.is_claim and record.id in ids:
            record.values["id"] = ids[record.id]
            record.status = WITHHELD
            record.spans = [Phrase(None, None, span.exact) for span in record.spans]
        for name in record.row.kind.claim_refs:
            if (old := record.ids.get(name)) in ids:
                record.ids[name] = record.values[name] = ids[old]
    for link in links:
        if link["from_id"] in ids and link["id"] == link_id(link["from_id"], link["kind"]):
            link["id"] = link_id(ids[link["from_id"]], link["kind"])
        link |= {end: ids.get(link[end], link[end]) for end in ("from_id", "to_id")}
