"""The page of a record: its name, the claims that refer to it, and how other claims stand to a claim."""

import pytest
from datasette.app import Datasette

from curate.model.project import Project
from curate.serve import record
from tests.serve.conftest import datasette
from tests.serve.test_pages import Page, read

ARTICLE = "/boats/-/article/boats"


async def test_a_record_is_called_by_its_label(site: Datasette) -> None:
    for path, name in (("harbours/northport", "Northport"), ("hold_claims/held", "over 20 · Northport")):
        page = await read(site, f"/boats/{path}")
        assert f">{name}</h1>" in page and f"<title>{name}: " in page


async def test_a_record_shows_the_claims_that_refer_to_it(site: Datasette) -> None:
    page = await read(site, "/boats/harbours/northport")
    links = Page(page).links
    assert (f"{ARTICLE}#held", "harbour office said [...] over 20 boats were held at Northport") in links
    assert ("/boats/hold_claims/mayor-denies", "denies: Northport") in links
    assert ("/boats/speakers/mayor", "The mayor") in links and (ARTICLE, "boats") in links
    assert '<span class="stance denies">denies</span>' in page
    assert ("/boats/hold_claims?harbour_id__exact=northport", "4 hold claims") in links
    assert "Some of these" not in page


async def test_of_many_claims_some_are_shown_and_the_others_linked(
    site: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "_MOST", 2)
    page = await read(site, "/boats/speakers/harbour-office")
    assert page.count('class="curate-claim"') == 2
    assert "Some of these" not in page
    page = await read(site, "/boats/harbours/northport")
    assert page.count('class="curate-claim"') == 2
    assert "Some of these" in page


@pytest.mark.parametrize("kind", ["hold_claims", "claims"])
@pytest.mark.parametrize(
    "claim, words",
    [("held", "denied by"), ("held", "contains"), ("mayor-denies", "denies"), ("ferries", "part of")],
)
async def test_a_claim_says_how_others_stand_to_it(site: Datasette, kind: str, claim: str, words: str) -> None:
    page = await read(site, f"/boats/{kind}/{claim}")
    assert f"<dt>{words}</dt>" in page
    assert page.index('id="linked"') < page.index('class="rows-and-columns')


async def test_a_claim_that_stands_alone_says_nothing_of_others(site: Datasette) -> None:
    assert 'id="linked"' not in await read(site, "/boats/hold_claims/wall")


@pytest.mark.parametrize("closed", ["hold_claims", "claims", "sources", "claim_links"])
async def test_who_may_not_see_claims_sees_none_on_other_pages(project: Project, closed: str) -> None:
    ds = datasette(project, databases={"boats": {"tables": {closed: {"allow": False}}}})
    page = await read(ds, "/boats/harbours/northport")
    assert 'class="curate-claim"' not in page and 'id="claims-of"' not in page and "The mayor denied it" not in page
