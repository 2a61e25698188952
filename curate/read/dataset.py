"""All files of a project to all its rows, references resolved and evidence sought."""

from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from curate.model.problem import DOUBTS, Spot, did_you_mean
from curate.model.problems import Problems
from curate.model.progress import Tell, silent, telling
from curate.model.project import Project
from curate.model.settings import spot_of_setting
from curate.read.evidence import complete
from curate.read.file_rows import read_file, table_rows
from curate.read.files import check_folder, data_files
from curate.read.identify import count_stated, identify
from curate.read.jsonl import read_jsonl, read_line
from curate.read.lines import Line, Lines
from curate.read.locate import locate
from curate.read.names import Names
from curate.read.repeated import check_repeated
from curate.read.row import Row
from curate.read.texts import Texts


@dataclass
class Dataset:
    """What a project's files hold: rows of every kind, the problems met so far, and the texts at hand."""

    project: Project
    problems: Problems = field(default_factory=Problems)
    rows: list[Row] = field(default_factory=list)
    #: The text of each YAML file as it was read.
    yaml: dict[str, str] = field(default_factory=dict)
    tell: Tell = silent

    def __post_init__(self) -> None:
        self.problems.report = self.project.report
        self.problems.warnings = DOUBTS & set(self.project.warnings)
        rules = {path.stem.replace("_", "-") for path in (self.project.schema_folder / "rules").glob("*.sql")}
        for code in sorted(set(self.project.warnings) - DOUBTS - rules):
            what = f"[tool.curate] warnings: {code!r} cannot be a warning"
            hint = did_you_mean(code, DOUBTS | rules) or f"there are {', '.join(sorted(DOUBTS | rules))}"
            self.problems.add(spot_of_setting(self.project.root, "warnings"), "settings", what, hint)
        self.texts = Texts(self.project.texts_folder)
        self.names = Names(self.project.schema, self.problems)
        #: Where the claims of JSON lines files stand; they are no rows here but read one by one.
        self.lines = Lines(self.project.root)

    def apart(self) -> "Dataset":
        """The same with no problems yet, for another process to go on with."""
        other = copy(self)
        other.problems, other.names = self.problems.apart(), copy(self.names)
        other.names.problems = other.problems
        return other

    @cached_property
    def claim_ids(self) -> set[str]:
        """The ids of all claims but those of JSON lines."""
        return {row.get("id") for row in self.rows if row.kind.is_claim}

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Row]:
        return {(row.kind.table, row.get("id")): row for row in self.rows}

    def find(self, table: str, id_: str) -> Row | None:
        """The row of a kind and id, wherever it stands."""
        if row := self._by_id.get((table, id_)):
            return row
        line = self.lines.find(id_)
        return read_line(self.project.schema, self.lines.read(line), self.spot(line), Problems()) if line else None

    def spot(self, line: Line) -> Spot:
        """Where a line stands."""
        return Spot(self.lines.files[line.file], line.number)

    def language_of(self, source: str | None) -> str:
        """The language of a source as a BCP 47 tag, empty where it states none."""
        row = self.names.rows.get("sources", {}).get(source or "")
        return row.get("language") if row else ""

    def sha256_of(self, source: str | None) -> str:
        """The hash of a source's text, empty where it states none."""
        row = self.names.rows.get("sources", {}).get(source or "")
        return row.get("text_sha256") if row else ""


def read_dataset(project: Project, tell: Tell = silent) -> Dataset:
    """Read every file of a project."""
    dataset = Dataset(project, tell=tell)
    check_folder(project, dataset.problems)
    lines = {}
    for path in data_files(project):
        if path.suffix.lower() == ".jsonl":
            lines[project.shown(path)] = path
        else:
            rows = read_file(project, path, dataset.yaml, dataset.problems)
            dataset.rows += telling(rows, tell, f"reading {project.shown(path)}")
    dataset.rows += read_jsonl(project.schema, lines, dataset.lines, dataset.problems, tell)
    for name, file in sorted(project.tables.items()):
        dataset.rows += table_rows(project, name, file, dataset.problems)
    tell("resolving references", 0, 0)
    dataset.names.resolve_all(dataset.rows)
    made = [row for rows in dataset.names.rows.values() for row in rows.values()]
    known = {id(row) for row in dataset.rows}
    dataset.rows += [row for row in made if id(row) not in known]
    claims = [row for row in dataset.rows if row.kind.is_claim]
    for row in claims:
        complete(row)
    count_stated(claims, dataset.lines.given)
    identify(claims, dataset.lines.given)
    check_repeated(claims, dataset.problems)
    for row in telling(claims, tell, "finding evidence", len(claims)):
        _find(dataset, row)
    tell("sorting claims", 0, 0)
    dataset.lines.settle()
    return dataset


def read_claim(dataset: Dataset, line: Line, data: bytes) -> Row | None:
    """The claim of a line, references resolved and evidence sought."""
    row = read_line(dataset.project.schema, data, dataset.spot(line), dataset.problems)
    if row:
        if "id" not in row.values:
            row.values["id"] = line.id
            row.soft.add("id")  # nobody wrote it
        dataset.names.resolve(row)
        complete(row)
        identify([row], dataset.lines.given)
        _find(dataset, row)
    return row


def _find(dataset: Dataset, row: Row) -> None:
    if row.relation == "part_of" and row.above:
        if row.get("part_of") not in ("", row.above.get("id")):
            what = f"the claim stands under another one, and says that it is part of {row.get('part_of')!r}"
            dataset.problems.add(row.where("part_of"), "nesting", what, "leave `part_of` out, or do not nest the claim")
        row.values["part_of"] = row.above.get("id")
    sha256 = dataset.sha256_of(row.ids.get("source"))
    text = dataset.texts.get(sha256) if sha256 else None
    row.found = locate(row, text, dataset.problems)
