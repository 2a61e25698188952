"""All checks over a dataset: rows to records, and every problem found on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from curate.check.evidence import Phrase, check_evidence, covered
from curate.check.fields import check_fields
from curate.check.lists import check_list
from curate.check.plausible import check_claim, check_record
from curate.model.markers import Ref, Span
from curate.model.problem import Problems, did_you_mean
from curate.model.project import Project
from curate.read.dataset import Dataset, read_dataset
from curate.read.fold import fold
from curate.read.row import Row

#: Problems that keep a file, or records in it, from being read.
UNREADABLE = frozenset("unreadable encoding empty long-line yaml csv json cells wrong-shape unknown-kind".split())


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
class Checked:
    """What came of the checks: sound records by table, links between claims, and all problems."""

    dataset: Dataset
    records: dict[str, list[Record]]
    links: list[dict[str, Any]]

    @property
    def problems(self) -> Problems:
        """Everything found."""
        return self.dataset.problems

    def claims(self) -> Iterable[Record]:
        """The records of all claim kinds."""
        for kind in self.dataset.project.schema.claims:
            yield from self.records[kind.table]


def check_project(project: Project) -> Checked:
    """Read and check everything; SchemaError if the schema cannot be loaded."""
    dataset = read_dataset(project)
    checked = Checked(dataset, {table: [] for table in project.schema.kinds}, [])
    _check_ids(dataset)
    for row in dataset.rows:
        if record := _check_row(dataset, row):
            checked.records[row.kind.table].append(record)
    _check_lists(dataset)
    _check_claim_references(checked)
    checked.links = _links(checked)
    _check_sources(checked)
    _check_coverage(checked)
    _note_unstamped(dataset)
    _leave_out_consequences(dataset)
    return checked


def _leave_out_consequences(dataset: Dataset) -> None:
    """Where something could not be read, others may refer to it: those problems wait until it can."""
    found = dataset.problems.found
    if any(p.code in UNREADABLE for p in found):
        found[:] = [p for p in found if p.code not in ("unknown-reference", "different-record")]


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


def _check_claim_references(checked: Checked) -> None:
    """References from one claim to another, which may stand in any file."""
    known = {row.get("id") for row in checked.dataset.rows if row.kind.is_claim}
    for records in checked.records.values():
        for record in records:
            for name, key in record.row.kind.keys.items():
                ref, written = key.marker(Ref), record.values.get(name)
                if not ref or ref.table != "claims" or written is None:
                    continue
                record.ids[name] = written
                if written not in known:
                    hint = did_you_mean(written, known) or "write the id that `curate anchor` stamped"
                    what = f"no claim has the id {written!r}"
                    checked.problems.add(record.row.where(name), "unknown-reference", what, hint)


def _links(checked: Checked) -> list[dict[str, Any]]:
    """Links written in files, those that nesting says, and those that `part_of` states."""
    links = [{**r.values, **{f"{k}_id": v for k, v in r.ids.items()}} for r in checked.records["claim_links"]]
    for claim in checked.claims():
        above, relation = claim.row.above, claim.row.relation
        to = above.get("id") if above else claim.values.get("part_of")
        if to:
            kind = relation or "part_of"
            id_ = f"{claim.id}-{kind.replace('_', '-')}"
            links.append({"id": id_, "kind": kind, "from_id": claim.id, "to_id": to})
    return links


def _check_sources(checked: Checked) -> None:
    """A text that is at hand is as long as its source says."""
    for record in checked.records["sources"]:
        sha256 = record.values.get("text_sha256")
        text = checked.dataset.texts.get(sha256) if sha256 else None
        if text and record.values.get("text_length") not in (None, len(text.text)):
            what = f"text_length is {record.values['text_length']}, and the text has {len(text.text)} characters"
            checked.problems.add(
                record.row.where("text_length"),
                "wrong-length",
                what,
                f"write {len(text.text)}",
                about=record.row.about("text_length"),
            )


def coverage(checked: Checked, source: str) -> float | None:
    """The share of an article's text that spans cover in union, fields that are quotations aside; None without text."""
    row = checked.dataset.names.rows["sources"][source]
    text = checked.dataset.texts.get(row.get("text_sha256"))
    if text is None:
        return None
    slices = []
    for claim in checked.claims():
        if claim.ids.get("source") == source:
            speech = [claim.row.get(n) for n, key in claim.row.kind.keys.items() if key.has(Span)]
            slices += [
                (s.start, s.end)
                for s in claim.spans
                if s.start is not None and s.end is not None and not _in(s, speech)
            ]
    return covered(slices) / max(1, len(text.text))


def _in(span: Phrase, speech: list[str]) -> bool:
    return any(fold(span.exact) in fold(s) for s in speech if s)


def _check_coverage(checked: Checked) -> None:
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
        if row.kind.is_claim and not row.stamped and row.found and row.found.status in ("verified", "unavailable"):
            waiting.setdefault(row.spot.file, row)
            counts[row.spot.file] = counts.get(row.spot.file, 0) + 1
    for file, row in waiting.items():
        n = counts[file]
        what = f"{n} claim{'s' if n > 1 else ''} in this file {'have' if n > 1 else 'has'} no id and offsets yet"
        dataset.problems.add(row.spot, "unstamped", what, "run `curate anchor`", "note")
