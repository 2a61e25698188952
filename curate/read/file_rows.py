"""One file to its rows, by its ending and its name."""

from collections.abc import Iterator
from pathlib import Path

from curate.model.checks import WRONG_SHAPE
from curate.model.problem import Spot, did_you_mean
from curate.model.problems import Problems
from curate.model.schema import LoadedProject
from curate.model.settings import spot_of_setting
from curate.read.article import ArticleReader
from curate.read.checks import UNKNOWN_KIND, UNREADABLE
from curate.read.csv import read_csv
from curate.read.files import read_text
from curate.read.record import read_record
from curate.read.row import Row
from curate.read.table import TableRow, read_table
from curate.read.yaml import Mapping, Node, Sequence, read_yaml

#: File names that stand for a kind with another name.
_ALSO = {"links": "claim_links"}


def read_file(project: LoadedProject, path: Path, texts: dict[str, str], problems: Problems) -> Iterator[Row]:
    """The rows of one YAML or CSV file, each as the file states it; the text of a YAML file is kept in `texts`."""
    file, schema = project.shown(path), project.schema
    text = read_text(path, file, problems)
    if text is None:
        return
    stem = _ALSO.get(path.stem, path.stem)
    if path.suffix.lower() == ".csv":
        if stem in schema.written:
            yield from read_csv(schema.written[stem], text, file, problems)
        else:
            _unknown_kind(project, stem, file, problems)
    elif (node := read_yaml(text, file, problems)) is not None:
        texts[file] = text
        yield from _yaml_rows(project, node, stem, file, problems)


def table_rows(project: LoadedProject, name: str, file: str, problems: Problems) -> list[TableRow]:
    """The rows of a table that [tool.curate.tables] names, as its mapping file says."""
    if not (project.root / file).is_file():
        what, hint = f"there is no file {file!r}", "correct the path in [tool.curate.tables]"
        problems.add(spot_of_setting(project.root, name), UNREADABLE, what, hint)
        return []
    path = project.schema_folder / "tables" / f"{name}.yml"
    says, text = project.shown(path), read_text(project.root / file, file, problems)
    mapping = read_text(path, says, problems)
    if text is None or mapping is None or (node := read_yaml(mapping, says, problems)) is None:
        return []
    if isinstance(node, Mapping):
        return read_table(project.schema, node, text, file, problems)
    problems.add(node.spot, WRONG_SHAPE, "a mapping names kinds of records", "begin with `events:` or its like")
    return []


def _yaml_rows(project: LoadedProject, node: Node, stem: str, file: str, problems: Problems) -> Iterator[Row]:
    schema = project.schema
    reader = ArticleReader(schema, file, problems)
    if isinstance(node, Mapping) and ("source" in node.entries or set(node.entries) & set(schema.written)):
        yield from reader.rows(node)
    elif isinstance(node, Sequence) and stem in schema.written:
        for record in reader.records(schema.written[stem], node):
            yield read_record(schema, schema.written[stem], record, problems)
    elif isinstance(node, Sequence):
        _unknown_kind(project, stem, file, problems)
    else:
        what = "the file holds neither an article nor a list of records"
        problems.add(node.spot, WRONG_SHAPE, what, "begin with `source:`, or with `- id: …`")


def _unknown_kind(project: LoadedProject, stem: str, file: str, problems: Problems) -> None:
    written = project.schema.written
    hint = did_you_mean(stem, written) or f"name the file after one of {', '.join(written)}"
    problems.add(Spot(file), UNKNOWN_KIND, f"no kind of record is called {stem!r}", hint)
