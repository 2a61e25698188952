"""`curate serve`: the login link, who may read, and what it refuses."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from curate.model.project import Project
from tests.serve.test_article import ONLY_IN_TEXT, PAGE


def run(project: Project, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "curate", "--project", str(project.root), "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@contextmanager
def serving(project: Project) -> Iterator[str]:
    """The login link of a server that runs meanwhile."""
    command = [sys.executable, "-m", "curate", "--project", str(project.root), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            yield next(line.strip() for line in process.stdout if "token=" in line)
        finally:
            process.terminate()


def test_only_the_reader_with_the_login_link_sees_text(project: Project) -> None:
    with serving(project) as link:
        match = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/-/auth-token\?token=\w+", link)
        assert match
        with httpx.Client(base_url=match[1], transport=httpx.HTTPTransport(retries=5)) as reader:
            assert ONLY_IN_TEXT not in reader.get(PAGE).text
            assert reader.get(link).status_code == 302
            assert ONLY_IN_TEXT in reader.get(PAGE).text
            assert str(project.texts_folder) not in reader.get("/-/metadata.json").text
            assert reader.get(link).status_code == 403
            assert reader.get("/-/settings.json").json()["max_csv_mb"] == 0
            assert reader.get("/-/databases.json").json()[0]["is_mutable"] is False


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


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a..b", "."])
def test_an_unknown_host_is_told(project: Project, host: str) -> None:
    done = run(project, "--host", host)
    assert done.returncode == 2
    assert "there is no such address" in done.stderr
