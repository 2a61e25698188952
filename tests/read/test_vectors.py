"""What others test their readers of JSON, YAML and CSV with, read as JSON lines, record files and tables."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.project import find_project
from curate.model.schema import load_project
from curate.read.csv import read_lines
from curate.read.jsonl import read_line
from curate.read.yaml import Mapping, Node, Scalar, read_yaml
from tests.conftest import GOOD, VECTORS

SCHEMA = load_project(find_project(GOOD)).schema


ABSENT = pytest.mark.skip(reason=f"the vectors are not in {VECTORS}")


def vectors(folder: str, pattern: str) -> list[Any]:
    """The files of a folder, or one parameter that is skipped."""
    found = [pytest.param(path, id=path.stem) for path in sorted((VECTORS / folder).glob(pattern))]
    return found or [pytest.param(None, marks=ABSENT)]


@pytest.mark.parametrize("path", vectors("JSONTestSuite", "*.json"))
def test_a_line_is_read_if_it_is_json(path: Path) -> None:
    problems = Problems()
    read_line(SCHEMA, path.read_bytes(), Spot("x.jsonl"), problems)
    is_json = not {"json", "encoding"} & {problem.code for problem in problems.found}
    assert path.name.startswith("i") or is_json == path.name.startswith("y"), problems.found


@pytest.mark.parametrize("path", vectors("csv-spectrum/csvs", "*.csv"))
def test_a_table_has_the_cells_that_it_shows(path: Path) -> None:
    problems = Problems()
    _, *lines = read_lines(path.read_bytes().decode(), path.name, problems)
    told = json.loads((path.parents[1] / "json" / f"{path.stem}.json").read_text("utf-8"))
    told = told if isinstance(told, list) else [told]
    if path.stem == "location_coordinates":  # where the two files of the vectors have different numbers
        told[0]["Contact Phone Number"] = "2095257564"
    shown = [dict(zip(line.header, line.cells, strict=True)) for line in lines]
    assert not problems.found and shown == told


#: Broken YAML that PyYAML's libyaml reads all the same, as its author meant it: a comment without a space before it, an
#: item that is a lone dash, lines that are not indented.
LENIENT = "9C9N-0 9JBA-0 CVW2-0 DK95-1 G5U8-0 MUS6-0 QB6E-0 S98Z-0 SU5Z-0 X4QW-0 Y79Y-3 YJV2-0".split()
#: YAML that libyaml, which has version 1.1, reads otherwise: a word in braces or brackets that begins with `?`, and
#: what a block of nothing but empty lines ends with.
OTHERWISE = "652Z-0 HM87-1 JEF9-2 L24T-1".split()


def cases() -> list[Any]:
    """Each case of the YAML test suite. One of several in a file has of the case before it what it does not say."""
    found = []
    for path in sorted((VECTORS / "yaml-test-suite" / "src").glob("*.yaml")):
        before: dict[str, Any] = {}
        for n, case in enumerate(yaml.load(path.read_text("utf-8"), yaml.BaseLoader)):
            before = {**before, "fail": "", **case}
            found.append(pytest.param(before, f"{path.stem}-{n}", id=f"{path.stem}-{n}"))
    return found or [pytest.param({}, "", marks=ABSENT)]


def unmarked(text: str) -> str:
    """The text that a case writes with marks for characters that nobody sees."""
    text = re.sub("—*»", "\t", text.replace("␣", " ").replace("↵", "").replace("⇔", "\ufeff").replace("←", "\r"))
    return text.removesuffix("∎\n")


def plain(node: Node | None) -> Any:
    """The values of nodes, without their places."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    return node.text if isinstance(node, Scalar) else node and [plain(item) for item in node.items]


def worded(value: Any) -> Any:
    """A value of JSON with every scalar as the text that stands for it, as record files are read."""
    if isinstance(value, dict):
        return {key: worded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [worded(inner) for inner in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize(("case", "name"), cases())
def test_yaml_is_read_as_it_means_or_refused(case: dict[str, Any], name: str) -> None:
    problems = Problems()
    found = plain(read_yaml(unmarked(case["yaml"]), "x.yml", problems))
    if case["fail"]:
        assert bool(problems.found) == (name not in LENIENT)
    elif not problems.found:
        told = json.loads(case["json"]) if case.get("json") else None
        assert (found == worded(told)) == (name not in OTHERWISE)
