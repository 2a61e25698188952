"""What sets a project up is read as people's editors write it, or its place and what to do are told."""

import shutil
from pathlib import Path

import pytest

from curate.model.project import find_project
from tests.conftest import ROOT, Run

WRONG = {
    "": "1:1: settings: [tool.curate] has no name; add one",
    "name = 3": "2:1: settings: name = 3 cannot be used; write text in quotes",
    "name = 'a/b'": "2:1: settings: 'a/b' cannot name a file",
    "name = 'a'\n\n nme = 'b'": "4:1: settings: [tool.curate] has no setting 'nme'; did you mean 'name'?",
    "name = 'a'\ncolour = 'red'": "has no setting 'colour'; there are name, schema, data, coverage_limit, warnings",
    "name = 'a'\nwarnings = [1]": "3:1: settings: warnings = [1] cannot be used; write a list of texts",
    "name = 'a'\n[tool.curate.tables]\nx = 1": "3:1: settings: tables = {'x': 1} cannot be used; write a table of texts",
    "name = 'a'\nexcerpt_words = true": "3:1: settings: excerpt_words = True cannot be used; write a whole number",
    "name = 'a'\nexcerpt_share = 40": "3:1: settings: excerpt_share = 40 cannot be used; write a number from 0 to 1",
    "name = 'a'\nexcerpt_share = nan": "3:1: settings: excerpt_share = nan cannot be used; write a number",
    "name = 'a'\ncoverage_limit = -0.1": "3:1: settings: coverage_limit = -0.1 cannot be used; write a number",
    "name = 'a'\nexcerpt_words = -1": "3:1: settings: excerpt_words = -1 cannot be used; write a whole number from 1 to",
    "name = 'a'\nexcerpt_words = 400": "settings: excerpt_words = 400 cannot be used; write a whole number from 1 to 100",
    "name = 'a": "2:1: toml: Expected",
    "name = 'a'\nx = [": "3:1: toml: Invalid value",
    "x = " + "[" * 5000: "1:1: toml: lists are nested too deep; correct the file",
    "coverage_limit = " + "9" * 5000: "1:1: toml: Exceeds the limit",
    'name = "a\\u0000"': "2:1: settings: 'a\\x00' cannot name a file",
}


@pytest.mark.parametrize(("settings", "message"), WRONG.items())
def test_broken_settings(good: Path, run: Run, settings: str, message: str) -> None:
    (good / "pyproject.toml").write_text(f"[tool.curate]\n{settings}\n", "utf-8")
    said = run("validate")
    assert said.exit_code == 2 and f"{good}/pyproject.toml:" in said.output and message in said.output, said.output


@pytest.mark.parametrize("schema", ["brigdes_schema", "json", "../bridges_schema", ""])
def test_a_schema_that_is_not_here(good: Path, run: Run, schema: str) -> None:
    (good / "pyproject.toml").write_text(f"[tool.curate]\nname = 'a'\nschema = '{schema}'\n", "utf-8")
    said = run("validate")
    assert said.exit_code == 1 and f"pyproject.toml:3:1: schema: there is no schema {schema!r} in this" in said.output


def test_all_wrong_settings_at_once(good: Path, run: Run) -> None:
    (good / "pyproject.toml").write_text("[tool.curate]\nnmae = 'a'\ndata = 5\n", "utf-8")
    assert run("validate").output.count("pyproject.toml:") == 3


@pytest.mark.parametrize("tools", ["tool = 3", "[tool]\ncurate = 3"])
def test_tools_that_are_no_table(good: Path, run: Run, tools: str) -> None:
    (good / "pyproject.toml").write_text(tools, "utf-8")
    said = run("validate")
    assert said.exit_code == 2 and ("no project at" in said.output or "`curate` is no table" in said.output)


def test_a_whole_number_is_a_number(good: Path) -> None:
    (good / "pyproject.toml").write_text("[tool.curate]\nname = 'a'\ncoverage_limit = 1", "utf-8")
    assert find_project(good).coverage_limit == 1


def test_no_project(tmp_path: Path, run: Run) -> None:
    said = run("--project", str(tmp_path), "validate")
    assert said.exit_code == 2 and "or above it; go to a folder whose pyproject.toml has" in said.output


@pytest.mark.parametrize(
    ("file", "exit_code"),
    {
        "pyproject.toml": 2,
        "metadata.yml": 1,
        "bridges_schema/rules/closure_without_claims.sql": 2,
        "bridges_schema/views/closures_map.sql": 2,
    }.items(),
)
def test_a_file_that_is_not_utf8(good: Path, run: Run, file: str, exit_code: int) -> None:
    (good / "metadata.yml").touch()
    path = good / file
    path.write_bytes(path.read_bytes() + "\n-- Brücke".encode("cp1252"))
    line = path.read_bytes().count(b"\n") + 1
    said = run("validate")
    assert said.exit_code == exit_code and f"{file}:{line}:6: encoding: a byte that is not UTF-8 text" in said.output


def test_files_with_a_byte_order_mark(good: Path, run: Run) -> None:
    (good / "metadata.yml").write_text("title: Bridges", "utf-8")
    before = [run("build").exit_code, (good / "build" / "metadata.json").read_text("utf-8")]
    for path in [*good.glob("*.toml"), *good.glob("*.yml"), *good.rglob("*.sql")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [run("build").exit_code, (good / "build" / "metadata.json").read_text("utf-8")] == before


CITATIONS = {
    "title: [": "CITATION.cff:1:9: yaml:",
    "- title": "CITATION.cff:1:1: wrong-shape: the file holds no keys and values",
    "title: Brücke": "CITATION.cff:1:10: encoding: a byte that is not UTF-8 text",
    "title: Bridges": "CITATION.cff:1:1: missing: a release needs cff-version, message, authors, license, abstract",
    "{title: A, message: A, cff-version: 1.2.0, license: MIT, abstract: A, authors: [B]}": "`authors` is no list of",
    "{title: A, message: A, cff-version: 1.2.0, license: MIT, abstract: '<what>', authors: &a [*a]}": "CITATION.cff:1:68: placeholder: <what> is to be",
    None: "CITATION.cff:1:1: missing: a release needs one",
}
MISSHAPEN = """\
title: 2024
message: A
cff-version: 1.2.0
license: MIT
abstract: [A, B]
keywords: A
authors: [{name: A}, {}, {affiliation: A}]
"""


@pytest.mark.parametrize(("written", "told"), CITATIONS.items())
def test_broken_citations(tmp_path: Path, run: Run, written: str | None, told: str) -> None:
    project = shutil.copytree(ROOT / "tests" / "publish" / "harbour", tmp_path / "harbour")
    (project / "CITATION.cff").unlink()
    if written is not None:
        (project / "CITATION.cff").write_text(written, "cp1252")
    said = run("--project", str(project), "release", "2026.1.1")
    assert said.exit_code == 2 and told in said.output and "Traceback" not in said.output, said.output


def test_all_that_is_misshapen_in_a_citation_at_once(tmp_path: Path, run: Run) -> None:
    project = shutil.copytree(ROOT / "tests" / "publish" / "harbour", tmp_path / "harbour")
    (project / "CITATION.cff").write_text(MISSHAPEN, "utf-8")
    said = run("--project", str(project), "release", "2026.1.1")
    assert said.exit_code == 2
    told = [
        line.split("wrong-shape: ")[1].split(";")[0] for line in said.output.splitlines() if "wrong-shape: " in line
    ]
    assert told == [
        "`title` is no text",
        "`abstract` is no text",
        "`keywords` is no list",
        "author 2 has no name",
        "author 3 has no name",
    ]
