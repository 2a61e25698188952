"""All checks over a dataset: rows to records, and every problem found on the way."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from curate.check.evidence import Phrase, check_evidence, covered
from curate.check.fields import check_fields
from curate.check.lists import check_list
from curate.check.plausible import check_claim, check_record
from curate.model.problem import Problems, Spot, did_you_mean
from curate.model.progress import Tell, counted, silent
from curate.model.project import Project
from curate.read.dataset import Dataset, read_claim, read_dataset
from curate.read.fold import fold
from curate.read.lines import Line, Lines
from curate.read.row import Row
from curate.read.yaml import Mapping

#: Problems that keep a file, or records in it, from being read.
UNREADABLE = frozenset("unreadable encoding empty long-line yaml csv json cells wrong-shape unknown-kind".split())
#: How many claims pass together.
_SOME = 500


@dataclass
class Record:
    """A sound row: its values by key as the model reads them, ids of references, and its spans."""

    row: Row
    values: dict[str, Any]
    ids: dict[str, Any]
    spans: list[Phrase] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.values["id"])


@dataclass
class Tally:
    """What is counted while claims pass, wherever they come from."""

    #: How many claims there are of each source, kind, evidence status and review status.
    claims: Counter[tuple[str | None, str, str, str]] = field(default_factory=Counter)
    #: Starts and ends of the spans in each source's text, quotations aside.
    slices: dict[str, "array[int]"] = field(default_factory=dict)

    def merge(self, other: "Tally") -> None:
        """Add what was counted elsewhere."""
        self.claims += other.claims
        for source, bounds in other.slices.items():
            self.slices.setdefault(source, array("I")).extend(bounds)


@dataclass
class Checked:
    """What came of the checks: sound records by table, links that nesting makes, and all problems.

    Claims of JSON lines are not among the records: they are checked while they are loaded, and only counted here.
    """

    dataset: Dataset
    records: dict[str, list[Record]]
    links: list[dict[str, Any]]
    tally: Tally = field(default_factory=Tally)

    def apart(self) -> "Checked":
        """The same with nothing found and nothing counted yet, for another process to go on with."""
        return replace(self, dataset=self.dataset.apart(), tally=Tally())

    @property
    def problems(self) -> Problems:
        """Everything found."""
        return self.dataset.problems

    def claims(self) -> Iterable[Record]:
        """The records of all claim kinds, those of JSON lines aside."""
        for kind in self.dataset.project.schema.claims:
            yield from self.records[kind.table]

    @property
    def claims_met(self) -> int:
        """How many claims there are, sound or not, those of JSON lines included."""
        return self.dataset.lines.count + sum(1 for _ in self.claims())

    def count(self, table: str) -> int:
        """How many sound records of a kind there are, once everything is loaded."""
        streamed = sum(n for (_, kind, _, _), n in self.tally.claims.items() if kind == table)
        return streamed or len(self.records[table])


def check_project(project: Project, tell: Tell = silent) -> Checked:
    """Read everything and check it, but for the claims of JSON lines; SchemaError if the schema cannot be loaded."""
    for report in project.report.parent.glob(f"{project.report.stem}.*"):
        report.unlink()
    dataset = read_dataset(project, tell)
    checked = Checked(dataset, {table: [] for table in project.schema.kinds}, [])
    _check_ids(dataset)
    for row in counted(dataset.rows, tell, "checking records", len(dataset.rows)):
        if record := _check_row(dataset, row):
            checked.records[row.kind.table].append(record)
    _check_lists(dataset)
    _check_claim_references(checked, checked.claims())
    _check_claim_references(checked, checked.records["claim_links"])
    checked.links = _links(checked)
    _check_sources(checked)
    _note_unstamped(dataset)
    return checked


def hides_records(problems: Problems) -> bool:
    """Whether a file, or a line that may state anything, could not be read: what others refer to may stand in it."""
    return any(p.code in UNREADABLE for p in problems.found)


def check_line(checked: Checked, line: Line, data: bytes) -> Record | None:
    """The claim of a line, or None with a problem for each thing that is wrong."""
    row = read_claim(checked.dataset, line, data)
    record = _check_row(checked.dataset, row) if row else None
    if record:
        _check_claim_references(checked, [record])
    return record


#: A claim's id, and its line or its record.
_Claim = tuple[str, Line | None, Record | None]


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
            at = record.row.where("id") if record else checked.dataset.spot(line) if line else Spot("")
            what = f"{other.id!r} is the id of another claim, at {at.file}:{at.line}"
            checked.problems.add(checked.dataset.spot(other), "duplicate-id", what, "give one of the two another id")
    return line, record


def hold_claims(checked: Checked) -> None:
    """Take the claims of JSON lines into memory, as records and links like all others."""
    dataset = checked.dataset
    claims = (claim for some in claims_in_order(checked) for claim in some)
    for line, _ in counted(claims, dataset.tell, "checking claims", checked.claims_met):
        if line and (record := check_line(checked, line, dataset.lines.read(line))):
            checked.records[record.row.kind.table].append(record)
            dataset.rows.append(record.row)
            checked.links += links_of(record)
    dataset.lines = Lines(dataset.project.root)


def count_claim(checked: Checked, record: Record) -> None:
    """Count a sound claim."""
    source, status = record.ids.get("source"), record.row.found.status if record.row.found else "unavailable"
    checked.tally.claims[source, record.row.kind.table, status, record.values["review_status"]] += 1
    speech = [record.row.get(name) for name in record.row.kind.spans]
    for span in record.spans:
        if source and span.start is not None and span.end is not None and not _in(span, speech):
            checked.tally.slices.setdefault(source, array("I")).extend((span.start, span.end))


def _check_row(dataset: Dataset, row: Row) -> Record | None:
    values, wrong = check_fields(row, dataset.problems)
    spans: list[Phrase] = []
    if row.kind.is_claim:
        sha256 = dataset.sha256_of(row.ids.get("source"))
        spans = check_evidence(row, dataset.texts.get(sha256) if sha256 else None, dataset.problems, wrong)
    if values is None:
        return None
    check_record(row, values, dataset.problems)
    if row.kind.is_claim:
        source = dataset.names.rows.get("sources", {}).get(row.ids.get("source") or "")
        check_claim(row, values, source, dataset.problems)
    return Record(row, values, dict(row.ids), spans)


def _check_ids(dataset: Dataset) -> None:
    """No two records of a kind, and no two claims of any kind, have one id."""
    first: dict[tuple[str, str], Row] = {}
    for row in dataset.rows:
        id_ = row.get("id")
        scope = "claims" if row.kind.is_claim else row.kind.table
        other = first.setdefault((scope, id_), row)
        if id_ and other is not row:
            at = f"{other.where('id').file}:{other.where('id').line}"
            what, hint = (
                f"{id_!r} is the id of another {other.kind.singular}, at {at}",
                "give one of the two another id",
            )
            if row.each and row.written is other.written:
                what, hint = f"{row.item!r} is in the list twice", "keep one of the two"
            dataset.problems.add(row.where("id") if not row.each else row.spot, "duplicate-id", what, hint)


def _check_lists(dataset: Dataset) -> None:
    lists: dict[int, list[Row]] = {}
    for row in dataset.rows:
        if row.each:
            lists.setdefault(id(row.written), []).append(row)
    for rows in lists.values():
        if text := dataset.texts.get(dataset.sha256_of(rows[0].ids.get("source"))):
            check_list(rows, text, dataset.problems)


def _check_claim_references(checked: Checked, records: Iterable[Record]) -> None:
    """References to claims are to claims that there are."""
    dataset = checked.dataset
    for record in records:
        for name in record.row.kind.claim_refs:
            if (written := record.values.get(name)) is None:
                continue
            record.ids[name] = written
            if written not in dataset.claim_ids and written not in dataset.lines:
                hint = partial(_which_claim, written, dataset)
                what = f"no claim has the id {written!r}"
                checked.problems.add(record.row.where(name), "unknown-reference", what, hint)


def _which_claim(written: str, dataset: Dataset) -> str:
    return did_you_mean(written, dataset.claim_ids) or "write the id that `curate anchor` stamped"


def _links(checked: Checked) -> list[dict[str, Any]]:
    """Links written in files, those that nesting says, and those that `part_of` states."""
    links = [{**r.values, **{f"{k}_id": v for k, v in r.ids.items()}} for r in checked.records["claim_links"]]
    return links + [link for claim in checked.claims() for link in links_of(claim)]


def links_of(claim: Record) -> Iterator[dict[str, Any]]:
    """The link that a claim's nesting or its `part_of` says."""
    above, relation = claim.row.above, claim.row.relation
    if to := above.get("id") if above else claim.values.get("part_of"):
        kind = relation or "part_of"
        yield {"id": f"{claim.id}-{kind.replace('_', '-')}", "kind": kind, "from_id": claim.id, "to_id": to}


