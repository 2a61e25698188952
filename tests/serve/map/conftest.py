"""A Datasette of a few rows, served on this machine, and a browser that reports every request it makes.

Made up from scratch: hostile words in every column that a popup shows, two places at one point, proxies, areas, and
rows from another part of the world.
"""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from datasette.app import Datasette

HOSTILE = (
    '<script>window.hacked = 1</script><img src="http://evil.example/i.png" onerror="window.hacked=1">javascript:hack()'
)

SCHEMA = """
create table events (id text primary key, title text, type text, period text, start_date text, end_date text,
    status text);
create table places (id text primary key, name text, name_ar text, kind text, location_kind text, latitude real,
    longitude real, radius_km real);
create table event_places (event_id text references events (id), place_id text references places (id));
create table counted (id text primary key, name text, claimants integer, best_guess integer, latitude real, longitude real,
    radius_km real);
insert into counted values ('mill', 'Mill', 4, 7, 35.29, 36.74, 1), ('nowhere', 'Nowhere', 1, 2, null, null, null);
create view events_map as select events.id || '-' || places.id as id, events.id as event_id, title, type, period, start_date, end_date, status, 2 as sources,
    '["Source A", "Source B"]' as claimants, name as place, name_ar as place_ar, location_kind, latitude,
    longitude, radius_km from event_places join events on events.id = event_id join places on places.id = place_id;
create table hostile (id text primary key, title text, type text, period text, start_date text, end_date text,
    status text, sources text, claimants text, place text, place_ar text, location_kind text, evidence text,
    count_stated text,
    popup text, url text, event_id text, latitude real, longitude real, radius_km text);
create table nowhere (id text primary key, name text, latitude real, longitude real);
"""
PLACES = [
    ("hama", "Hama", "حماة", "town", "area", 35.1318, 36.7578, 3),
    ("soran", "Soran", "صوران", "town", "point", 35.29, 36.74, None),
    ("mill", "Mill", None, "site", "point", 35.29, 36.74, None),
    ("hill", "Hill", None, "site", "proxy", 35.6, 36.3, 2.5),
]
EVENTS = [
    ("capture-1", "Capture of Soran", "capture", "soran"),
    ("clash-1", "Clash at the mill", "clash", "mill"),
    ("strike-1", "Strike on Hama", "air strike", "hama"),
    ("strike-2", "Strike on the hill", "air strike", "hill"),
]
ISLANDS = [
    ("akl", "Auckland", -36.85, 174.76),
    ("wlg", "Wellington", -41.29, 174.78),
    ("chc", "Christchurch", -43.53, 172.64),
]


def make_database(path: Path) -> None:
    """Write the small database that the tests browse."""
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA)
        db.executemany("insert into places values (?, ?, ?, ?, ?, ?, ?, ?)", PLACES)
        for number, (key, title, kind, place) in enumerate(EVENTS, start=1):
            day = f"2024-12-0{number}"
            db.execute(
                "insert into events values (?, ?, ?, ?, ?, ?, 'claimed by several')", (key, title, kind, day, day, day)
            )
            db.execute("insert into event_places values (?, ?)", (key, place))
        popup = '{"title": "x", "image": "http://evil.example/i.png", "link": "javascript:window.hacked=1"}'
        words = [HOSTILE] * 13
        row = ["h/../1", *words, popup, "javascript:window.hacked=1", "javascript:window.hacked=1", 35.0, 36.0, HOSTILE]
        db.execute(f"insert into hostile values ({', '.join('?' * len(row))})", row)
        db.executemany("insert into nowhere values (?, ?, ?, ?)", ISLANDS)
    db.close()


Serve = Callable[..., str]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a Datasette with this metadata on a free port; gives the address of its database."""
    servers: list[uvicorn.Server] = []

    def start(metadata: dict[str, Any], **settings: Any) -> str:
        path = tmp_path / "made-up.db"
        path.unlink(missing_ok=True)
        make_database(path)
        app = Datasette([str(path)], metadata=metadata, settings=settings).app()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.02)
        servers.append(server)
        return f"http://127.0.0.1:{port}/made-up"

    yield start
    for server in servers:
        server.should_exit = True


class Watched:
    """A browser page with its requests and errors on record."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, url: str) -> Any:
        """Load a page and wait until its map is drawn."""
        self.page.goto(url)
        self.page.wait_for_selector(".curate-legend li", state="attached")
        self.page.wait_for_selector(".curate-credits", state="attached")
        self.page.wait_for_timeout(400)
        return self.page

    def foreign(self) -> list[str]:
        """Requests that left this machine."""
        return [url for url in self.requests if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]


@pytest.fixture
def watched(chromium: Any) -> Iterator[Watched]:
    """A fresh page; motion reduced, so that nothing has to be waited for."""
    context = chromium.new_context(viewport={"width": 1300, "height": 1000}, reduced_motion="reduce")
    yield Watched(context.new_page())
    context.close()
