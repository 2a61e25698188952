"""The language server that editors such as VS Code check YAML with, on the files of a project."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from curate.cli.main import main

PLACES = """\
# yaml-language-server: $schema=../schema/generated/places.schema.json
- id: newport
  name: Newport
  latitude: 999
"""
CLAIM = """\
- event: {type: strike, place: Newport}
  evidence: A place that nobody has written down yet
  claimant: \
"""


class Server:
    """A language server in a process of its own, asked as an editor asks it (LSP 3.17)."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.ask(
            "initialize",
            {"processId": os.getpid(), "rootUri": None, "capabilities": {"workspace": {"configuration": True}}},
        )
        self.send({"method": "initialized", "params": {}})

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def receive(self, wanted: Any) -> Any:
        """The first message that is wanted; questions of the server are answered meanwhile."""
        assert self.process.stdout
        while head := self.process.stdout.readline():
            size = int(re.sub(rb"\D", b"", head))
            self.process.stdout.readline()
            message = json.loads(self.process.stdout.read(size))
            if "id" in message and "method" in message:
                ours = [{"validate": True, "completion": True, "schemaStore": {"enable": False}}] * 9
                asked = message["params"].get("items", ()) if message["method"] == "workspace/configuration" else ()
                self.send({"id": message["id"], "result": ours[: len(asked)] or None})
            elif message.get("id", message.get("method")) == wanted:
                return message
        raise AssertionError("the language server has ended")

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.receive(self.number)["result"]

    def faults(self, file: Path) -> list[str]:
        """Open a file: what the editor underlines in it, each with its line."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text("utf-8")}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        found = self.receive("textDocument/publishDiagnostics")["params"]["diagnostics"]
        return [f"{fault['range']['start']['line'] + 1}: {fault['message']}" for fault in found]

    def offers(self, file: Path) -> set[str]:
        """What the editor offers at the end of a file that is open."""
        *before, last = file.read_text("utf-8").split("\n")
        place = {"textDocument": {"uri": file.as_uri()}, "position": {"line": len(before), "character": len(last)}}
        return {item["label"] for item in self.ask("textDocument/completion", place)["items"]}


@pytest.fixture
def server() -> Iterator[Server]:
    path = os.environ.get("YAML_LANGUAGE_SERVER")
    if not path:
        pytest.skip("no yaml-language-server here: npm install it, and set YAML_LANGUAGE_SERVER to its bin/ file")
    running = Server(["node", path, "--stdio"])
    yield running
    running.process.kill()
    running.process.communicate()


def test_an_editor_checks_bounds_and_offers_names(server: Server, tmp_path: Path) -> None:
    project = tmp_path / "ferries"
    assert CliRunner().invoke(main, ["init", str(project)]).exit_code == 0
    data = project / "data"
    article = data / "articles" / "ferry-strike.yml"
    assert [server.faults(file) for file in (article, data / "actors.yml", data / "places.yml")] == [[], [], []]
    (data / "newport.yml").write_text(PLACES, "utf-8")
    assert server.faults(data / "newport.yml") == ["4: Value is above the maximum of 90."]
    head = article.read_text("utf-8").partition("event_claims:\n")[0]
    (data / "articles" / "new.yml").write_text(f"{head}event_claims:\n{CLAIM}", "utf-8")
    assert server.faults(data / "articles" / "new.yml") == []
    assert {"Lindvik Line", "seafarers-union", "the union"} <= server.offers(data / "articles" / "new.yml")
