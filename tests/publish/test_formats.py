"""Every format of a release, read by tools that are not ours."""

import ast
import json
import math
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rdflib
import yaml
from hypothesis import given
from hypothesis import strategies as st

from curate.model.problems import Problems
from curate.model.project import Project
from curate.model.spreadsheet import defuse
from curate.publish.coarse import KM_A_DEGREE, coarse
from curate.publish.independent import check_citation, check_package
from curate.publish.release import date_of, release

for extra in ("check_jsonschema", "frictionless", "pyarrow", "xlsxwriter"):
    pytest.importorskip(extra, reason=f"{extra} is not installed: pip install -e '.[dev,publish]'")


HOSTILE = "- {id: hostile, name: '=cmd()', aliases: [\"'tis\"], note: '007'}\n"


@pytest.fixture
def folder(harbour: Project) -> Path:
    people = harbour.root / "data/people.yml"
    people.write_text(people.read_text("utf-8") + HOSTILE, "utf-8")
    released = release(harbour, "2024.1.1", date_of("2024.1.1", None))
    assert released.written
    return released.folder


def load(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def test_frictionless_accepts_the_package_and_nothing_that_was_changed(folder: Path) -> None:
    problems = Problems()
    check_package(folder, problems)
    assert not problems.found
    statements = folder / "csv/statements.csv"
    statements.write_bytes(statements.read_bytes().replace(b",asserts,", b",asserted,", 1))
    check_package(folder, problems)
    faults = {p.message.split(": ")[0] for p in problems.found}
    assert {p.code for p in problems.found} == {"package"}
    assert faults & {"hash-count", "byte-count", "constraint-error"}


def test_foreign_keys_are_checked_by_frictionless(folder: Path) -> None:
    described = load(folder, "datapackage.json")
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in described["resources"]:
        del resource["bytes"], resource["hash"]
    (folder / "datapackage.json").write_text(json.dumps(described), "utf-8")
    people = folder / "csv/people.csv"
    people.write_bytes(people.read_bytes().replace(b"brandt,", b"brand,", 1))
    problems = Problems()
    check_package(folder, problems)
    assert {(p.code, p.message.split(": ")[0]) for p in problems.found} == {("package", "foreign-key")}


def test_citation_agrees_with_the_published_schema(folder: Path) -> None:
    problems = Problems()
    check_citation(folder, problems)
    assert not problems.found
    cited = yaml.load((folder / "CITATION.cff").read_text("utf-8"), yaml.BaseLoader)
    assert (cited["version"], cited["date-released"]) == ("2024.1.1", "2024-01-01")
    assert load(folder, ".zenodo.json")["creators"] == [
        {"name": "Okafor, Ada", "affiliation": "Harbour Watch", "orcid": "0000-0002-1825-0097"},
        {"name": "Harbour Watch"},
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("family-names: Okafor", "surname: Okafor", "authors.0: Additional properties are not allowed ('surname'"),
        ("name: Harbour Watch", "name: Harbour Watch\n    email: us", "authors.1.email: 'us' does not match"),
        ("[strikes, harbours]", "[strikes, strikes]", "keywords: ['strikes', 'strikes'] has non-unique elements"),
        ("message:", "doi: harbour\nmessage:", "doi: 'harbour' does not match"),
    ],
)
def test_a_citation_that_does_not_agree_fails(harbour: Project, old: str, new: str, message: str) -> None:
    file = harbour.root / "CITATION.cff"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    found = [p for p in release(harbour, "2024.1.1", date_of("2024.1.1", None)).problems.found if p.level == "error"]
    assert {(p.spot.file, p.code) for p in found} == {("CITATION.cff", "citation")}
    assert any(message in p.message for p in found), [p.message for p in found]


