"""What tallies answer is what the database would, and rows are the same where SQLite is told what is common."""

import asyncio
from math import prod
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st

from curate.serve import tallies
from tests.serve.conftest import told


@pytest.mark.parametrize("table", ["claims", "casualty_claims", "evidence"])
@pytest.mark.parametrize("order", [{}, {"_sort": "source_id"}, {"_sort_desc": "id"}])
async def test_pages_are_the_same(table: str, order: dict[str, str], untallied: Datasette, tallied: Datasette) -> None:
    facets = (await told(untallied, table, {}))["facet_results"]
    common = {name: str(facet["results"][0]["value"]) for name, facet in facets.items()}
    pairs = zip(common.items(), list(common.items())[1:], strict=False)
    narrowed = [{}, *({name: value} for name, value in common.items()), *map(dict, pairs)]
    narrowed += [{name: "there is no such value"} for name in list(common)[:1]]
    narrowed += [{f"{name}__not": value} for name, value in list(common.items())[:1]]
    for each in narrowed:
        first = await told(untallied, table, each | order)
        assert first == await told(tallied, table, each | order), each
        if first["next"]:
            later = each | order | {"_next": first["next"]}
            assert await told(untallied, table, later) == await told(tallied, table, later), each


async def test_a_tally_answers_where_it_holds_all_that_is_named(tallied: Datasette) -> None:
    db = tallied.databases["bench"]
    facet = (
        "select outcome as value, count(*) as count from ( select id, outcome from casualty_claims {} ) "
        "where outcome is not null group by outcome order by count desc, value limit 31"
    )
    for where in ("", 'where "scope" = :p0', 'where "scope" = :p0 and "victim_id" = :p1'):
        answer = await db.tallies.answer(facet.format(where), {"p0": "event", "p1": "actor-001"})
        assert answer and {row["value"] for row in answer.rows} <= {
            "killed",
            "wounded",
            "captured",
            "missing",
            "detained",
        }
    for where in (
        'where "note" = :p0',
        'where "scope" != :p0',
        "where rowid in (select 1)",
        'where "scope" = :p0 or 1',
    ):
        assert await db.tallies.answer(facet.format(where), {"p0": "event"}) is None, where


async def test_numbers_are_compared_as_the_table_does(tallied: Datasette) -> None:
    db = tallied.databases["bench"]
    await db.tallies.take(db, "casualty_claims", ["count_low"])
    asked, params = 'select count(*) from casualty_claims where "count_low" = :p0', {"p0": "100"}
    answer = await db.tallies.answer(asked, params)
    assert answer and answer.rows[0][0] == (await db.execute_fn(lambda c: c.execute(asked, params).fetchone()))[0] > 0


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(1, 10**6)))
def test_columns_are_counted_together_as_long_as_they_are_few(several: dict[str, int]) -> None:
    groups = tallies.together(several)
    assert {name for group in groups for name in group} == {
        n for n, values in several.items() if values <= tallies._MOST
    }
    assert all(prod(several[name] for name in group) <= tallies._MOST for group in groups)
    assert len({tuple(group) for group in groups}) == len(groups)


async def test_sqlite_is_told_of_common_values_only(tallied: Datasette) -> None:
    db = tallied.databases["bench"]
    asked = 'select id from claims where "stance" = :p0 and "kind" = :p1{} '
    told = asked.replace('"stance" = :p0', 'likely("stance" = :p0)').replace('"kind" = :p1', 'likely("kind" = :p1)')
    common = {"p0": "asserts", "p1": "casualty_claims"}
    for rest in ("", ' and ("id" > :p2)', " and 1 or 1"):
        assert await db.tallies.hinted(asked.format(rest), common) == told.format(rest)
        assert await db.tallies.hinted(asked.format(rest), common | {"p1": "none"}) == asked.format(rest)
    for where in ('"stance" = :p0 || 1', '"stance" = :p0 or 1', '"note" = :p0'):  # no filter, or of no tally
        other = f"select id from claims where {where} "
        assert await db.tallies.hinted(other, common) == other


@pytest.mark.parametrize(
    "condition",
    ['"outcome" = :p0 || 1', "outcome = 'killed' union all select id from claims", "1 or 1", "outcome = 'killed' -- "],
)
@pytest.mark.parametrize("more", [{"_nocount": "1"}, {"_search": "black"}])
async def test_conditions_of_readers_are_answered_alike(
    condition: str, more: dict[str, str], untallied: Datasette, tallied: Datasette
) -> None:
    path = f"/bench/casualty_claims.json?{urlencode({'outcome': 'killed', '_where': condition, **more})}"
    pages = [(await site.client.get(path)).json() for site in (untallied, tallied)]
    for page in pages:
        page.pop("query_ms", None)
    assert pages[0] == pages[1]


async def test_readers_who_come_at_once_are_answered_each_their_own(tallied: Datasette) -> None:
    db = tallied.databases["bench"]
    asked = 'select count(*) from casualty_claims where "outcome" = :p0'
    values = ["killed", "wounded", "captured", "missing", "none"]

    async def count(value: str) -> int:
        return int((await db.tallies.answer(asked, {"p0": value})).rows[0][0])

    alone = {value: await count(value) for value in values}
    assert await asyncio.gather(*(count(value) for value in values * 40)) == [alone[value] for value in values * 40]


async def test_facets_that_are_no_columns_are_left(tallied: Datasette) -> None:
    db = tallied.databases["bench"]
    await db.tallies.take(db, "places", ["nosuch", "rowid", {"array": "aliases"}, "kind"])
    assert await db.tallies.answer('select count(*) from places where "kind" = :p0', {"p0": ""})


async def test_a_column_without_values_is_counted_with_others(tallied: Datasette) -> None:
    db = tallied.databases["bench"]
    await db.tallies.take(db, "casualty_claims", ["left_out", "note", "outcome"])
    asked = "select left_out as value, count(*) as count from ( select id, left_out from casualty_claims ) "
    answer = await db.tallies.answer(f"{asked} where left_out is not null group by left_out order by count desc", {})
    assert answer is not None and not answer.rows
