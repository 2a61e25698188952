"""A question offers what its parameters take, and says so when nothing is found."""

import json
from typing import Any

import pytest

from curate.model.project import Project
from tests.serve.conftest import datasette
from tests.served import serving


@pytest.mark.parametrize(("asked", "told"), [("northpart", True), ("NORTH", False), ("", False), ("northport", False)])
async def test_what_there_is_is_told_where_nothing_is_found(project: Project, asked: str, told: bool) -> None:
    page = (await datasette(project).client.get(f"/boats/held?harbour={asked}")).text
    assert '<datalist id="choices-harbour" data-parameter="harbour"><option value="northport"></datalist>' in page
    assert ("No harbour is called “northpart”. There is" in page) == told


async def test_of_too_many_the_most_common_are_offered(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curate.serve.choices._MOST", 1)
    databases = json.loads(project.metadata.read_text("utf-8"))["databases"]
    databases["boats"]["queries"]["held"]["choices"] = {"harbour": "evidence.exact"}
    page = (await datasette(project, databases=databases).client.get("/boats/held")).text
    assert 'data-parameter="harbour"><option value="Northport"></datalist>' in page  # of two claims


async def test_nobody_is_told_of_a_table_that_is_closed_to_them(project: Project) -> None:
    databases = json.loads(project.metadata.read_text("utf-8"))["databases"]
    databases["boats"]["tables"]["harbours"]["allow"] = False
    page = await datasette(project, databases=databases).client.get("/boats/held?harbour=x")
    assert page.status_code == 200 and "northport" not in page.text


def test_the_browser_offers_them(project: Project, chromium: Any) -> None:
    with serving(project.root) as served:
        page = chromium.new_page()
        page.goto(served.link)
        page.goto(f"{served.address}/boats/held")
        assert page.eval_on_selector("input[name=harbour]", "field => field.list.options[0].value") == "northport"
