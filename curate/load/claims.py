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
from curate.load.tables import table_columns
from curate.read.scan import kind_of

#: How many claims have passed so far, sound ones of the last few hundred, and links that lines state.
Batch = tuple[int, list[Claimed], list[dict[str, Any]]]
_BATCH = 500


def batches(checked: Checked, words: Words) -> Iterator[Batch | bytes]:
    """A few hundred claims at a time, and last the pickled problems and tally."""
    schema = checked.dataset.project.schema
    columns = table_columns(schema)
    # Lines that state an id and a claim's kind are still to come, and hide nothing.
    hidden = hides_records(checked.problems)
    quick = {kind.table: Quick(kind, checked) for kind in schema.claims if Quick.can(kind)}
    claims: list[Claimed] = []
    links: list[dict[str, Any]] = []
    passed = 0
    for passed, (line, claim) in enumerate(claims_in_order(checked), start=1):
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
        if passed % _BATCH == 0:
            sound = not checked.problems.has_errors  # else there will be no database
            yield (passed, claims, links) if sound else (passed, [], [])
            claims, links = [], []
    if not checked.problems.has_errors:
        yield passed, claims, links
    check_coverage(checked)
    if hidden:
        checked.problems.drop("unknown-reference", "different-record")
    checked.problems.settle()
    yield pickle.dumps((checked.problems, checked.tally))
