"""All checks over a dataset: rows to records, and every problem found on the way."""

from typing import Any

from curate.check.checked import Checked
from curate.check.checks import (
    CHANGED_TEXT,
    DUPLICATE_ID,
    NOT_COMPARED,
    NOT_UTF_8,
    UNSTAMPED,
    UNUSED_TEXT,
    WRONG_LENGTH,
)
from curate.check.copies import check_copies
from curate.check.lists import check_list
from curate.check.may_warn import may_warn
from curate.check.records import check_claim_references, check_row, links_of
from curate.language.pack import languages, load_pack
from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.progress import Tell, silent, telling
from curate.model.project import Project
from curate.read.checks import HIDES_RECORDS
from curate.read.dataset import Dataset, read_dataset
from curate.read.row import Row
from curate.read.yaml import Mapping


def check_project(project: Project, tell: Tell = silent) -> Checked:
    """Read everything and check it, but for the claims of JSON lines; SchemaError if the schema cannot be loaded."""
    for left in map(project.report.with_suffix, (".txt", ".more", ".all")):
        if left.exists():  # a disk that is read-only refuses even what is not there
            left.unlink()
    problems = Problems(report=project.report)
    problems.warnings = may_warn(project, problems)
    dataset = read_dataset(project, tell, problems)
    checked = Checked(dataset, {table: [] for table in dataset.project.schema.kinds}, [])
    _check_ids(dataset)
    for row in telling(dataset.rows, tell, "checking records", len(dataset.rows)):
        if record := check_row(dataset.context, row, dataset.problems):
            checked.records[row.kind.table].append(record)
    _check_lists(dataset)
    check_claim_references(dataset.context, checked.claims(), dataset.problems)
    check_claim_references(dataset.context, checked.records["claim_links"], dataset.problems)
    checked.links = _links(checked)
    _check_sources(checked)
    check_copies(checked.records["sources"], checked.problems)
    _note_not_compared(checked)
    _note_unstamped(dataset)
    return checked


def hides_records(problems: Problems) -> bool:
    """Whether a file, or a line that may state anything, could not be read: what others refer to may stand in it."""
    return any(p.code in HIDES_RECORDS for p in problems.found)


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
            dataset.problems.add(row.where("id") if not row.each else row.spot, DUPLICATE_ID, what, hint)


def _check_lists(dataset: Dataset) -> None:
    lists: dict[int, list[Row]] = {}
    for row in dataset.rows:
        if row.each:
            lists.setdefault(id(row.written), []).append(row)
    for rows in lists.values():
        if text := dataset.context.text_of(rows[0].ids.get("source")):
            check_list(rows, text, dataset.problems)


def _links(checked: Checked) -> list[dict[str, Any]]:
    """Links written in files, those that nesting says, and those that `part_of` states."""
    nested = [link for claim in checked.claims() for link in links_of(checked, claim)]
    links = [{**r.values, **{f"{k}_id": v for k, v in r.ids.items()}} for r in checked.records["claim_links"]]
    return links + nested


def _check_sources(checked: Checked) -> None:
    """A text that is at hand is the one that its source names, and as long as that says; each text has a source."""
    dataset, texts = checked.dataset, checked.dataset.context.texts
    named = {row.get("text_sha256") for row in dataset.context.names.rows.get("sources", {}).values()}
    for path in sorted(texts.folder.glob("*.txt")):
        file = dataset.project.shown(path)
        if path.stem not in named:
            if not hides_records(dataset.problems):  # else its source may stand in a file that was not read
                what, hint = "no source names this text", "run `curate add` with it, or move it elsewhere"
                dataset.problems.add(Spot(file), UNUSED_TEXT, what, hint)
        elif texts.length(path.stem) is None:
            check, what = CHANGED_TEXT, "this is not the text that its name says: it was changed"
            if path.stem in texts.not_utf8:
                check, what = NOT_UTF_8, "this text is not UTF-8"
            dataset.problems.add(Spot(file), check, what, "run `curate add` with the article, saved as UTF-8")
    for record in checked.records["sources"]:
        said, length = (
            record.values.get("text_length"),
            texts.length(record.values.get("text_sha256") or ""),
        )
        if length is not None and said not in (None, length):
            what, row = f"text_length is {said}, and the text has {length} characters", record.row
            about = row.about("text_length")
            checked.problems.add(row.where("text_length"), WRONG_LENGTH, what, f"write {length}", about=about)


def _note_not_compared(checked: Checked) -> None:
    """Sources in whose language nothing is sought that a phrase leaves out: their claims are verified word by word."""
    for record in checked.records["sources"]:
        tag, row = record.values.get("language") or "", record.row
        if load_pack(tag) or not record.values.get("text_sha256"):
            continue
        what, known = "the language is not stated", ", ".join(languages())
        if tag:
            what = f"curate has no words of the language {tag!r}"
        what += ", so no hedge, negation or condition is sought beside the phrases of its claims"
        hint = f"write `language:` ({known})" if not tag else f"read them with care; there are words of {known}"
        checked.problems.add(row.where("language"), NOT_COMPARED, what, hint, about=row.about("language"))


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
        dataset.problems.add(row.spot, UNSTAMPED, what, "run `curate anchor`")
