"""One row to a record, and what a record says of others."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from curate.check.checked import Checked, Record
from curate.check.checks import DUPLICATE_ID
from curate.check.evidence import check_evidence
from curate.check.fields import check_fields
from curate.check.plausible import check_dates_and_stance, check_record
from curate.check.spans import Phrase
from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.read.checks import UNKNOWN_REFERENCE
from curate.read.claim import Context
from curate.read.row import Row


def check_row(context: Context, row: Row, problems: Problems) -> Record | None:
    """The row as a record, or None with a problem for each thing that is wrong."""
    language = context.language_of(row.ids.get("source")) if row.kind.is_claim else ""
    values, wrong = check_fields(row, language, problems)
    spans: list[Phrase] = []
    if row.kind.is_claim:
        spans = check_evidence(row, context.text_of(row.ids.get("source")), language, problems, wrong)
    if values is None:
        return None
    check_record(row, values, problems)
    if row.kind.is_claim:
        check_dates_and_stance(row, values, [span.exact for span in spans], context.source_of(row), problems)
    return Record(row, values, dict(row.ids), spans, row.found.status if row.found else "unavailable")


def check_claim_references(context: Context, records: Iterable[Record], problems: Problems) -> None:
    """References to claims are to claims that there are."""
    for record in records:
        for name in record.row.kind.claim_refs:
            if (written := record.values.get(name)) is None:
                continue
            record.ids[name] = written
            if not context.claim_exists(written):
                hint = partial(_which_claim, written, context)
                what = f"no claim has the id {written!r}"
                problems.add(record.row.where(name), UNKNOWN_REFERENCE, what, hint)


def _which_claim(written: str, context: Context) -> str:
    return did_you_mean(written, context.claim_ids()) or "write the id that `curate anchor` stamped"


def link_id(claim: str, kind: str) -> str:
    """The id of the link of a kind that a claim's place or its `part_of` makes."""
    return f"{claim}-{kind.replace('_', '-')}"


def links_of(checked: Checked, claim: Record) -> Iterator[dict[str, Any]]:
    """The links that a claim's nesting and its `part_of` say; another link with the id of one is a problem."""
    above, whole = claim.row.above, claim.values.get("part_of")
    stated = {claim.row.relation: above.get("id")} if above else {}
    stated |= {"part_of": whole} if whole else {}
    for kind, to in stated.items():
        id_ = link_id(claim.id, kind)
        if written := checked.written_links.get(id_):
            by = "nesting" if kind == claim.row.relation else "`part_of`"
            what, hint = f"{id_!r} is the id of a link that {by} makes", "give the link another id, or leave it out"
            checked.problems.add(written.where("id"), DUPLICATE_ID, what, hint)
        yield {"id": id_, "kind": kind, "from_id": claim.id, "to_id": to}
