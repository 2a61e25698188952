"""Large tables are tallied when the server has started, and a server that stops meanwhile stops cleanly."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from datasette.app import Datasette

from curate.model.project import Project
from curate.serve import ahead
from curate.serve.served import Served
from tests.serve.conftest import datasette


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Tables of two rows are large."""
    monkeypatch.setattr(ahead, "_LARGE", 1)
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


async def test_large_tables_are_tallied_before_a_reader_comes(
    site: Datasette, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(site) as db:
        async with asyncio.timeout(30):
            while not await db.tallies.answer("select count(*) from hold_claims", {}):
                await asyncio.sleep(0.01)
    assert not await db.tallies.answer("select count(*) from harbours", {})  # one row
    assert not caplog.records


@pytest.mark.filterwarnings("error")
async def test_a_server_that_stops_at_once_stops_cleanly(site: Datasette, caplog: pytest.LogCaptureFixture) -> None:
    async with running(site):
        assert len(asyncio.all_tasks()) > 1
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert not caplog.records


async def test_what_cannot_be_tallied_is_told(
    project: Project, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = datasette(project)
    await site.invoke_startup()
    stops = asyncio.Event()
    broken = tmp_path / "broken.db"
    broken.write_text("This is no database. " * 50)
    site.add_database(Served(site, str(broken)))
    await ahead.tally_large_tables(site, stops)
    assert "the large tables of broken could not be tallied ahead of readers" in caplog.text
    assert "file is not a database" in caplog.text
    assert await site.databases["boats"].tallies.answer("select count(*) from hold_claims", {})


async def test_once_the_server_stops_no_table_is_tallied(site: Datasette) -> None:
    await site.invoke_startup()
    stops = asyncio.Event()
    stops.set()
    await ahead.tally_large_tables(site, stops)
    assert not await site.databases["boats"].tallies.answer("select count(*) from hold_claims", {})
