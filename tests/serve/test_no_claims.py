"""A project that has records and sources, but no claims: its pages say nothing of claims and texts."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from curate.load.build import build
from curate.model.project import find_project
from curate.serve import referring
from tests.serve.conftest import datasette
from tests.serve.test_pages import Page, read

FILES = {
    "pyproject.toml": '[tool.curate]\nname = "floods"\nschema = "flood_schema"\n',
    "flood_schema/__init__.py": '''"""Floods, as reports list them."""

from typing import Annotated

from curate import Link, Name, Record, Ref, optional


class Agency(Record):
    """Who reports."""

    table = "agencies"
    label = ("name",)
    claimants = True

    name: Annotated[str, Name]
    """A name."""
    reported_in: Annotated[str, Ref("sources")] = optional
    """Where it stands."""


class Flood(Record):
    """Floods."""

    table = "floods"
    label = ("title",)

    title: str
    """What happened."""
    sources: Annotated[list[str], Link("sources", through="flood_sources", role="reports")] = []
    """The reports."""
''',
    "data/agencies.yml": "agencies:\n- {id: water-board, name: Water board, reported_in: report}\n",
    "data/floods.yml": "floods:\n"
    + "".join(f"- {{id: flood-{n}, title: Flood {n}, sources: [report]}}\n" for n in range(3)),
    "data/articles/report.yml": "source: {id: report, title: The report}\n",
}


@pytest.fixture
def floods(tmp_path: Path) -> Datasette:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    project = find_project(tmp_path)
    built = build(project)
    assert built.written, built.checked.problems.in_order()
    return datasette(project)


async def test_a_source_says_nothing_of_claims(floods: Datasette) -> None:
    page = await read(floods, "/floods/-/article/report")
    assert "<title>The report</title>" in page
    for word in ("claims", "none yet", "evidence", "text itself"):
        assert word not in page.split('<section class="content">')[1].split("<footer")[0], word
    assert (await floods.client.get("/floods/-/articles")).status_code == 404


async def test_a_source_leads_to_what_refers_to_it(floods: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(referring, "_MOST", 2)
    page = await read(floods, "/floods/-/article/report")
    links = Page(page).links
    assert "Referred to by 3 floods" in page and "Referred to by 1 agencies" in page
    assert ("/floods/agencies/water-board", "Water board") in links
    assert ("/floods/floods/flood-1", "Flood 1") in links and ("/floods/floods/flood-2", "Flood 2") not in links
    assert ("/floods/flood_sources?source_id__exact=report", "All 3") in links
    floods._metadata_local = {"databases": {"floods": {"tables": {"floods": {"allow": False}}}}}
    assert "Flood 1" not in await read(floods, "/floods/-/article/report")
