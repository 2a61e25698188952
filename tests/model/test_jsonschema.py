"""What editors check files with: it refuses what the models refuse of numbers and forms, and offers names."""

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from curate.load.build import validate
from curate.load.derived import stale, write_derived
from curate.model.jsonschema import names_schema
from curate.model.project import Project, find_project
from tests.conftest import ROOT, Run


class AsEditors(yaml.SafeLoader):
    """YAML as editors read it, in which a date is a text."""

    yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _read(address: str) -> Resource[Any]:
    return Resource.from_contents(json.loads(Path(url2pathname(address.removeprefix("file:"))).read_text("utf-8")))


def faults(project: Project, name: str, text: str) -> list[str]:
    """What an editor finds in a file, by a generated schema and the names that it refers to."""
    file = project.schema_folder / "generated" / f"{name}.schema.json"
    registry: Any = Registry(retrieve=_read)  # type: ignore[call-arg]
    check = Draft202012Validator({"$ref": file.as_uri()}, registry=registry)
    return [f"{error.json_path}: {error.message}" for error in check.iter_errors(yaml.load(text, AsEditors))]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of this repository's dataset, with what derives from its schema."""
    root = tmp_path_factory.mktemp("dataset")
    for folder in ("data", "schema"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("texts", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    project = find_project(root)
    write_derived(project)
    return project


def test_the_dataset_has_no_fault(dataset: Project) -> None:
    names = {
        path: "article" if path.parent.name == "articles" else path.stem for path in dataset.data_folder.rglob("*.yml")
    }
    assert {path.name: faults(dataset, name, path.read_text("utf-8")) for path, name in names.items()} == {
        path.name: [] for path in names
    }


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("latitude", ["-90", "35.1", "'35.1'", "1e1", "null", ""], ["999", "-90.01", "north", "'35,1'", "35 N"]),
        ("longitude", ["180", "-180"], ["180.5"]),
        ("radius_km", ["0", "2.5"], ["-1", "wide"]),
    ],
)
def test_numbers_are_within_their_bounds(dataset: Project, key: str, right: list[str], wrong: list[str]) -> None:
    place = "- {{id: x, name: X, kind: town, location_kind: point, {}: {}}}"
    assert [value for value in right if faults(dataset, "places", place.format(key, value))] == []
    assert [value for value in wrong if not faults(dataset, "places", place.format(key, value))] == []


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("language", ["en", "pt-BR", "null"], ["English", "e"]),
        ("text_sha256", ["a" * 64], ["a" * 63, "A" * 64]),
        ("text_length", ["0", "'12'"], ["-1", "long"]),
    ],
)
def test_texts_have_their_form(dataset: Project, key: str, right: list[str], wrong: list[str]) -> None:
    source = "- {{id: x, licence: LicenseRef-publisher, {}: {}}}"
    assert [value for value in right if faults(dataset, "sources", source.format(key, value))] == []
    assert [value for value in wrong if not faults(dataset, "sources", source.format(key, value))] == []


def test_names_are_offered_and_new_ones_are_not_refused(dataset: Project) -> None:
    offered = json.loads((dataset.root / "build" / "names.schema.json").read_text("utf-8"))["$defs"]
    assert {"hama", "Hama", "حماة"} <= set(offered["places"]["enum"])
    assert {"military-sources-hama", "Assad regime"} <= set(offered["actors"]["enum"])
    assert any(name.startswith("capture-") for name in offered["events"]["enum"])
    article = (
        "source: {{id: x, licence: CC0-1.0}}\nevent_claims:\n- {{event: {}, place: {}, claimant: {}, evidence: x}}\n"
    )
    assert faults(dataset, "article", article.format("capture-arza", "Hama", "Military sources")) == []
    assert (
        faults(dataset, "article", article.format("{type: capture, place: [Hama, Newtown]}", "Newtown", "A baker"))
        == []
    )
    assert faults(dataset, "article", article.format("capture-arza", "{name: Hama}", "A baker")) != []


def test_a_new_bridge_makes_nothing_stale_and_is_offered(good: Path) -> None:
    write_derived(find_project(good))
    (good / "data" / "more.yml").write_text("bridges:\n- {id: new-bridge, name: New Bridge}\n", "utf-8")
    assert stale(find_project(good)) == []
    validate(find_project(good))
    assert '"New Bridge"' in (good / "build" / "names.schema.json").read_text("utf-8")


def test_names_that_cannot_be_written_keep_nobody_from_checking(good: Path, run: Run) -> None:
    (good / "build").mkdir(exist_ok=True)
    (good / "build" / "names.schema.json").mkdir()
    assert run("validate").exit_code == run("build").exit_code == 0


FIELDS = """
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}$", max_length=2)] = optional
    \"\"\"Two letters.\"\"\"
    other: Annotated[str, Field(pattern=r"(?i)^[a-z]+$")] = optional
    \"\"\"Letters, by a pattern that browsers cannot read.\"\"\"
    odd: Annotated[str, PlainValidator(str.strip)] = optional
    \"\"\"Anything, by a function.\"\"\"
    piers: Annotated[int, Field(gt=0, lt=9)] = optional
    \"\"\"How many piers.\"\"\"
    routes: Annotated[list[str], Field(max_length=2)] = []
    \"\"\"Roads.\"\"\"
"""


def test_limits_of_a_schema_of_ones_own(good: Path) -> None:
    model = good / "bridges_schema" / "bridges.py"
    text = model.read_text("utf-8").replace(
        "from curate import", "from pydantic import Field, PlainValidator\nfrom curate import"
    )
    model.write_text(text + FIELDS, "utf-8")
    project = find_project(good)
    write_derived(project)
    bridge = "- {{id: x, name: X, {}}}"
    right = [
        "code: AB",
        "other: AB",
        "other: '1'",
        "odd: ' x'",
        "piers: 1",
        "piers: '8'",
        "routes: [a, b]",
        "routes: a",
    ]
    wrong = ["code: ABC", "code: ab", "piers: 0", "piers: 9", "piers: some", "routes: [a, b, c]"]
    assert [value for value in right if faults(project, "bridges", bridge.format(value))] == []
    assert [value for value in wrong if not faults(project, "bridges", bridge.format(value))] == []


def test_more_names_than_anybody_looks_through_are_not_offered() -> None:
    offered = names_schema({"places": [f"place {n}" for n in range(6000)], "actors": ["b", "A", "b"], "events": []})
    assert offered["$defs"] == {"actors": {"enum": ["A", "b"]}, "events": False, "places": False}
