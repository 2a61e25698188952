"""All claims in the order of their ids: those of article files and those of JSON lines in one stream."""

import pickle
from collections.abc import Iterator
from typing import Any

from curate.check.dataset import (
    Checked,
    Record,
    check_coverage,
    check_line,
    claims_in_order,
    count_claim,
    hides_records,
    links_of,
)
from curate.load.quick import Quick
from curate.load.rows import Words
from curate.load.shared import Claimed, claimed
from curate.model.column import Column
from curate.read.process import in_second_process, in_turns
from curate.read.scan import kind_of

#: How many claims were looked at, those of them that are sound, and links that lines state.
Batch = tuple[int, list[Claimed], list[dict[str, Any]]]
_BATCH = 500


def batches(
    checked: Checked, words: Words, columns: dict[str, list[Column]], shares: tuple[int, int]
) -> Iterator[Batch]:
    """All claims, a few hundred at a time, as these columns hold them.

    This process and a second one check so many of them each. If all are left to the second, they come by id.
    """
    middle = checked.dataset.lines.id_at(shares[0] / sum(shares)) if shares[0] else ""
    apart, sound = checked.apart(), not checked.problems.has_errors
    # Lines that state an id and a claim's kind are still to come, and hide nothing.
    hidden = hides_records(checked.problems)
    mine = _part(checked, words, columns, sound, "", middle)
    theirs = in_second_process(lambda: _apart(apart, _part(apart, words, columns, sound, middle, None)))
    for batch in in_turns(mine, theirs, shares):
        if isinstance(batch, bytes):
            problems, tally = pickle.loads(batch)
            checked.problems.merge(problems)
            checked.tally.merge(tally)
        else:
            yield batch
    check_coverage(checked)
    if hidden:
        checked.problems.drop("unknown-reference", "different-record")


def _apart(checked: Checked, part: Iterator[Batch]) -> Iterator[Batch | bytes]:
    """A part, and last what was found and counted in it."""
    yield from part
    checked.problems.settle()
    yield pickle.dumps((checked.problems, checked.tally))


def _part(
    checked: Checked, words: Words, columns: dict[str, list[Column]], sound: bool, first: str, end: str | None
) -> Iterator[Batch]:
    """The claims from a first id to an end; no rows where nothing will come of them."""
    schema = checked.dataset.project.schema
    quick = {kind.table: Quick(kind, checked, columns[kind.table]) for kind in schema.claims if Quick.can(kind)}
    claims: list[Claimed] = []
    links: list[dict[str, Any]] = []
    met = 0
    for line, claim in claims_in_order(checked, first, end):
        met += 1
        made, record = None, None
        if isinstance(claim, Record):
            record = claim
        elif line:
            reader = quick.get(kind_of(claim))
            made = reader.read(claim) if reader else None
            record = check_line(checked, line, claim) if made is None else None
        if record:
            count_claim(checked, record)
            made = claimed(record, words, columns[record.row.kind.table])
            links += links_of(record) if line else ()
        if made:
            claims.append(made)
        if met == _BATCH:
            sound = sound and not checked.problems.has_errors  # else there will be no database
            yield (met, claims, links) if sound else (met, [], [])
            met, claims, links = 0, [], []
    if sound and not checked.problems.has_errors:
        yield met, claims, links
