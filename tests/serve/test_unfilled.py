"""Facets count rows without a value, and lead to them."""

import pytest

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
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select i as kind from n limit 999999999"
    of = await known(site, published.name)
    assert (
        of
        and await _count(of, {"sql": f"{endless} limit 51", "params": {}}, {"truncated": True, "name": "kind"}, 1) == 0
    )