def test_geojson_keeps_to_its_bounds(folder: Path) -> None:
    found = load(folder, "geojson/sites.geojson")
    west, south, east, north = found["bbox"]
    assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    for feature in found["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert west <= longitude <= east and south <= latitude <= north
        assert {"name", "radius_km"} <= feature["properties"].keys()
    assert [f["id"] for f in found["features"]] == ["mill-street", "old-quay"]


def test_json_lines_agree_with_their_schema(folder: Path) -> None:
    files = list(folder.glob("jsonl/*.jsonl"))
    assert files
    for path in files:
        schema = load(folder, f"schema/{path.stem}.schema.json")
        for line in path.read_text("utf-8").splitlines():
            jsonschema.validate(json.loads(line), schema)


def test_the_workbook_holds_texts_not_formulas(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(folder / "harbour.xlsx")
    assert book.sheetnames[:2] == ["about", "sources"]
    cells = {cell.value: cell.data_type for row in book["people"].iter_rows() for cell in row}
    assert cells["=cmd()"] == "s"
    assert {i.date_time for i in zipfile.ZipFile(folder / "harbour.xlsx").infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_formulas_are_defused_and_come_back(folder: Path) -> None:
    assert "hostile,'=cmd()," in (folder / "csv/people.csv").read_text("utf-8")
    for text in ("=1+1", "+1", "-1", "@a", "'a", "''a", "\ta", "a", ""):
        assert str(defuse(text)).removeprefix("'") == text
        assert not str(defuse(text)).startswith(("=", "+", "-", "@", "\t"))
    assert defuse(-1.5) == -1.5


def test_the_examples_of_the_readme_run_in_the_folder_alone(folder: Path) -> None:
    pytest.importorskip("pandas"), pytest.importorskip("duckdb")
    text = (folder / "README.md").read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```", text, re.S)
    assert len(examples) == 2
    check = "assert '=cmd()' in set(rows.name) and '007' in set(rows.note), rows\nassert len(claims) == 7"
    for code in (examples[0] + check, examples[1]):
        ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr


def test_no_text_ends_or_opens_a_script_of_the_page(harbour: Project) -> None:
    citation = harbour.root / "CITATION.cff"
    said = "Said of <!--<script> at a harbour"
    citation.write_text(citation.read_text("utf-8").replace("What was said about a strike at a harbour", said), "utf-8")
    made = release(harbour, "2023.6.1", date_of("2023.6.1", None))
    text = (made.folder / "index.html").read_text("utf-8")
    machine = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert "<" not in machine and json.loads(machine)["description"].startswith(said)


def test_media_types_are_the_same_on_every_machine(folder: Path) -> None:
    """Python reads further ones from files of the machine, once somebody asks."""
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    script = f"from curate.publish.jsonld import media_type\nprint([media_type(name) for name in {files!r}])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    text = {name for name, type_ in zip(files, ast.literal_eval(ran.stdout), strict=True) if type_ == "text/plain"}
    assert text == {"SHA256SUMS"}


def test_the_page_tells_people_and_machines(folder: Path) -> None:
    text = (folder / "index.html").read_text("utf-8")
    machine = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert machine
    dataset = json.loads(machine[1])
    jsonschema.validate(dataset, DATASET)
    assert {d["contentUrl"] for d in dataset["distribution"]} >= {
        "harbour.db",
        "csv/people.csv",
        "parquet/people.parquet",
    }
    assert dataset["spatialCoverage"]["geo"]["box"] == "51.9108 4.47655 51.9194 4.48033"
    for path in [*folder.rglob("*.csv"), *folder.rglob("*.svg")]:
        assert path.relative_to(folder).as_posix() in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib warns of itself
def test_every_word_of_the_json_ld_is_one_of_schema_org(folder: Path) -> None:
    text = (folder / "index.html").read_text("utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert found
    dataset = json.loads(found[1]) | {"@context": {"@vocab": str(rdflib.SDO)}}  # the published one is on the web
    graph = rdflib.Graph().parse(data=json.dumps(dataset), format="json-ld", publicID="https://example.org/")
    types = set(graph.objects(predicate=rdflib.RDF.type))
    words = types | set(graph.predicates(unique=True)) - {rdflib.RDF.type}
    assert [word for word in words if word not in rdflib.SDO] == []  # type: ignore[attr-defined]
    assert types == {rdflib.SDO[t] for t in ("Dataset", "DataDownload", "Person", "Organization", "Place", "GeoShape")}
    (one,) = graph.subjects(rdflib.RDF.type, rdflib.SDO.Dataset)
    assert len(set(graph.objects(one, rdflib.SDO.distribution))) == len(dataset["distribution"])


#: What schema.org and the guidelines of dataset search engines ask of a Dataset.
DATASET = {
    "type": "object",
    "required": ["@context", "@type", "name", "description", "license", "creator", "version", "datePublished"],
    "properties": {
        "@context": {"const": "https://schema.org/"},
        "@type": {"const": "Dataset"},
        "description": {"type": "string", "minLength": 40},
        "license": {"type": "string", "pattern": "^https://"},
        "creator": {"type": "array", "items": {"required": ["@type", "name"]}, "minItems": 1},
        "distribution": {
            "type": "array",
            "items": {"required": ["@type", "contentUrl", "encodingFormat", "contentSize", "sha256"]},
        },
        "temporalCoverage": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d$"},
    },
}


@pytest.mark.parametrize(
    ("degrees", "radius", "expected"),
    [(51.923456, 1.5, 51.919449), (51.923456, 60, 52.048193), (51.5, 20_000, 0), (51.5, 0, 51.5), (51.5, None, None)],
)
def test_coarse(degrees: float, radius: float | None, expected: float | None) -> None:
    assert coarse(degrees, radius) == expected


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Between two points, on a ball."""
    (south, west), (north, east) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * math.degrees(math.asin(math.sqrt(half))) * KM_A_DEGREE


@given(st.floats(0.01, 100), st.floats(-80, 80), st.floats(-180, 180))
def test_a_coordinate_is_no_closer_than_the_radius_and_no_farther_off(radius: float, south: float, west: float) -> None:
    def seen(latitude: float, longitude: float) -> tuple[float, float]:
        north = coarse(latitude, radius)
        east = coarse(longitude, radius, north)
        assert north is not None and east is not None and abs(north) <= 90 and abs(east) <= 180
        return north, east

    north, east = seen(south, west)
    assert kilometres((south, west), (north, east)) <= 0.75 * radius
    side = radius / KM_A_DEGREE
    # What the same point is published for reaches as far as the radius: its ends are half of it from the middle.
    for way in (-0.49, 0.49):
        assert seen(north + way * side, east)[0] == north
        if abs(east) + side / math.cos(math.radians(80.5)) < 180:
            assert seen(north, east + way * side / math.cos(math.radians(south)))[1] == east
