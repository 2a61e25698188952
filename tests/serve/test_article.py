"""The article's page: its claims for everybody, its text for one reader only."""

from pathlib import Path

import httpx
import pytest
from datasette.app import Datasette

from curate.model.project import Project
from curate.serve.highlight import segments
from tests.serve.conftest import HOSTILE, Cookies, datasette
from tests.serve.test_pages import Page, addresses, read

PAGE = "/boats/-/article/boats"
ONLY_IN_TEXT = "only here in the text"


async def test_claims_in_the_order_of_the_text(site: Datasette) -> None:
    page = await read(site, PAGE)
    places = [page.index(f'id="{claim}"') for claim in ("held", "ferries", "mayor-denies", "wall")]
    assert places == sorted(places)
    assert page.index('class="parts"') < page.index('id="ferries"')
    assert "<strong>over 20</strong> (21 or more)" in page
    assert "5 verified" not in page and "4 verified" in page
    assert "Boats held &lt;b&gt;now&lt;/b&gt;" in page


async def test_links_to_record_place_and_the_other_side(site: Datasette) -> None:
    links = Page(await read(site, PAGE)).links
    assert ("/boats/hold_claims/held", "Full record") in links
    assert ("/boats/harbours/northport", "Northport") in links
    assert ("/boats/speakers/mayor", "The mayor") in links
    assert (f"{PAGE}#held", "over 20 · Northport") in links
    assert (f"{PAGE}#mayor-denies", "denies: Northport") in links
    assert "denied by" in (page := await read(site, PAGE)) and "denies: Northport</a> (The mayor)" in page


async def test_text_for_the_reader_with_the_login_link(site: Datasette, reader: Cookies) -> None:
    response = await site.client.get(PAGE, cookies=reader(site))
    page = Page(response.text)
    assert ONLY_IN_TEXT in response.text
    assert HOSTILE not in response.text
    assert ("#ferries", "3 ferries") in page.links
    assert ("#span-ferries-3", "3 ferries") in page.links
    assert {"span-ferries-3", "ferries"} <= page.ids
    assert response.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("actor", [None, {"id": "somebody"}, {"id": "root"}])
async def test_nobody_else_gets_text_anywhere(site: Datasette, project: Project, actor: dict[str, str] | None) -> None:
    cookies = {"ds_actor": site.sign({"a": actor}, "actor")} if actor else {}
    for path in [*await addresses(site, project), f"{PAGE}?_context=1", "/-/metadata.json", "/-/plugins.json?all=1"]:
        page = await read(site, path, cookies=cookies)
        assert ONLY_IN_TEXT not in page, path
        assert str(project.texts_folder) not in page, path


async def test_not_even_the_reader_from_another_machine(site: Datasette, reader: Cookies) -> None:
    await site.invoke_startup()
    transport = httpx.ASGITransport(app=site.app(), client=("192.0.2.7", 40000))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies=reader(site)) as client:
        response = await client.get(PAGE)
    assert response.status_code == 200
    assert ONLY_IN_TEXT not in response.text


async def test_no_text_without_being_told_where(project: Project, reader: Cookies) -> None:
    ds = datasette(project)
    assert ONLY_IN_TEXT not in await read(ds, PAGE, cookies=reader(ds))


async def test_a_text_that_was_changed_is_not_shown(project: Project, reader: Cookies, tmp_path: Path) -> None:
    original = next(project.texts_folder.glob("*.txt"))
    for content, shown in ((original.read_bytes(), True), (original.read_bytes() + b" ", False)):
        (tmp_path / original.name).write_bytes(content)
        ds = datasette(project, plugins={"curate": {"texts": str(tmp_path)}})
        page = await read(ds, PAGE, cookies=reader(ds))
        assert (ONLY_IN_TEXT in page) is shown
        assert ("not at hand on this machine" in page) is not shown


async def test_unknown_articles_and_closed_tables(project: Project) -> None:
    ds = datasette(project)
    assert (await ds.client.get("/boats/-/article/no-such")).status_code == 404
    assert (await ds.client.get("/nothing/-/articles")).status_code == 404
    closed = datasette(project, databases={"boats": {"tables": {"hold_claims": {"allow": False}}}})
    assert (await closed.client.get(PAGE)).status_code == 403


def span(id_: str, start: int | None, end: int | None, exact: str) -> dict[str, object]:
    return {"id": id_, "claim_id": id_, "start": start, "end": end, "exact": exact}


def test_nested_and_overlapping_spans() -> None:
    text = "over 200 soldiers and 13 officers"
    spans = [
        span("whole", 0, 17, "over 200 soldiers"),
        span("count", 5, 8, "200"),
        span("across", 9, 24, "soldiers and 13"),
        span("changed", 0, 4, "Over"),
        span("nowhere", None, None, "x"),
    ]
    cut = segments(text, spans)
    assert "".join(s.text for s in cut) == text
    assert [(s.text, [x["id"] for x in s.spans]) for s in cut] == [
        ("over ", ["whole"]),
        ("200", ["count", "whole"]),
        (" ", ["whole"]),
        ("soldiers", ["across", "whole"]),
        (" and 13", ["across"]),
        (" officers", []),
    ]
    assert [[x["id"] for x in s.end] for s in cut if s.end] == [["count"], ["whole"], ["across"]]


def test_a_text_without_spans_is_one_piece() -> None:
    assert [s.text for s in segments("words", [])] == ["words"]
    assert segments("", []) == []
