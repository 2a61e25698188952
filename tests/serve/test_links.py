"""What stands in the metadata or in records as an address and is none of the web is no link on any page."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from datasette.app import Datasette

from curate.model.project import Project
from tests.model.test_address import OTHERS
from tests.serve.conftest import datasette
from tests.serve.test_pages import Page

NAMES = ("source_url", "license_url", "about_url")
PAGES = ["/", "/boats", "/boats/hold_claims", "/boats/hold_claims/held", "/boats/held", "/boats/held_by_harbour", "/boats/-/article/boats", "/boats/-/articles",
         "/boats?sql=select+'javascript:alert(1)'+as+url", "/boats/speakers", "/boats/speakers/harbour-office"]  # fmt: skip


def everywhere(address: Any) -> dict[str, Any]:
    """Metadata with an address on every level."""
    said = {"source": "S", "license": "L", "about": "A", **dict.fromkeys(NAMES, address)}
    tables = dict.fromkeys(("hold_claims", "held_by_harbour", "speakers"), said)
    queries = {"held": {"sql": "select 1 as one", **said}}
    return {**said, "databases": {"boats": {**said, "tables": tables, "queries": queries}}}


async def schemes(site: Datasette) -> set[str]:
    found = set()
    for path in PAGES:
        answer = await site.client.get(path)
        assert answer.status_code == 200, path
        found |= {urlsplit(href.strip()).scheme.lower() for href, _ in Page(answer.text).links}
        assert 'href="javascript' not in answer.text.lower()
    return found


@pytest.mark.parametrize("address", OTHERS[::5])
async def test_no_page_links_to_what_is_none_of_the_web(project: Project, address: object) -> None:
    assert await schemes(datasette(project, **everywhere(address))) <= {"", "http", "https"}
    for path in ("/boats.json", "/boats/hold_claims.json"):
        found = (await datasette(project, **everywhere(address)).client.get(path)).json()
        assert not found.get("source_url") and not found.get("license_url")


async def test_addresses_of_the_web_are_links(project: Project) -> None:
    for path in PAGES[:6]:
        page = (await datasette(project, **everywhere("https://a.example/?a=1")).client.get(path)).text
        assert ("https://a.example/?a=1", "S") in Page(page).links or "https://a.example/?a=1" in page, path
