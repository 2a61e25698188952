"""All files of a project to all its rows, references resolved and evidence sought."""

from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.progress import Tell, silent, telling
from curate.model.project import Project
from curate.model.schema import LoadedProject, load_project
from curate.read.claim import Context, anchor_claim
from curate.read.evidence import complete
from curate.read.file_rows import read_file, table_rows
from curate.read.files import check_folder, data_files
from curate.read.identify import count_stated, identify
from curate.read.jsonl import read_jsonl, read_line
from curate.read.lines import Line, Lines
from curate.read.names import Names
from curate.read.repeated import check_repeated
from curate.read.row import Row
from curate.read.texts import Texts


@dataclass
class Dataset:
    """What a project's files hold: rows of every kind, the problems met so far, and the texts at hand."""

    project: LoadedProject
    problems: Problems = field(default_factory=Problems)
    rows: list[Row] = field(default_factory=list)
    #: The text of each YAML file as it was read.
    yaml: dict[str, str] = field(default_factory=dict)
    tell: Tell = silent

    def __post_init__(self) -> None:
        #: Where the claims of JSON lines files stand; they are no rows here but read one by one.
        self.lines = Lines(self.project.root)
        self.context = Context(
            self.project.schema,
            Names(self.project.schema),
            Texts(self.project.texts_folder),
            lambda id_: id_ in self.claim_ids or id_ in self.lines,
            lambda: self.claim_ids,
        )

    def apart(self) -> "Dataset":
        """The same with no problems yet, for another process to go on with."""
        other = copy(self)
        other.problems = self.problems.apart()
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


def read_dataset(folder: Project, tell: Tell = silent, problems: Problems | None = None) -> Dataset:
    """Read every file of a project.

    What is wrong with them is added to the problems.

    Raises:
        SchemaError: its schema cannot be loaded.
    """
    project = load_project(folder)
    dataset = Dataset(project, problems or Problems(report=project.report), tell=tell)
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
    names = dataset.context.names
    names.resolve_all(dataset.rows, dataset.problems)
    made = [row for rows in names.rows.values() for row in rows.values()]
    known = {id(row) for row in dataset.rows}
    dataset.rows += [row for row in made if id(row) not in known]
    claims = [row for row in dataset.rows if row.kind.is_claim]
    for row in claims:
        complete(row)
    count_stated(claims, dataset.lines.given)
    identify(claims, dataset.lines.given)
    check_repeated(claims, dataset.problems)
    for row in telling(claims, tell, "finding evidence", len(claims)):
        anchor_claim(dataset.context, row, dataset.problems)
    tell("sorting claims", 0, 0)
    dataset.lines.settle()
    return dataset
