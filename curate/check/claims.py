"""Every claim once, by id: those of JSON lines are read and checked one by one."""

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

from curate.check.checked import Checked, Record
from curate.check.checks import DUPLICATE_ID
from curate.check.claim import check_resolved, resolved
from curate.check.records import links_of
from curate.model.progress import telling
from curate.read.jsonl import read_line
from curate.read.lines import Line, Lines

#: How many claims pass together.
_SOME = 500


#: A claim's id, and its line or its record.
_Claim = tuple[str, Line | None, Record | None]


def check_line(checked: Checked, line: Line, data: bytes) -> Record | None:
    """The claim of a line, or None with a problem for each thing that is wrong."""
    dataset, problems = checked.dataset, checked.problems
    row = read_line(dataset.project.schema, data, dataset.spot(line), problems)
    if not row:
        return None
    return check_resolved(dataset.context, resolved(dataset.context, row, line.id, problems), problems)


def claims_in_order(
    checked: Checked, wanted: Callable[[int], bool] = lambda n: True
) -> Iterator[list[tuple[Line | None, Record | None]]]:
    """Every claim once, as a line or as a record, some hundreds at a time by id; of these lists the n-th if `wanted`.

    Of several claims with one id the first is given, and the others are problems.
    """
    checked.dataset.lines.reopen()
    records = sorted(checked.claims(), key=lambda r: r.id)
    by_hand: list[_Claim] = [(record.id, None, record) for record in records]
    by_line: Iterator[_Claim] = ((line.id, line, None) for line in checked.dataset.lines.in_order())
    for n, some in enumerate(_cut(merge(by_hand, by_line, key=itemgetter(0)))):
        if wanted(n):
            yield [_first(checked, list(same)) for _, same in groupby(some, itemgetter(0))]


def _cut(claims: Iterator[_Claim]) -> Iterator[list[_Claim]]:
    """Lists of some hundreds; those with one id are together."""
    some: list[_Claim] = []
    for claim in claims:
        if len(some) >= _SOME and claim[0] != some[-1][0]:
            yield some
            some = []
        some.append(claim)
    yield some


def _first(checked: Checked, same: list[_Claim]) -> tuple[Line | None, Record | None]:
    """The first of several claims with one id."""
    _, line, record = same[0]
    for _, other, _ in same[1:]:
        if other:  # records were compared before
            at = record.row.where("id") if record else checked.dataset.spot(line or other)
            what = f"{other.id!r} is the id of another claim, at {at.file}:{at.line}"
            checked.problems.add(checked.dataset.spot(other), DUPLICATE_ID, what, "give one of the two another id")
    return line, record


def hold_claims(checked: Checked) -> None:
    """Take the claims of JSON lines into memory, as records and links like all others."""
    dataset = checked.dataset
    claims = (claim for some in claims_in_order(checked) for claim in some)
    for line, _ in telling(claims, dataset.tell, "checking claims", checked.claims_met):
        if line and (record := check_line(checked, line, dataset.lines.read(line))):
            checked.records[record.row.kind.table].append(record)
            dataset.rows.append(record.row)
            checked.links += links_of(checked, record)
    dataset.lines = Lines(dataset.project.root)
