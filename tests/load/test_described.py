"""metadata.yml names only what there is, or its place and what to do are told."""

from pathlib import Path

import pytest

from curate.load.build import build, validate
from curate.load.metadata import metadata
from curate.model.project import Project, find_project
from curate.model.schema import load_project
from tests.conftest import ROOT, Run

WRONG = {
    "tables: {closurs: {size: 5}}": "1:10: unknown-table: there is no table or view 'closurs'; did you mean 'closures'?",
    "tables: {bridges: {facets: [listd]}}": "1:29: unknown-column: bridges has no column 'listd', which `facets` names;"
    " did you mean 'listed'?",
    "tables:\n  closures_map:\n    sort: when": "3:11: unknown-column: closures_map has no column 'when'",
    "tables: {bridges: {facets: [{array: alias}]}}": "1:37: unknown-column: bridges has no column 'alias'",
    "tables: {bridges: {columns: {colour: Its colour}}}": "1:30: unknown-column: bridges has no column 'colour'",
    "tables: [bridges]": "1:9: wrong-shape: `tables` holds names and what is said of each",
    "tables: {bridges: listed}": "1:10: wrong-shape: bridges has no keys and values",
    "queries: {all: {sql: select nam from bridges}}": "1:22: query: the query all does not work: no such column: nam",
    "queries: {all: select 1; select 2}": "query: the query all does not work: You can only execute one statement",
    "queries: {all: {title: All}}": "1:11: missing: the query all has no SQL; add `sql:`",
    "queries: {all: {sql: 'select :q', choices: [q]}}": "1:44: wrong-shape: `choices` holds no names; write {parameter:",
    "queries: {all: {sql: 'select :q', choices: {p: bridges.name}}}": "1:45: unknown-parameter: the SQL has no :p",
    "queries: {all: {sql: 'select :q', choices: {q: bridges.nam}}}": "1:48: unknown-column: there is no column"
    " 'bridges.nam'; did you mean 'bridges.name'?",
    "queries: {all: {sql: 'select :q', choices: {q: [x]}}}": "1:48: unknown-column: there is no column ''; write table",
    "queries: {all: {sql: 'select :q', params: [k]}}": "1:44: unknown-parameter: the SQL has no :k",
    "queries: {all: {sql: 'select :q, :r', params: [q]}}": "1:47: missing: `params` does not name r, of the SQL; add",
    "queries: 5": "1:10: wrong-shape: `queries` holds names",
    "tables: {bridges: {sort: [name]}}": "1:26: wrong-shape: `sort` of bridges is not of the right form; name one column",
    "tables: {bridges: {facets: name}}": "1:28: wrong-shape: `facets` of bridges",
    "tables: {bridges: {columns: [name]}}": "1:29: wrong-shape: `columns` of bridges",
    "tables: {bridges: {sort: name, sort_desc: id}}": "1:32: wrong-shape: bridges is sorted both ways",
    "released: 2024-11-30": "1:1: wrong-shape: the file holds what JSON cannot",
    "title: &a x": "metadata.yml:1:8: yaml",
    "tables: {bridges: {}}\ntables: [x]": "metadata.yml:2:1: duplicate-key",
    "title: " + "[" * 3000: "metadata.yml:1:",
    "source_url: javascript:alert(1)": "1:13: address: `source_url` is no address of the web; write one that begins",
    "license_url: [https://a.example]": "1:14: address: `license_url`",
    "tables: {bridges: {about_url: 'data:text/html,x'}}": "1:31: address: `about_url`",
    "queries: {all: {sql: select 1, source_url: //a.example}}": "1:44: address: `source_url`",
    "databases: {velm: {}}": "1:1: wrong-shape: `databases` would be overwritten",
}
RIGHT = """
title: Bridges
source_url: HTTPS://a.example/path?q=javascript:x
about_url:
tables:
  bridges_fts: {hidden: true}
  bridges: {facets: [listed, {array: aliases}, {date: opened_on}], sort_desc: name, label_column: name}
  closures_map: {columns: {sources: How many}}
  closures:
queries:
  near: select name from bridges where latitude > :south and name like '%' || :_actor_id
  found: select name from bridges where rowid in (select rowid from bridges_fts where bridges_fts match :q)
  served: {sql: select added_by_a_plugin(name) from bridges}
"""


@pytest.mark.parametrize(
    ("written", "told"),
    {
        "descripton: Old": "1:1: warning: unknown-key: Datasette reads no 'descripton'; did you mean 'description'?",
        "tables: {bridges: {facet: [listed]}}": "1:20: warning: unknown-key: Datasette reads no 'facet'; did you mean",
        "queries: {all: {sql: select 1, titel: One}}": "1:32: warning: unknown-key: Datasette reads no 'titel'; did you",
    }.items(),
)
def test_misspelt_keys_are_told_and_others_left(good: Path, run: Run, written: str, told: str) -> None:
    (good / "metadata.yml").write_text(f"{written}\nours: {{a: 1}}\n", "utf-8")
    said = run("validate")
    assert said.exit_code == 0 and told in said.output and said.output.count(": unknown-key: ") == 1, said.output


@pytest.mark.parametrize(("written", "told"), WRONG.items())
def test_what_is_not_there_is_told(good: Path, run: Run, written: str, told: str) -> None:
    (good / "metadata.yml").write_text(written, "utf-8")
    for command in ("validate", "build"):
        said = run(command)
        assert said.exit_code == 1 and "metadata.yml:" in said.output and told in said.output, said.output


def test_all_of_it_at_once(good: Path, project: Project) -> None:
    (good / "metadata.yml").write_text(
        "tables: {a: {}, bridges: {sort: x, facets: [y]}}\nqueries: {b: select c}", "utf-8"
    )
    found = [p.code for p in validate(project).problems.in_order() if p.level == "error"]
    assert found == ["unknown-table", "unknown-column", "unknown-column", "query"]


def test_what_is_there_is_taken(good: Path, project: Project) -> None:
    (good / "metadata.yml").write_text(RIGHT, "utf-8")
    assert build(project).written


@pytest.mark.parametrize("written", [b"- a", b"a: [", b"title: caf\xe9"])
def test_other_files(good: Path, run: Run, written: bytes) -> None:
    (good / "metadata.yml").write_bytes(written)
    for said in (run("validate"), run("build")):
        assert said.exit_code in (1, 2) and "metadata.yml:1:" in said.output


@pytest.mark.parametrize("name", ["bridges_fts", "bridges_fts_data", "bridges_name"])
def test_views_named_like_what_a_build_makes(good: Path, run: Run, name: str) -> None:
    (good / "bridges_schema" / "views" / f"{name}.sql").write_text("SELECT 1 AS one", "utf-8")
    said = run("validate")
    assert said.exit_code == 1 and "already" in said.output and isinstance(said.exception, SystemExit)


def test_our_own_is_right() -> None:
    from curate.load.tried import try_out
    from curate.model.problems import Problems
    from curate.model.project import find_project

    for folder in (ROOT, ROOT / "examples" / "ucdp-ged"):
        problems = Problems()
        try_out(load_project(find_project(folder)), problems)
        assert problems.found == []


def test_the_schema_sorts_by_no_column_that_is_not_to_be_sorted_by(good: Path) -> None:
    (good / "metadata.yml").write_text("tables: {bridges: {sortable_columns: [listed]}}", "utf-8")
    table = metadata(load_project(find_project(good)))["databases"]["velm-bridges"]["tables"]["bridges"]
    assert table["sortable_columns"] == ["listed"] and "sort" not in table