def _check_sources(checked: Checked) -> None:
    """A text that is at hand is as long as its source says."""
    for record in checked.records["sources"]:
        said, length = (
            record.values.get("text_length"),
            checked.dataset.texts.length(record.values.get("text_sha256") or ""),
        )
        if length is not None and said not in (None, length):
            what, row = f"text_length is {said}, and the text has {length} characters", record.row
            about = row.about("text_length")
            checked.problems.add(row.where("text_length"), "wrong-length", what, f"write {length}", about=about)


def coverage(checked: Checked, source: str) -> float | None:
    """The share of an article's text that spans cover in union, fields that are quotations aside; None without text."""
    length = checked.dataset.texts.length(checked.dataset.sha256_of(source))
    bounds = checked.tally.slices.get(source, array("I"))
    return None if length is None else covered(list(zip(bounds[::2], bounds[1::2], strict=True))) / max(1, length)


def _in(span: Phrase, speech: list[str]) -> bool:
    return any(fold(span.exact) in fold(s) for s in speech if s)


def check_coverage(checked: Checked) -> None:
    """No article is given away by its spans; to be asked when all claims have passed."""
    limit = checked.dataset.project.coverage_limit
    for record in checked.records["sources"]:
        share = coverage(checked, record.id)
        if share is not None and share > limit:
            what = f"the spans of {record.id} cover {share:.1%} of its text, quotations aside; the limit is {limit:.0%}"
            checked.problems.add(
                record.row.spot,
                "coverage",
                what,
                "shorten phrases to what states a value",
                "warning",
                record.row.about(),
            )


def _note_unstamped(dataset: Dataset) -> None:
    waiting: dict[str, Row] = {}
    counts: dict[str, int] = {}
    for row in dataset.rows:
        is_record = row.kind.is_claim and isinstance(row.written, Mapping)  # tables and lines are never rewritten
        if is_record and not row.stamped and row.found and row.found.status in ("verified", "unavailable"):
            waiting.setdefault(row.spot.file, row)
            counts[row.spot.file] = counts.get(row.spot.file, 0) + 1
    for file, row in waiting.items():
        n = counts[file]
        what = f"{n} claim{'s' if n > 1 else ''} in this file {'have' if n > 1 else 'has'} no id and offsets yet"
        dataset.problems.add(row.spot, "unstamped", what, "run `curate anchor`", "note")
