"""A release: everything of one version in a folder of its own, or nothing of it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from curate.check.checked import Checked
from curate.load.build import validate
from curate.load.tables import table_columns
from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.progress import Tell, silent
from curate.model.project import Project
from curate.model.schema import LoadedProject
from curate.publish.allow import Allowed, allow
from curate.publish.archive import pack
from curate.publish.changes import changes, guard
from curate.publish.checks import NAME_IN_ID, NOT_SEARCHED, RELEASE_KEY
from curate.publish.citation import Citation, read_citation
from curate.publish.contents import contents, missing
from curate.publish.excerpts import check_shares
from curate.publish.export import export, read_tables
from curate.publish.files import files_in
from curate.publish.gate import Gate
from curate.publish.graves import Grave, check_graves, read_graves
from curate.publish.independent import check_citation, check_package
from curate.publish.last import Last, is_version, key, read_last
from curate.publish.licences import check_licences
from curate.publish.place import ReleaseError, put, staging
from curate.publish.policy import check_policies
from curate.publish.published_grids import FILE as GRIDS
from curate.publish.published_grids import as_csv, check_grids, read_grids
from curate.publish.release_key import FILE as KEY
from curate.publish.release_key import read_key
from curate.publish.undecided import check_parts, excused
from curate.publish.withdrawn import check_withdrawn
from curate.read.anchor import locked, write_whole
from curate.read.mapping import MadeId


@dataclass
class Released:
    """What came of it: `written` is false where problems, all told, kept the folder as it was. `packed` is the zip."""

    folder: Path
    problems: Problems
    written: bool = False
    packed: Path | None = None
    allowed: Allowed | None = None
    files: list[str] = field(default_factory=list)


def date_of(version: str, given: date | None) -> date:
    """The date of a release: the one given, else the one that its version is (`2024.12.1`).

    Raises:
        ReleaseError: the version is none, or there is no date in it, or the date is still to come.
    """
    if not is_version(version):
        raise ReleaseError(f"{version!r} is no version; write numbers with dots, such as 2024.12.1")
    if version != (plain := ".".join(map(str, key(version)))):
        raise ReleaseError(f"{version} is the version {plain}; write it so, without a zero before a number")
    try:
        on = given or date(*(int(part) for part in version.split(".")))
    except (TypeError, ValueError):
        raise ReleaseError(
            f"{version} is not a date as well; add --date YYYY-MM-DD, by which embargoes are judged"
        ) from None
    if on > date.today():
        raise ReleaseError(f"{on} is still to come; a release has a day on which embargoes are over, not a later one")
    return on


def release(
    unloaded: Project, version: str, on: date, unreviewed: bool = False, replace: bool = False, tell: Tell = silent
) -> Released:
    """Make the release of a version.

    Raises:
        ProjectError, SchemaError: the project cannot be used.
        ReleaseError: the version exists and holds something else.
        Busy: another command is writing here.
    """
    folder = unloaded.root / "build" / "releases" / version
    citation = read_citation(unloaded, version, on)
    checked = validate(unloaded, hold=True, tell=tell)
    project = checked.dataset.project
    check_policies(project, checked.problems)
    made = Released(folder, checked.problems)
    if checked.problems.has_errors:
        return made
    with locked(project), staging(folder.parent, version) as staged:
        last = read_last(project, folder.parent, version, checked.problems)
        graves = _graves(project, last, checked.problems)
        grids = read_grids(project, last.tables if last else None, checked.problems)
        key = read_key(project.root, checked.problems)
        if checked.problems.has_errors:
            return made
        made.allowed = allow(checked, on, unreviewed, key, grids)
        _check_ids(made.allowed, key, checked.problems)
        check_grids(made.allowed.grids, made.allowed.checked, checked.problems)
        check_licences(made.allowed, citation, checked.problems)
        check_shares(made.allowed.shares, checked)
        if checked.problems.has_errors:
            return made
        whole, packed = staged / version, staged / f"{project.name}-{version}.zip"
        whole.mkdir()
        gate = _gate(project, checked, made.allowed)
        tell("writing the release", 0, 0)
        made.files = write(whole, project, made.allowed, citation, last, graves, gate)
        guard(last, whole, version, checked.problems)
        check_withdrawn(project, last, graves, whole, made.allowed, checked.problems)
        tell("searching its files for what must not be told", 0, 0)
        gate.check(whole, checked.problems)
        its = made.allowed
        check_parts(its.checked, its.decisions, its.redactor, whole, made.files, checked.problems)
        without = missing()
        if "the check by frictionless" not in without:
            check_package(whole, checked.problems)
        if "the check of CITATION.cff" not in without:
            check_citation(whole, checked.problems)
        if not checked.problems.has_errors:
            tell("packing", 0, 0)
            pack(whole, packed, packed.stem, on)
            gate.check_file(packed, packed.name, checked.problems)
        made.written = not checked.problems.has_errors
        if made.written:
            put(whole, folder, replace)
            made.packed = packed.replace(folder.parent / packed.name)
            if (now := made.allowed.grids) != grids or (now and not (project.root / GRIDS).exists()):
                write_whole(project.root / GRIDS, as_csv(now.items()))
    return made


def _check_ids(allowed: Allowed, key: str | None, problems: Problems) -> None:
    if allowed.protected and not key:
        n = len(allowed.protected)
        what = f"there is no key, and words of {n} claim{'s' * (n > 1)} are withheld to protect somebody"
        hint = "get the file from whoever made the last release, or add --new-key if there never was one"
        problems.add(Spot(KEY), RELEASE_KEY, what, hint)
    for records in allowed.checked.records.values():
        for record in records:
            spelled = allowed.redactor.in_id(record.id) or allowed.decisions.parts.spelled_by(record.id)
            if spelled and record.id not in allowed.protected:
                hint = "give the record another id, such as witness-1, before its first release"
                problems.add(record.row.where("id"), NAME_IN_ID, "the id spells a name that is withheld", hint)
            made = record.row.get("id")
            if isinstance(made, MadeId) and allowed.redactor.finds(made.words):
                what = "the id ends in a hash of words that hold a withheld name, by which guesses can be confirmed"
                hint = "make the id of other columns in the mapping file of this table, before its first release"
                problems.add(record.row.where("id"), NAME_IN_ID, what, hint)


def _graves(project: LoadedProject, last: Last | None, problems: Problems) -> list[Grave]:
    graves, tables = read_graves(project.root, problems), set(project.schema.written)
    if last:  # a table may go, its tombstones stay
        tables |= last.tables.keys() | {grave.table for grave in last.graves}
    check_graves(graves, tables, problems)
    return graves


def _gate(project: Project, checked: Checked, allowed: Allowed) -> Gate:
    texts = []
    for source in checked.records["sources"]:
        sha256 = source.values.get("text_sha256")
        if sha256 and (text := checked.dataset.context.texts.get(sha256)):
            texts.append(text.text)
        else:
            what = f"the text of {source.id} is not at hand, so the gate cannot look for long runs of it"
            hint = "run `curate add` with it before a release that is published"
            checked.problems.add(source.row.spot, NOT_SEARCHED, what, hint)
    return Gate(allowed.secrets, texts, project.excerpt_words, excused(allowed.checked, allowed.decisions))


def write(
    folder: Path,
    project: Project,
    allowed: Allowed,
    citation: Citation,
    last: Last | None,
    graves: list[Grave],
    gate: Gate,
) -> list[str]:
    """Write every file into an empty folder and return their paths."""
    database = folder / f"{project.name}.db"
    export(database, allowed.checked, _facts(allowed, citation))
    tables = read_tables(database, allowed.checked)
    wary = allowed.redactor.also(words=allowed.decisions.undecided())  # an old value may have been decided since
    told = changes(last, database, graves, gate, wary)
    for path, data in contents(project, allowed, citation, tables, database, told).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    written = files_in(folder)
    sums = [f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in written]
    (folder / "SHA256SUMS").write_text("".join(sums), "utf-8", newline="\n")
    return [*written, "SHA256SUMS"]


def _facts(allowed: Allowed, citation: Citation) -> dict[str, str]:
    withheld = {f"left out: {what}, {why}": str(n) for (what, why), n in allowed.withheld.items()}
    printed = {f"printed of {s.source}": "unknown" if s.share is None else f"{s.share:.3f}" for s in allowed.shares}
    columns = table_columns(allowed.checked.dataset.project.schema).items()
    found = {"found in texts": " ".join(f"{table}.{c.name}" for table, its in columns for c in its if c.found)}
    return {"release": citation.version, "release date": citation.on.isoformat(), **found, **withheld, **printed}
