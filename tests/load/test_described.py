"""metadata.yml names only what there is, or its place and what to do are told."""

from pathlib import Path

import pytest

from curate.load.build import build, validate
from curate.model.project import Project
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
    "queries: 5": "1:10: wrong-shape: `queries` holds names",
    "databases: {velm: {}}": "1:1: wrong-shape: `databases` would be overwritten",
}
RIGHT = """
title: Bridges
tables:
  bridges: {facets: [listed, {array: aliases}, {date: opened_on}], sort_desc: name, label_column: name}
  closures_map: {columns: {sources: How many}}
  closures:
queries:
  near: select name from bridges where latitude > :south and name like '%' || :_actor_id
  served: {sql: select added_by_a_plugin(name) from bridges}
"""


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


@pytest.mark.parametrize("written", ["- a", "a: [", "title: &a x\nother: *a"])
def test_other_files(good: Path, run: Run, written: str) -> None:
    (good / "metadata.yml").write_text(written, "utf-8")
    said = [run(command) for command in ("validate", "build")]
    right = "&a" in written  # anchors are YAML that Datasette reads
    assert all(s.exit_code == (0 if right else 2) and ("metadata.yml:1:" in s.output) is not right for s in said)


def test_our_own_is_right() -> None:
    from curate.load.tried import try_out
    from curate.model.problems import Problems
    from curate.model.project import find_project

    for folder in (ROOT, ROOT / "examples" / "ucdp-ged"):
        problems = Problems()
        try_out(find_project(folder), problems)
        assert problems.found == []
