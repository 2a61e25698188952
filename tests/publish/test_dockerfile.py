"""The Dockerfile without an engine: its pins, and the very commands that it runs, on a release."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from curate.model.project import Project
from curate.publish.release import date_of, release

ROOT = Path(__file__).parents[2]
DOCKERFILE = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8")).splitlines()


def instructions(word: str) -> list[str]:
    return [line.removeprefix(f"{word} ") for line in DOCKERFILE if line.startswith(f"{word} ")]


def test_what_it_installs_is_what_was_tested() -> None:
    (install,) = [line for line in instructions("RUN") if "pip install" in line]
    assert instructions("COPY")[0] == "requirements.lock /tmp/"
    assert install.endswith(" --require-hashes -r /tmp/requirements.lock")


@pytest.fixture
def served(harbour: Project, tmp_path: Path) -> Iterator[httpx.Client]:
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
    here["DATASETTE_LOAD_PLUGINS"] = "datasette-cluster-map,datasette-leaflet"
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
            yield client
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
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    assert served.get("/harbour.json", params={"sql": endless}).status_code == 400
    assert served.get("/harbour.json", params={"sql": "DELETE FROM statements"}).status_code == 400
    assert served.get("/harbour/people.csv", params={"_stream": "on"}).text.count("\n") == 5
