"""What popups lead to: every link to a page that is there, and from a row to the words of its claims."""

from collections.abc import Iterator
from typing import Any

import pytest

from curate.model.project import Project
from tests.served import Served, serving

#: The links of every row's popup, as `map/popup.js` makes them.
LINKS = """async () => {
  const folder = document.querySelector('script[src$="/map.js"]').src.replace("map.js", "map/");
  const [popup, claims] = await Promise.all(["popup.js", "claims.js"].map((file) => import(folder + file)));
  const rows = await (await fetch(`${location.pathname}.json?_shape=array&_size=max`)).json();
  const found = [];
  for (const row of rows) {
    const box = popup.content(row, window.CURATE_MAP);
    await claims.addClaims(box, row, window.CURATE_MAP);
    found.push([...box.querySelectorAll("a")].map((link) => [link.textContent, link.getAttribute("href")]));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def boats(project: Project) -> Iterator[Served]:
    with serving(project.root) as served:
        yield served


@pytest.fixture(scope="module")
def own(published: Project) -> Iterator[Served]:
    with serving(published.root) as served:
        yield served


def links(page: Any, served: Served, path: str) -> list[dict[str, str]]:
    page.goto(served.link)
    page.goto(f"{served.address}/{path}")
    page.wait_for_selector(".curate-legend li", state="attached")
    return [dict(row) for row in page.evaluate(LINKS)]


def follow(page: Any, rows: list[dict[str, str]]) -> None:
    assert rows and all(rows)
    ids: dict[str, list[str]] = {}
    for href in {href for row in rows for href in row.values()}:
        address, _, anchor = href.partition("#")
        if address not in ids:
            ids[address] = page.evaluate(
                """async (address) => {
                    const answer = await fetch(address);
                    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
                    return [String(answer.status), ...[...page.querySelectorAll("[id]")].map(({ id }) => id)];
                }""",
                address,
            )
        assert ids[address][0] == "200", href
        assert not anchor or anchor in ids[address], href


@pytest.mark.parametrize("view", ["hold_claims_map", "harbours"])
def test_every_link_of_a_popup_leads_somewhere(view: str, boats: Served, watched: Any) -> None:
    follow(watched.page, links(watched.page, boats, f"boats/{view}"))


@pytest.mark.parametrize("view", ["events_map", "captures", "places"])
def test_every_link_of_the_published_maps_leads_somewhere(
    view: str, own: Served, published: Project, watched: Any
) -> None:
    rows = links(watched.page, own, f"{published.name}/{view}")
    follow(watched.page, rows)
    claims = [[words for words, href in row.items() if "/-/article/" in href] for row in rows]
    assert all(claims) or view == "places"


def test_a_popup_shows_its_claims_and_no_made_up_label(boats: Served, watched: Any) -> None:
    watched.page.goto(boats.link)
    page = watched.open(f"{boats.address}/boats/hold_claims_map?claim_id=ferries")
    page.locator(".curate-marker").press("Enter")
    page.locator(".curate-popup-claims").get_by_text("3 ferries”").wait_for()
    words = page.locator(".curate-popup").inner_text()
    assert "harbour office · boats" in words
    assert all(label not in words for label in ("Type", "Claimed by", "Where"))
    page.get_by_text("The claim in the table").click()
    page.wait_for_url("**/claims?id__in=*")
    page.locator("table.rows-and-columns td.col-label").first.wait_for()
    assert page.locator("table.rows-and-columns tbody tr").count() == 1


def test_a_popup_without_claims_shows_numbers(serve: Any, watched: Any) -> None:
    page = watched.open(f"{serve({})}/counted")
    page.locator(".curate-marker").press("Enter")
    words = page.locator(".curate-popup").inner_text().split("\n")
    assert words[words.index("best guess") + 1] == "7"
    assert "4 claimants" in words and "radius km" not in words and "Type" not in words


@pytest.mark.parametrize("width", [390, 1280])
def test_a_popup_lies_within_its_map(width: int, boats: Served, watched: Any) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.goto(boats.link)
    page = watched.open(f"{boats.address}/boats/hold_claims_map?claim_id=ferries")
    page.locator(".curate-marker").press("Enter")
    page.get_by_text("3 ferries”").wait_for()
    inner, outer = page.locator(".leaflet-popup").bounding_box(), page.locator(".curate-map").bounding_box()
    assert outer["x"] <= inner["x"] and inner["x"] + inner["width"] <= outer["x"] + outer["width"]


def test_rows_without_a_place_make_a_sentence_and_no_map(serve: Any, watched: Any) -> None:
    watched.page.goto(f"{serve({})}/counted?latitude__isnull=1")
    watched.page.get_by_text("None of these rows has a place").wait_for()
    assert not watched.page.locator(".curate-map").is_visible()
    assert watched.errors == []
