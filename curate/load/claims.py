"""All claims as rows, in the order of their ids: those of article files and those of JSON lines in one stream."""

import pickle
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from curate.check.dataset import (
    Checked,
    Record,
    check_coverage,
    check_line,
    claims_in_order,
    count_claim,
    leave_out_consequences,
    links_of,
)
from curate.load.quick import Quick
from curate.load.rows import Words, claim_rows
from curate.load.tables import table_columns
from curate.read.jsonl import kind_of

Batch = dict[str, list[tuple[Any, ...]]]
_BATCH = 500


def _sound(checked: Checked, batch: Batch) -> Batch:
    """The batch, or nothing where errors keep a database from being made."""
    return {} if checked.problems.has_errors else dict(batch)


def batches(checked: Checked, words: Words) -> Iterator[Batch | bytes]:
    """Rows by table, a few hundred claims at a time, and last the pickled problems and tally."""
    columns = {table: [c.name for c in its] for table, its in table_columns(checked.dataset.project.schema).items()}
    quick = {
        kind.table: Quick(kind, checked, words) for kind in checked.dataset.project.schema.claims if Quick.can(kind)
    }
    batch: Batch = defaultdict(list)
    for n, (line, claim) in enumerate(claims_in_order(checked), start=1):
        record, rows = None, None
        if isinstance(claim, Record):
            record = claim
        elif line:
            reader = quick.get(kind_of(claim))
            rows = reader.rows(claim) if reader else None
            record = check_line(checked, line, claim) if rows is None else None
        if record:
            count_claim(checked, record)
            rows = [(table, tuple(map(row.get, columns[table]))) for table, row in claim_rows(record, words)]
            if line:
                rows += [("claim_links", tuple(map(link.get, columns["claim_links"]))) for link in links_of(record)]
        for table, row in rows or ():
            batch[table].append(row)
        if n % _BATCH == 0:
            yield _sound(checked, batch)
            batch = defaultdict(list)
    yield _sound(checked, batch)
    check_coverage(checked)
    leave_out_consequences(checked.problems)
    yield pickle.dumps((checked.problems, checked.tally))
