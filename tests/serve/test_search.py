"""Searches in tables and views, with words to look for and without."""

import html
import json

import pytest
from datasette.app import Datasette

from curate.model.project import Project
from tests.serve.conftest import datasette
from tests.serve.test_pages import Page, read


@pytest.mark.parametrize("search, found", [("northport", 1), ("الميناء", 1), ("southport", 0)])
async def test_search_in_tables_and_views(site: Datasette, search: str, found: int) -> None:
    for place in ("harbours", "held_by_harbour"):
        rows = json.loads(
            await read(site, f"/boats/{place}.json?_shape=array", params={"_search": search, "_shape": "array"})
        )
        assert len(rows) == found


@pytest.mark.parametrize(
    ("place", "search", "led"),
    [
        ("boats/hold_claims", "الميناء", "Northport (harbour)"),
        ("boats/claims", "مكتب", "harbour office (claimant)"),
        ("boats/claims", "nobody-at-all", ""),
        ("boats/hold_claims", "held", ""),  # as the article's title has it, which says little of its claims
        ("northwest-syria-2024/events", "Halab", "Aleppo (place)"),
        ("northwest-syria-2024/quotes", "SDF", "Syrian Democratic Forces (speaker)"),
    ],
)
async def test_other_names_of_what_rows_refer_to_lead_to_them(
    site: Datasette, published: Project, place: str, search: str, led: str
) -> None:
    found = site if place.startswith("boats") else datasette(published)
    page = await read(found, f"/{place}", params={"_search": search})
    label = led.partition(" (")[0]
    hrefs = [href for href, words in Page(page).links if words == label and "=" in href and "_search" not in href]
    assert bool(hrefs) == bool(led) == ("Rows that refer to:" in page)
    for href in hrefs:
        path, _, query = href.partition("?")
        assert (await found.client.get(f"{path}.json?{query}")).json()["filtered_table_rows_count"] > 0


async def test_names_are_not_told_to_who_may_not_see_their_table(project: Project) -> None:
    databases = json.loads(project.metadata.read_text("utf-8"))["databases"]
    databases["boats"]["tables"]["harbours"]["allow"] = False
    page = await read(datasette(project, databases=databases), "/boats/hold_claims", params={"_search": "الميناء"})
    assert "(claimant)" in page and "(harbour)" not in page


@pytest.mark.parametrize("search", ["", " ", "%20%20"])
async def test_an_empty_search_is_none(site: Datasette, search: str) -> None:
    for place in ("harbours", "held_by_harbour"):
        page = await read(site, f"/boats/{place}?_search={search}&_sort=id")
        assert "Northport" in page and "search matches" not in page


@pytest.mark.parametrize("search", ['"', '""', ' " ', "-", "(", "*", "\0"])
async def test_a_search_for_nothing_finds_nothing_and_says_so(site: Datasette, search: str) -> None:
    for name in ("_search", "_search_name"):
        response = await site.client.get("/boats/harbours", params={name: search})
        page = html.unescape(response.text)
        assert response.status_code == 200, page
        assert "0 rows" in page and f"“{search}” holds no letter or number to search for" in page
        rows = (await site.client.get("/boats/harbours.json", params={name: search, "_shape": "array"})).json()
        assert rows == []
