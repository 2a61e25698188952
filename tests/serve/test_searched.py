"""Facets of a search that are counted from memory are those that the database would count."""

import asyncio
import sqlite3
from array import array
from pathlib import Path
from unittest.mock import Mock

import pytest
from datasette.app import Datasette
from datasette.database import QueryInterrupted

from curate.serve import searched
from curate.serve.served import Served
from tests.serve.conftest import told

FACET = (
    "select outcome as value, count(*) as count from ( select id, outcome from casualty_claims where rowid in (select "
    "rowid from casualty_claims_fts where casualty_claims_fts match escape_fts(:search)) ) where outcome is not null "
    "group by outcome order by count desc, value limit 31"
)
SEARCHES = [
    {"_search": "black"},
    {"_search": "council", "_sort_desc": "id"},
    {"_search": '"Black Quarry" council'},
    {"_search": "bla* NOT council", "_searchmode": "raw"},
    {"_search_evidence": "over"},
    {"_search": "black", "source_id": "s0001"},
    {"_search": "black", "stance__not": "denies"},
    {"_search": "notthereatall"},
    {"_search": "of", "_facet_size": "3"},
]


@pytest.mark.parametrize("table", ["claims", "casualty_claims", "evidence"])
async def test_pages_of_searches_are_the_same(
    table: str, untallied: Datasette, tallied: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searched, "_MOST", 2)
    for asked in SEARCHES:
        if f"_search_{'exact' if table == 'evidence' else 'evidence'}" in asked or "_search" in asked:
            assert await told(untallied, table, asked) == await told(tallied, table, asked), asked
            assert len(tallied.databases["bench"].searched._found) <= 2
    assert tallied.databases["bench"].searched._found and not untallied.databases["bench"].searched._found


async def test_what_takes_too_long_is_sought_once_a_page(tallied: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tallied.databases["bench"]
    assert await db.searched.answer(db, FACET, {"search": "black"})
    tallied.sql_time_limit_ms = 0
    assert await db.searched.answer(db, FACET, {"search": "black"})  # whose rows are known
    for _ in range(2):
        with pytest.raises(QueryInterrupted):
            await db.searched.answer(db, FACET, {"search": "council"})
    tallied.sql_time_limit_ms = 1000
    with pytest.raises(QueryInterrupted):
        await db.searched.answer(db, FACET, {"search": "council"})
    monkeypatch.setattr(searched, "_AGAIN", 0)
    assert await db.searched.answer(db, FACET, {"search": "council"})


async def test_readers_who_come_at_once_wait_for_one_search(
    tallied: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, found = tallied.databases["bench"], Mock(wraps=searched._rowids)
    monkeypatch.setattr(searched, "_rowids", found)
    answers = await asyncio.gather(*(db.searched.answer(db, FACET, {"search": "black"}) for _ in range(8)))
    assert found.call_count == 1 and all(answer.rows == answers[0].rows for answer in answers)


@pytest.mark.parametrize("several", [1, 255, 256, 65_535, 65_536])
async def test_every_value_has_a_number_of_its_own(several: int) -> None:
    """Of 255 values and none, the last number that a byte holds; of 256, one more."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (v INTEGER)")
    connection.execute("INSERT INTO t VALUES (NULL)")
    connection.executemany("INSERT INTO t VALUES (?)", ((n,) for n in range(several)))
    held = searched._read(connection, "t", "v")
    assert held and [held[1][number] for number in held[0]] == [None, *range(several)]
    assert {row["value"] for row in searched._most(array("I", range(1 + min(several, 2))), *held, 9)} == {
        *range(min(several, 2))
    }


async def test_other_questions_are_left(tallied: Datasette) -> None:
    db = tallied.databases["bench"]
    for sql in (
        FACET.replace("outcome", "note"),  # no facet of the page
        FACET.replace("casualty_claims ", "other "),
        FACET.replace(" is not null", " is null"),
        "select 1",
    ):
        assert await db.searched.answer(db, sql, {"search": "black"}) is None, sql


async def test_a_table_whose_rows_are_not_numbered_in_order_is_left(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE t (id TEXT PRIMARY KEY, kind TEXT)")
        connection.execute("INSERT INTO t (rowid, id, kind) VALUES (1, 'a', 'x'), (3, 'b', 'y')")
    site = Datasette([])
    db = Served(site, str(tmp_path / "a.db"))
    site.add_database(db)
    await db.searched.take(db, "t", "kind")
    asked = "select kind as value, count(*) as count from ( select id from t where rowid in (select rowid from t_fts "
    asked += "where t_fts match :search) ) where kind is not null group by kind order by count desc, value limit 31"
    assert await db.searched.answer(db, asked, {"search": "x"}) is None
