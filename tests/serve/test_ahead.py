"""Large tables are looked at when the server has started, and a server that stops meanwhile stops cleanly."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from datasette.app import Datasette

from curate.model.project import Project
from curate.serve import ahead, served
from curate.serve.served import Served
from tests.serve.conftest import datasette


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Tables of two rows are large, and every answer is worth remembering."""
    monkeypatch.setattr(ahead, "_LARGE", 1)
    monkeypatch.setattr(served, "_SLOW", -1)
    caplog.set_level(logging.WARNING)


@asynccontextmanager
async def running(site: Datasette) -> AsyncIterator[Served]:
    """The database, while a web server serves it."""
    server = uvicorn.Server(uvicorn.Config(site.app(), port=0, lifespan="on", log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    try:
        yield site.databases["boats"]
    finally:
        server.should_exit = True
        await serving


async def test_counts_are_remembered_before_a_reader_comes(site: Datasette, caplog: pytest.LogCaptureFixture) -> None:
    async with running(site) as db:
        async with asyncio.timeout(30):
            while not any("count(*) as count from" in sql and "from hold_claims" in sql for sql, *_ in db._answers):
                await asyncio.sleep(0.01)
    await ahead.ask_first_pages(site, asyncio.Event())
    asked = set(db._answers)
    assert (await site.client.get("/boats/hold_claims")).status_code == 200
    assert set(db._answers) == asked
    assert not [sql for sql, *_ in asked if "from harbours" in sql and "group by" in sql]  # one row
    assert not caplog.records


@pytest.mark.filterwarnings("error")
async def test_a_server_that_stops_at_once_stops_cleanly(site: Datasette, caplog: pytest.LogCaptureFixture) -> None:
    async with running(site):
        assert len(asyncio.all_tasks()) > 1
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert not caplog.records


async def test_what_cannot_be_asked_is_told(project: Project, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    private = datasette(project, allow=False)
    await private.invoke_startup()
    stops = asyncio.Event()
    await ahead.ask_first_pages(private, stops)
    assert "/boats/hold_claims, asked for ahead of readers, was answered by 403" in caplog.text
    broken = tmp_path / "broken.db"
    broken.write_text("This is no database. " * 50)
    private.add_database(Served(private, str(broken)))
    await ahead.ask_first_pages(private, stops)
    assert "the large tables of broken could not be asked for ahead of readers" in caplog.text
    assert "file is not a database" in caplog.text
    caplog.clear()
    stops.set()
    private.remove_database("broken")
    await ahead.ask_first_pages(private, stops)
    assert not caplog.records  # nothing was asked
