"""Tables of many pages: no row left out, none twice, and the facets of a page those of the whole answer."""

import csv
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from bench.make_data import make
from curate.load.build import build
from curate.model.project import Project, find_project
from curate.serve import served, site
from curate.serve.site import open_site

CLAIMS = 1200


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Claims in which many values are equal, made up."""
    root = tmp_path_factory.mktemp("made") / "project"
    make(root, CLAIMS, 30, 400)
    (root / "metadata.yml").write_text("tables: {casualty_claims: {sort_desc: start_date}}")
    project = find_project(root)
    assert build(project).written
    return project


@pytest.fixture
async def many(made: Project, monkeypatch: pytest.MonkeyPatch) -> Datasette:
    """Served in pages of 100 rows at most."""
    monkeypatch.setitem(site.SETTINGS, "max_returned_rows", 100)
    datasette = open_site(made)
    await datasette.invoke_startup()
    return datasette


async def get(datasette: Datasette, path: str) -> Any:
    answer = await datasette.client.get(f"/bench/{path}")
    assert answer.status_code == 200, answer.text
    return answer


@pytest.mark.parametrize("order", ["", "&_sort=start_date", "&_sort_desc=stance", "&_sort=part_of", "&_sort_desc=part_of",
                                   "&_sort_desc=count_low", "&_sort=id", "&_sort_desc=id"])  # fmt: skip
@pytest.mark.parametrize("crowd", [served._CROWD, -1])
async def test_a_streamed_table_is_whole_in_any_order(
    many: Datasette, order: str, crowd: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "_CROWD", crowd)
    rows = [*csv.DictReader((await get(many, f"casualty_claims.csv?_stream=on{order}")).text.splitlines())]
    assert len(rows) == CLAIMS == len({row["id"] for row in rows})


async def test_a_streamed_table_comes_in_large_pieces(many: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    execute = served.Served.execute

    async def counted(self: served.Served, sql: str, *rest: Any, **options: Any) -> Any:
        asked.append(sql)
        return await execute(self, sql, *rest, **options)

    monkeypatch.setattr(served.Served, "execute", counted)
    await get(many, "claims.csv?_stream=on")
    assert sum(" from claims " in sql for sql in asked) == CLAIMS / 100


async def test_streaming_takes_filters_and_searches(many: Datasette) -> None:
    for narrowed in ("outcome=killed", "_search=killed"):
        rows = [*csv.DictReader((await get(many, f"casualty_claims.csv?_stream=on&{narrowed}")).text.splitlines())]
        told = (await get(many, f"casualty_claims.json?{narrowed}")).json()
        assert len(rows) == told["filtered_table_rows_count"] == len({row["id"] for row in rows}) > 200


@pytest.mark.parametrize("narrowed", ["", "stance=asserts", "_search=killed", "_sort=part_of", "_sort_desc=part_of",
                                      "_sort=count_low", "_sort_desc=id", "outcome=killed&_sort=id"])  # fmt: skip
async def test_later_pages_show_the_facets_of_the_whole(many: Datasette, narrowed: str) -> None:
    first = (await get(many, f"casualty_claims.json?{narrowed}")).json()
    later = (await get(many, f"casualty_claims.json?{narrowed}&_next={first['next']}")).json()

    def counts(page: dict[str, Any]) -> dict[str, list[tuple[Any, int]]]:
        facets = page["facet_results"].items()
        return {name: [(each["value"], each["count"]) for each in facet["results"]] for name, facet in facets}

    assert {row[0] for row in first["rows"]}.isdisjoint(row[0] for row in later["rows"])
    assert counts(first) == counts(later)


async def test_no_facet_times_out(many: Datasette) -> None:
    tables = many.metadata()["databases"]["bench"]["tables"]
    for table in await many.get_database("bench").table_names():
        for narrowed in ("", "?_search=killed") if table in tables else ():
            page = (await get(many, f"{table}.json{narrowed}")).json()
            assert page["facet_results"].keys() == set(tables[table]["facets"]), table


async def test_slow_counts_are_remembered_and_questions_of_readers_are_not(
    many: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "_SLOW", -1)
    monkeypatch.setattr(served, "_MOST", 2)
    db = many.get_database("bench")
    count = "select count(*) from claims where stance = :p0"
    first = await db.execute(count, {"p0": "asserts"})
    assert await db.execute(count, {"p0": "asserts", "p1": "a later page"}) is first
    assert (await db.execute(count, {"p0": "denies"})).single_value() == 0
    await db.execute("select 1")
    assert await db.execute(count, {"p0": "asserts"}) is not first  # forgotten for newer ones
    chance = [(await many.client.get("/bench.json?sql=select+random()")).json()["rows"] for _ in range(2)]
    assert chance[0] != chance[1]


async def test_only_what_curate_built_is_served_so(made: Project, tmp_path: Path) -> None:
    import sqlite3

    sqlite3.connect(tmp_path / "other.db").execute("create table claims (id)").connection.close()
    datasette = Datasette([], immutables=[str(made.database), str(tmp_path / "other.db")])
    await datasette.invoke_startup()
    kinds = {name: type(db).__name__ for name, db in datasette.databases.items()}
    assert kinds == {"_internal": "Database", "bench": "Served", "other": "Database"}
