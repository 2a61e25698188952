"""Tables of many pages: no row left out, none twice, and the facets of a page those of the whole answer."""

import csv
import logging
import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from curate.model.project import Project
from curate.serve import order as pages
from curate.serve import served, site
from curate.serve.site import open_site
from tests.serve.conftest import CLAIMS
from tests.serve.test_pages import Page


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


async def leafed(datasette: Datasette, table: str, asked: str) -> AsyncIterator[list[Any]]:
    """The rows of a table, page by page as a reader leafs through them."""
    follows: str | None = ""
    while follows is not None:
        page = (await get(datasette, f"{table}.json?{asked}" + (f"&_next={follows}" if follows else ""))).json()
        follows = page["next"]
        for row in page["rows"]:
            yield row


async def bare(database: Path, **config: Any) -> Datasette:
    """A Datasette with the plugin, without metadata."""
    datasette = Datasette([], immutables=[str(database)], **config)
    await datasette.invoke_startup()
    return datasette


@pytest.mark.parametrize("order", ["", "&_sort=start_date", "&_sort_desc=stance", "&_sort=part_of", "&_sort_desc=part_of",
                                   "&_sort_desc=count_low", "&_sort=id", "&_sort_desc=id"])  # fmt: skip
@pytest.mark.parametrize("crowd", [pages._CROWD, -1])
async def test_a_streamed_table_is_whole_in_any_order(
    many: Datasette, order: str, crowd: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_CROWD", crowd)
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


@pytest.mark.parametrize("page", ["casualty_claims", "casualty_claims?stance=asserts&_sort=outcome", "all_of_them"])
async def test_the_plain_link_gives_every_row_from_any_page(made: Project, page: str, tmp_path: Path) -> None:
    database = Path(shutil.copy(made.database, tmp_path / "bench.db"))
    with sqlite3.connect(database) as db:
        db.execute("create view all_of_them as select * from casualty_claims order by outcome, id")
    datasette = await bare(database, settings={"max_returned_rows": 100})
    follows = "&" if "?" in page else "?"
    first = (await get(datasette, page.replace("?", ".json?") if "?" in page else f"{page}.json")).json()
    for each in (page, f"{page}{follows}_next={first['next']}"):
        text = (await get(datasette, each)).text
        link = next(href for href, words in Page(text).links if words == "CSV")
        rows = [*csv.DictReader((await get(datasette, link.removeprefix("/bench/"))).text.splitlines())]
        assert len(rows) == first["filtered_table_rows_count"] == len({row["id"] for row in rows}) > 100


async def test_streaming_takes_filters_and_searches(many: Datasette) -> None:
    for narrowed in ("outcome=killed", "_search=killed"):
        rows = [*csv.DictReader((await get(many, f"casualty_claims.csv?_stream=on&{narrowed}")).text.splitlines())]
        told = (await get(many, f"casualty_claims.json?{narrowed}")).json()
        assert len(rows) == told["filtered_table_rows_count"] == len({row["id"] for row in rows}) > 200


@pytest.mark.parametrize("narrowed", ["", "stance=asserts", "_search=killed", "_sort=part_of", "_sort_desc=part_of",
                                      "_sort=count_low", "_sort_desc=id", "outcome=killed&_sort=id"])  # fmt: skip
async def test_later_pages_show_the_facets_of_the_whole(many: Datasette, narrowed: str) -> None:
    many._settings["facet_time_limit_ms"] = many.sql_time_limit_ms  # none is left out where the machine is busy
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
    sqlite3.connect(tmp_path / "other.db").execute("create table claims (id)").connection.close()
    datasette = Datasette([], immutables=[str(made.database), str(tmp_path / "other.db")])
    await datasette.invoke_startup()
    kinds = {name: type(db).__name__ for name, db in datasette.databases.items()}
    assert kinds == {"_internal": "Database", "bench": "Served", "other": "Apart"}


@pytest.mark.parametrize("order", ["_sort=outcome", "_sort_desc=outcome", "_sort=stance&_size=300"])
async def test_no_row_is_lost_between_pages_without_metadata(made: Project, order: str) -> None:
    ids = [row[0] async for row in leafed(await bare(made.database), "casualty_claims", order)]
    assert len(ids) == CLAIMS == len(set(ids))


async def test_a_table_without_a_key_of_one_column_is_whole(made: Project, tmp_path: Path) -> None:
    database = Path(shutil.copy(made.database, tmp_path / "bench.db"))
    with sqlite3.connect(database) as db:
        db.execute("create table loose (kind)")
        db.execute("create table pairs (kind, a integer, b integer, primary key (a, b))")
        db.execute("insert into loose select kind from claims order by random()")
        db.execute("insert into pairs select kind, -rowid % 7, -rowid from claims")
    datasette = await bare(database)
    for table in ("loose", "pairs"):
        rows = [tuple(row) async for row in leafed(datasette, table, "_sort=kind")]
        assert len(rows) == CLAIMS == len(set(rows)), table


@pytest.mark.parametrize("sql", [
    "select c.id, c.kind from claims as c join sources as s on s.id = c.source_id order by source_id limit 5",
    "select kind from claims union select kind from findings order by kind limit 5",
    "select id, outcome from casualty_claims order by outcome limit 3",
    "select count(*) from sources where rowid in (select rowid from claims_fts where claims_fts match :search) ",
])  # fmt: skip
async def test_what_readers_ask_in_sql_reaches_sqlite_as_it_is(made: Project, sql: str) -> None:
    asked = {"databases": {"bench": {"queries": {"canned": sql}}}}
    datasette = await bare(made.database, metadata=asked)
    with sqlite3.connect(made.database) as db:
        rows = [list(row) for row in db.execute(sql, {"search": "killed"})]
    # A page that fails before it has rows is not mistaken for the query that follows it.
    assert (await datasette.client.get("/bench/casualty_claims?_sort=no_such_column")).status_code == 400
    for path in ("/bench.json", "/bench/canned.json"):
        for size in ({}, {"_size": "max"}):
            params = {"search": "killed", **size, **({"sql": sql} if path == "/bench.json" else {})}
            answer = await datasette.client.get(path, params=params)
            assert (answer.status_code, answer.json()["rows"]) == (200, rows), path


async def test_a_search_by_the_index_of_another_table_is_counted_as_shown(made: Project) -> None:
    asked = "_fts_table=claims_fts&_fts_pk=rowid&_search=killed"
    page = (await get(await bare(made.database), f"sources.json?{asked}")).json()
    assert page["filtered_table_rows_count"] == len(page["rows"]) > 0


async def test_a_database_that_was_not_analyzed_is_sorted(made: Project, tmp_path: Path) -> None:
    database = Path(shutil.copy(made.database, tmp_path / "bench.db"))
    with sqlite3.connect(database) as db:
        db.execute("drop table sqlite_stat1")
    ids = [row[0] async for row in leafed(await bare(database), "casualty_claims", "_sort=outcome&_size=500")]
    assert len(ids) == CLAIMS == len(set(ids))


@pytest.mark.parametrize(
    "condition", ["victim_stated not like '% from build %'", "'order by id limit 1' <> ' from build order by x'"]
)
async def test_conditions_of_readers_may_hold_any_words(made: Project, condition: str) -> None:
    asked = f"_sort=outcome&_size=500&_where={quote(condition)}"
    ids = [row[0] async for row in leafed(await bare(made.database), "casualty_claims", asked)]
    assert len(ids) == len(set(ids)) > 0


async def test_another_datasette_is_left_to_its_own_way(
    made: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(served, "__version_info__", ("0", "66"))
    with caplog.at_level(logging.WARNING):
        datasette = await bare(made.database)
    assert type(datasette.databases["bench"]).__name__ == "Apart"
    assert "curate mends the pages of Datasette 0.65 only" in caplog.text
    assert (await get(datasette, "casualty_claims.json?_sort=outcome")).json()["rows"]
