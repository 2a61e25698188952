"""The one way of a claim: as written → resolved → anchored → checked, in memory, without reading the project again."""

from collections import Counter
from dataclasses import dataclass, replace

from curate.check.checked import Record
from curate.check.records import check_claim_references, check_row
from curate.model.problem import Problem
from curate.model.problems import Problems
from curate.read.claim import Context, anchor_claim, resolve_claim
from curate.read.evidence import stamp
from curate.read.identify import identify
from curate.read.inline import identify as identify_inside
from curate.read.inline import settle
from curate.read.row import Row


@dataclass(frozen=True)
class CheckedClaim:
    """What came of checking one claim: the record, unless an error stands in its way, and every problem."""

    row: Row
    record: Record | None
    problems: tuple[Problem, ...]


def check_claim(context: Context, written: Row, id_: str = "", above: CheckedClaim | None = None) -> CheckedClaim:
    """Check one claim of one article against a project's names and texts.

    Pure: the same claim, context and text give the same record or problems, and nothing that is given is changed. A
    claim that states no id gets `id_`, or else the one that `curate anchor` would stamp where no other is worded alike.
    `above` is the claim that it stands under.
    """
    row, problems = written.copy(), Problems()
    if above:
        row.above = above.row
    record = check_resolved(context, resolved(context, row, id_, problems), problems)
    return CheckedClaim(row, record, tuple(problems.in_order()))


def resolved(context: Context, row: Row, id_: str, problems: Problems) -> Row:
    """The claim with its references, its wording and an id."""
    for key, inner in row.inline.items():
        _place_inside(context, row, key, inner, problems)
    resolve_claim(context, row, problems)
    if "id" not in row.values:
        row.values["id"] = id_ or stamp(row)
        row.soft.add("id")  # nobody wrote it
    identify([row], Counter())
    return row


def _place_inside(context: Context, row: Row, key: str, inner: Row, problems: Problems) -> None:
    """Check the record that is written inside a claim, and name it in the claim."""
    context.names.resolve(inner, problems)
    identify_inside(inner, row)
    id_ = row.values[key] = row.ids[key] = inner.get("id")
    if known := context.names.rows.get(inner.kind.table, {}).get(id_):
        settle(replace(known.copy(), ids=dict(known.ids)), [inner], problems)
    else:
        inner.spots.setdefault("id", inner.spot)
        check_row(context, inner, problems)


def check_resolved(context: Context, row: Row, problems: Problems) -> Record | None:
    """A resolved claim as a record, or None with a problem for each thing that is wrong."""
    anchor_claim(context, row, problems)
    record = check_row(context, row, problems)
    if record:
        check_claim_references(context, [record], problems)
    return record
