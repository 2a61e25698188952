"""All claims in the order of their ids: those of article files and those of JSON lines in one stream."""

import pickle
from collections.abc import Callable, Iterator
from typing import Any

from curate.check.checked import Checked
from curate.check.claims import check_line, claims_in_order
from curate.check.coverage import check_coverage, count_claim
from curate.check.dataset import hides_records
from curate.check.records import links_of
from curate.load.quick import Quick
from curate.load.rows import Words
from curate.load.shared import Claimed, claimed
from curate.load.tables import Columns
from curate.read.checks import DIFFERENT_RECORD, UNKNOWN_REFERENCE
from curate.read.process import in_second_process, in_turns
from curate.read.scan import kind_of

#: How many claims were looked at, those of them that are sound, and links that lines state.
Batch = tuple[int, list[Claimed], list[dict[str, Any]]]


def batches(checked: Checked, words: Words, columns: Columns, shares: tuple[int, int]) -> Iterator[Batch]:
    """All claims by id, a few hundred at a time, as these columns hold them.

    This process checks some of them and a second one the others, as many each as the shares say.
    """
    apart, sound = checked.apart(), not checked.problems.has_errors
    # Lines that state an id and a claim's kind are still to come, and hide nothing.
    hidden = hides_records(checked.problems)

    def is_mine(n: int) -> bool:
        return n % sum(shares) < shares[0]

    mine = _part(checked, words, columns, sound, is_mine)
    theirs = in_second_process(lambda: _apart(apart, _part(apart, words, columns, sound, lambda n: not is_mine(n))))
    for batch in in_turns(mine, theirs, shares):
        if isinstance(batch, bytes):
            problems, tally = pickle.loads(batch)
            checked.problems.merge(problems)
            checked.tally.merge(tally)
        else:
            yield batch
    check_coverage(checked)
    if hidden:
        checked.problems.drop(UNKNOWN_REFERENCE.code, DIFFERENT_RECORD.code)


def _apart(checked: Checked, part: Iterator[Batch]) -> Iterator[Batch | bytes]:
    """A part, and last what was found and counted in it."""
    yield from part
    checked.problems.settle()
    yield pickle.dumps((checked.problems, checked.tally))


def _part(
    checked: Checked, words: Words, columns: Columns, sound: bool, wanted: Callable[[int], bool]
) -> Iterator[Batch]:
    """The wanted hundreds of claims; no rows where nothing will come of them."""
    schema, lines = checked.dataset.project.schema, checked.dataset.lines
    quick = {kind.table: Quick(kind, checked, columns[kind.table]) for kind in schema.claims if Quick.can(kind)}
    for some in claims_in_order(checked, wanted):
        claims: list[Claimed] = []
        links: list[dict[str, Any]] = []
        for line, record in some:
            made = None
            if line:
                data = lines.read(line)
                reader = quick.get(kind_of(data))
                made = reader.read(data) if reader else None
                record = check_line(checked, line, data) if made is None else None
            if record:
                count_claim(checked, record)
                made = claimed(record, words, columns[record.row.kind.table])
                links += links_of(checked, record) if line else ()
            if made:
                claims.append(made)
        sound = sound and not checked.problems.has_errors  # else there will be no database
        yield (len(some), claims, links) if sound else (len(some), [], [])
