"""The Dockerfile without an engine: its pins, and the very commands that it runs, on a release."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from curate.model.project import Project
from curate.publish.release import date_of, release
from tests.served import memory

ROOT = Path(__file__).parents[2]
DOCKERFILE = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8")).splitlines()


ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def instructions(word: str) -> list[str]:
    return [line.removeprefix(f"{word} ") for line in DOCKERFILE if line.startswith(f"{word} ")]


def test_what_it_installs_is_what_was_tested() -> None:
    (install,) = [line for line in instructions("RUN") if "pip install" in line]
    assert instructions("COPY")[0] == "requirements.lock /tmp/"
    assert install.endswith(" --require-hashes -r /tmp/requirements.lock")


def test_it_installs_the_plugin() -> None:
    assert "pip --no-cache-dir install --no-deps --no-build-isolation /opt/curate" in instructions("RUN")
    assert "curate /opt/curate/curate" in instructions("COPY")  # nothing else of the folder, which may hold texts


class Image(NamedTuple):
    """What the image serves, and its process."""

    client: httpx.Client
    process: subprocess.Popen[bytes]


@pytest.fixture
def served(image: Image) -> httpx.Client:
    return image.client


@pytest.fixture
def image(harbour: Project, tmp_path: Path) -> Iterator[Image]:
    """What the image serves, by the commands that build and start it."""
    made = release(harbour, "2024.1.1", date_of("2024.1.1", None))
    assert made.written
    (tmp_path / "srv").mkdir()
    made.folder.rename(tmp_path / "srv/release")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    # The image has no plugins but those that it installs.
    here = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    here["DATASETTE_LOAD_PLUGINS"] = "datasette-cluster-map,datasette-leaflet,curate-claims"
    prepare, start = instructions("RUN")[-1], instructions("CMD")[0]
    prepare, start = (line.replace("/srv/", f"{tmp_path}/srv/") for line in (prepare, start))
    subprocess.run(prepare, shell=True, check=True, cwd=tmp_path / "srv/release", env=here, capture_output=True)
    start = start.replace("--host 0.0.0.0 --port 8001", f"--host 127.0.0.1 --port {port}")
    assert port in start
    with subprocess.Popen(start, shell=True, cwd=tmp_path / "srv/data", env=here, stderr=subprocess.PIPE) as process:
        assert process.stderr
        for line in process.stderr:
            if b"Uvicorn running" in line:
                break
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            yield Image(client, process)
        process.send_signal(signal.SIGTERM)


def test_it_serves_the_release_safely(served: httpx.Client) -> None:
    page = served.get("/harbour/statements")
    assert page.status_code == 200 and "Old Quay" in page.text
    assert page.headers["access-control-allow-origin"] == "*"
    assert "<title>Statements on the harbour strike" in served.get("/").text
    (database,) = [d for d in served.get("/-/databases.json").json() if d["name"] == "harbour"]
    assert not database["is_mutable"] and database["hash"]
    settings = served.get("/-/settings.json").json()
    assert (settings["sql_time_limit_ms"], settings["max_returned_rows"], settings["max_csv_mb"]) == (1000, 1000, 0)
    assert "datasette-cluster-map" in {plugin["name"] for plugin in served.get("/-/plugins.json").json()}
    assert served.get("/harbour.json", params={"sql": ENDLESS}).status_code == 400
    assert served.get("/harbour.json", params={"sql": "DELETE FROM statements"}).status_code == 400
    assert served.get("/harbour/people.csv", params={"_stream": "on"}).text.count("\n") == 5


def asking(image: Image, sql: str) -> list[threading.Thread]:
    """Eight readers who ask at once."""

    def ask() -> None:
        with suppress(httpx.TransportError), httpx.Client(base_url=image.client.base_url, timeout=30) as client:
            client.get("/harbour.json", params={"sql": sql})

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    return threads


def test_endless_queries_keep_no_reader_waiting_and_nobody_from_stopping_it(image: Image) -> None:
    threads = asking(image, ENDLESS.replace("count(*)", "group_concat(i)"))
    for path in ("/", "/harbour/statements", "/harbour/people.csv?_stream=on"):
        assert image.client.get(path).status_code == 200
        assert path != "/" or any(thread.is_alive() for thread in threads)  # a page does not wait for them
    image.process.send_signal(signal.SIGTERM)
    image.process.wait(timeout=5)
    for thread in threads:
        thread.join()


def test_a_query_that_cannot_be_interrupted_is_ended(served: httpx.Client) -> None:
    """One step of SQLite, of hours."""
    long = "(SELECT group_concat(hex(zeroblob(1000)), '') FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT 4000))"
    slow = f"SELECT instr({long}, substr({long}, 1, 4000000) || '1')"
    assert served.get("/harbour.json", params={"sql": slow}).status_code == 400
    assert served.get("/harbour.json", params={"sql": "SELECT 1 AS one"}).json()["rows"] == [[1]]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="only Linux says what memory a process has: no /proc here")
def test_its_memory_is_bounded(image: Image) -> None:
    image.client.get("/harbour.json", params={"sql": "SELECT 1"})
    before, most = memory(image.process.pid), 0.0
    threads = asking(image, f"{ENDLESS.partition(' SELECT count')[0]} SELECT randomblob(1000000), i FROM n")
    while any(thread.is_alive() for thread in threads):
        most = max(most, memory(image.process.pid))
    assert most < before + 1000


def test_its_csv_is_defused(served: httpx.Client) -> None:
    said = served.get("/harbour.csv", params={"sql": "SELECT '=1+1' AS \"@a\", -1 AS n"}).text
    assert said == "'@a,n\r\n'=1+1,-1\r\n"
