"""That pages of large tables are answered from indexes: asked of SQLite's own plans, with the SQL that Datasette sends."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from typing import Any

import pytest

from bench.make_data import make
from curate.load.build import build
from curate.model.project import Project, find_project

FACET = """
select "{facet}" as value, count(*) as count from (select {columns} from "{table}" {where})
where "{facet}" is not null group by "{facet}" order by count desc, value limit 31
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Some thousand claims, made up."""
    root = tmp_path_factory.mktemp("made") / "project"
    make(root, 3000, 300, 1000)
    facets = "outcome, victim_id, claimant_id, source_id, stance, scope"
    by_hand = f"tables: {{casualty_claims: {{sort_desc: start_date, facets: [{facets}]}}, claims: {{facets: }}}}"
    (root / "metadata.yml").write_text(by_hand)
    project = find_project(root)
    assert build(project).written
    return project


@pytest.fixture
def db(made: Project) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(made.database)) as connection:
        yield connection


def shown(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(project.metadata.read_text("utf-8"))["databases"][project.name]["tables"]
    return found


def plan(db: sqlite3.Connection, sql: str) -> list[str]:
    return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]


def test_every_facet_is_counted_from_an_index_alone_under_any_filter(made: Project, db: sqlite3.Connection) -> None:
    tried = 0
    for table, its in shown(made).items():
        if db.execute("SELECT type FROM sqlite_master WHERE name = ?", [table]).fetchone() == ("view",):
            continue
        facets = its["facets"] or []
        some = {f: db.execute(f'SELECT max("{f}") FROM "{table}"').fetchone()[0] for f in facets}
        filters = [(), *combinations(facets, 1), *combinations(facets, 2)]
        for facet in facets:
            for names in filters:
                conditions = [f"\"{name}\" = '{some[name]}'" for name in names]
                where = f"where {' and '.join(conditions)}" if names else ""
                sql = FACET.format(facet=facet, columns=", ".join(its["columns"]), table=table, where=where)
                assert "USING COVERING INDEX" in plan(db, sql)[0], sql
                tried += 1
    assert tried > 300


def test_common_values_need_no_sorting_to_be_counted(db: sqlite3.Connection) -> None:
    sql = FACET.format(facet="victim_id", columns="*", table="casualty_claims", where="where stance = 'asserts'")
    assert not any("GROUP BY" in step for step in plan(db, sql))


def test_a_page_comes_in_its_order_without_sorting(db: sqlite3.Connection) -> None:
    steps = plan(db, "select * from casualty_claims order by start_date desc, id limit 51")
    assert steps == ["SCAN casualty_claims USING INDEX casualty_claims_start_date"]


def test_facets_that_the_schema_alone_names_are_indexed_too(db: sqlite3.Connection) -> None:
    steps = plan(db, FACET.format(facet="year", columns="*", table="casualty_claims", where=""))
    assert "USING COVERING INDEX casualty_claims_year" in steps[0]
