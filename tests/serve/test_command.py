"""`curate serve`: the login link, who may read, and what it refuses."""

import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from curate.model.project import Project
from tests.serve.test_article import ONLY_IN_TEXT, PAGE
from tests.served import CURATE, serving

FROM_OTHERS = ("--host", "0.0.0.0", "--public", "--host-name", "data.example.org")


def run(project: Project, *options: str) -> subprocess.CompletedProcess[str]:
    command = [*CURATE, "--project", str(project.root), "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_only_the_reader_with_the_login_link_sees_anything(project: Project) -> None:
    with serving(project.root) as served, httpx.Client(base_url=served.address) as reader:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/-/login\?token=[\w-]{40,}", served.link)
        assert reader.get(PAGE).status_code == 401
        for _ in range(2):  # the link works again after cookies were cleared
            reader.cookies.clear()
            answer = reader.get(served.link)
            assert (answer.status_code, answer.headers["location"]) == (303, "/")
            assert ONLY_IN_TEXT in reader.get(PAGE).text
        assert str(project.texts_folder) not in reader.get("/-/metadata.json").text
        assert reader.get("/-/settings.json").json()["max_csv_mb"] == 0
        assert reader.get("/-/databases.json").json()[0]["is_mutable"] is False
        assert reader.get("/_internal").status_code == 403


def test_a_token_of_another_start_logs_nobody_in(project: Project) -> None:
    with serving(project.root) as old, serving(project.root) as new:
        token = old.link.partition("token=")[2]
        assert httpx.get(f"{new.address}/-/login?token={token}").status_code == 401
        assert httpx.get(f"{new.address}/boats.json", headers=old.bearer).status_code == 401
        with httpx.Client() as reader:
            reader.get(old.link)
            cookie = "; ".join(f"{name}={value}" for name, value in reader.cookies.items())
        assert httpx.get(f"{old.address}/boats.json", headers={"cookie": cookie}).status_code == 200
        renamed = cookie.replace(old.address.rpartition(":")[2], new.address.rpartition(":")[2])
        assert httpx.get(f"{new.address}/boats.json", headers={"cookie": renamed}).status_code == 401


def test_other_machines_need_the_link_and_a_name_that_is_given(project: Project) -> None:
    with serving(project.root, *FROM_OTHERS) as served:
        assert served.link.startswith("http://data.example.org:")
        at = f"http://127.0.0.1:{served.address.rpartition(':')[2]}/boats.json"
        for host, status in {"data.example.org": 401, "127.0.0.1": 401, "evil.example": 421}.items():
            assert httpx.get(at, headers={"host": host}).status_code == status
            assert httpx.get(at, headers={"host": host, **served.bearer}).status_code == (200 if status == 401 else 421)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_endless_queries_keep_nobody_from_stopping_it(project: Project, number: int, endless: str) -> None:
    with serving(project.root) as served:
        ask = ["curl", "-s", "-H", f"Authorization: {served.bearer['authorization']}", f"{served.address}{endless}"]
        asking = [subprocess.Popen(ask, stdout=subprocess.DEVNULL) for _ in range(8)]
        time.sleep(1)
        served.process.send_signal(number)
        served.process.wait(timeout=5)
        for each in asking:
            each.wait()


def test_a_taken_port_is_told(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(project, "--port", str(port))
    assert done.returncode == 1
    assert f"cannot listen at 127.0.0.1, port {port}" in done.stderr and "choose another --port" in done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_other_machines_are_kept_out_unless_meant(project: Project, host: str) -> None:
    done = run(project, "--host", host)
    assert done.returncode == 2
    assert "add --public" in done.stderr


@pytest.mark.parametrize(
    "options, told",
    [
        (["--host-name", "data.example.org"], "add --public"),
        (["--public", "--host", "0.0.0.0"], "add --host-name NAME"),
        (["--public", "--host", "0.0.0.0", "--host-name", "http://a.example/"], "this is no name or address"),
        (["--public", "--host", "0.0.0.0", "--host-name", "a.example:80"], "this is no name or address"),
        (["--public", "--host", "0.0.0.0", "--host-name", ""], "this is no name or address"),
        (["--public", "--host", "0.0.0.0", "--host-name", "ü" * 80], "this is no name or address"),
    ],
)
def test_names_that_cannot_be_answered_are_told(project: Project, options: list[str], told: str) -> None:
    done = run(project, *options)
    assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a..b", "."])
def test_an_unknown_host_is_told(project: Project, host: str) -> None:
    done = run(project, "--host", host)
    assert done.returncode == 2
    assert "there is no such address" in done.stderr


def test_what_the_log_holds_is_no_token(project: Project, tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        command = [*CURATE, "--project", str(project.root), "serve", "--port", port]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process:
            assert process.stdout
            try:
                link = next(line.strip() for line in process.stdout if "token=" in line)
                httpx.get(link + "&x=%ff", timeout=60)
            finally:
                process.kill()
    assert link.partition("token=")[2] not in (tmp_path / "log").read_text()
