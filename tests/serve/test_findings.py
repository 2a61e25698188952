"""What was found odd about a record stands on its page, and leads to the table of findings and back."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette

from curate.model.project import Project
from tests.serve.conftest import HOSTILE
from tests.serve.test_pages import Page, read

FINDINGS = [
    ("000001", "hold_claims", "held", "count_stated", "odd-count", "no port has room for so many", "warning"),
    ("000002", "hold_claims", "held", None, "twice", HOSTILE, "warning"),
    ("000003", "harbours", "held", "name", "other", "of another kind with this id", "warning"),
    ("000004", "sources", "boats", "title", "bold", "the title is bold", "warning"),
    ("000005", "no such kind", "boats", None, "stray", "about nothing that is here", "warning"),
]


@pytest.fixture
def found(project: Project, tmp_path: Path) -> Datasette:
    """The miniature dataset with findings, as any Datasette opens it."""
    database = tmp_path / "boats.db"
    shutil.copy(project.database, database)
    connection = sqlite3.connect(database)
    connection.execute("DELETE FROM findings")
    connection.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)", FINDINGS)
    connection.commit()
    connection.close()
    return Datasette([str(database)])


@pytest.mark.parametrize("path", ["hold_claims/held", "claims/held"])
async def test_a_record_says_what_is_odd_about_it(found: Datasette, path: str) -> None:
    page = await read(found, f"/boats/{path}")
    assert "no port has room for so many" in page and "odd-count" in page
    assert "of another kind" not in page and HOSTILE not in page
    href = next(href for href, words in Page(page).links if words == "All 2 findings in the table of findings")
    shown = (await found.client.get(href.replace("?", ".json?") + "&_shape=array")).json()
    assert [row["id"] for row in shown] == ["000001", "000002"]


async def test_a_single_finding_and_none(found: Datasette) -> None:
    page = await read(found, "/boats/sources/boats")
    assert "The finding in the table of findings" in [words for _, words in Page(page).links]
    for path in ("hold_claims/ferries", "harbours/northport", "findings/000001"):
        assert "Odd about this record" not in await read(found, f"/boats/{path}")


async def test_a_finding_leads_to_its_record(found: Datasette) -> None:
    links = Page(await read(found, "/boats/findings")).links
    assert ("/boats/sources/boats", "Boats held <b>now</b>") in links
    assert ("/boats/hold_claims/held", "over 20") in links or "/boats/hold_claims/held" in dict(links)


async def test_who_may_not_see_findings_sees_none(found: Datasette) -> None:
    found._metadata_local = {"databases": {"boats": {"tables": {"findings": {"allow": False}}}}}
    page = await read(found, "/boats/hold_claims/held")
    assert "Odd about this record" not in page and "no port" not in page
