"""Searches in tables and views, with words to look for and without."""

import html
import json

import pytest
from datasette.app import Datasette

from tests.serve.test_pages import read


@pytest.mark.parametrize("search, found", [("northport", 1), ("الميناء", 1), ("southport", 0)])
async def test_search_in_tables_and_views(site: Datasette, search: str, found: int) -> None:
    for place in ("harbours", "held_by_harbour"):
        rows = json.loads(
            await read(site, f"/boats/{place}.json?_shape=array", params={"_search": search, "_shape": "array"})
        )
        assert len(rows) == found


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
