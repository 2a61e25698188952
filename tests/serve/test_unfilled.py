"""Facets count rows without a value, and lead to them."""

import json

import pytest
from datasette.app import Datasette
from datasette.utils import PrefixedUrlString

from curate.model.project import Project
from curate.serve.known import known
from curate.serve.unfilled import _count
from tests.serve.conftest import datasette
from tests.serve.test_pages import Page, read


@pytest.mark.parametrize(
    "table, filters, facets", [("claims", "", 1), ("captures", "", 2), ("claims", "stance=denies", 1)]
)
async def test_facets_count_rows_without_a_value_too(published: Project, table: str, filters: str, facets: int) -> None:
    """Most claims are the articles' own: a facet of claimants that left them out would mislead."""
    site = datasette(published)
    page = await read(site, f"/{published.name}/{table}?{filters}")
    found = [href for href, words in Page(page).links if words == "(none)"]
    assert len(found) == facets
    for href in found:
        path, _, query = href.partition("?")
        count = (await site.client.get(f"{path}.json?{query}")).json()["filtered_table_rows_count"]
        assert f"(none)</a> {count}</li>" in page and f"<li>(none) &middot; {count} <a" in await read(site, href)


async def test_they_come_first_and_are_taken_back(published: Project) -> None:
    site, path = datasette(published), f"/{published.name}/event_claims"
    facet = (await read(site, path)).partition('data-column="place_id"')[2].partition("<li>")[2]
    assert facet.startswith(f'<a href="{path}?place_id__isnull=1">(none)</a> 37</li>')  # of more values than are shown
    claimants = (await read(site, path)).partition('data-column="claimant_id"')[2]
    assert claimants.partition('<span class="facet-info-total">')[2].startswith("19</span>")  # and none
    chosen = (await read(site, f"{path}?place_id__isnull=1")).partition('data-column="place_id"')[2]
    assert chosen.partition("<li>")[2].startswith(f'(none) &middot; 37 <a href="{path}" class="cross">')


@pytest.mark.parametrize(
    "asked", ["claims?_next=100", "claims?_nocount=1", "claims?_facet_date=start_date&claimant_id__notnull=1"]
)
async def test_where_nobody_can_say_how_many_nothing_is_said(published: Project, asked: str) -> None:
    assert "(none)" not in await read(datasette(published), f"/{published.name}/{asked}")


async def test_what_takes_too_long_is_left_out(published: Project) -> None:
    site = datasette(published)
    site._settings["facet_time_limit_ms"] = 1
    numbers = "with recursive n(kind) as (select 1 union all select kind + 1 from n) select kind from n"
    query = {"sql": f"select kind from ({numbers}) limit 51", "params": {}}
    facet, of = {"truncated": True, "name": "kind"}, await known(site, published.name)
    assert of and await _count(of, query, facet, 1) == 0


@pytest.mark.parametrize(
    "asked",
    [
        "claims?_nocol=claimant_id",
        "event_claims?_nocol=place_id",
        "claims?_facet_size=1&_col=id",
        "claims?_where=1%3D1+--+&_nosuggest=1",
        "claims?_facet_size=1&_where=label+<>+' order by '",
        "captures?_facet_size=1&_where=place_id in (select id from places order by id)",
    ],
)
async def test_columns_that_are_hidden_and_conditions_of_readers_harm_no_page(published: Project, asked: str) -> None:
    page = await read(datasette(published), f"/{published.name}/{asked}")
    if "claims?_facet_size=1" in asked:
        assert page.count("(none)") == 1 and "(none)</a> 120</li>" in page


async def test_addresses_are_those_of_the_site(published: Project) -> None:
    """A proxy takes the site's own part off an address before it asks."""
    metadata = json.loads(published.metadata.read_text("utf-8"))
    site = Datasette([], immutables=[str(published.database)], metadata=metadata, settings={"base_url": "/db/"})
    asked = PrefixedUrlString(f"/{published.name}/claims")
    hrefs = [href for href, words in Page((await site.client.get(asked)).text).links if words == "(none)"]
    assert hrefs == [f"/db/{published.name}/claims?claimant_id__isnull=1"]


async def test_those_that_a_search_finds_are_counted_from_memory(tallied: Datasette) -> None:
    db = tallied.databases["bench"]
    await db.searched.take(db, "casualty_claims", "left_out")  # which is empty
    for column in ("left_out", "outcome"):
        source = (
            "casualty_claims where rowid in (select rowid from casualty_claims_fts where casualty_claims_fts match "
        )
        sql = f"select count(*) from (select * from {source}escape_fts(:search))\n) where {column} is null"
        answer = await db.searched.answer(db, sql, {"search": "black"})
        told = (
            await db.execute_fn(lambda connection, sql=sql: connection.execute(sql, {"search": "black"}).fetchone())
        )[0]
        assert answer and answer.single_value() == told and (told > 0) == (column == "left_out")
