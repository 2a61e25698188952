"""Every console block of the pages that people begin with is run, and gives what the page says it gives."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from tests.conftest import ROOT

PAGES = ("README.md", "docs/tutorial.md", "docs/guide.md")
ARTICLE = """Evening crossing cancelled

The company cancelled the evening crossing from Port Ansel. It gave no reason, and by eight the quay was empty.
"""


class Block(NamedTuple):
    """A fenced block: the heading that it stands under, its language and its text."""

    heading: str
    language: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    heading = ""
    for found in re.finditer(
        r"^## ([^\n]*)|^```(\w*)\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        heading = found[1] or heading
        if not found[1]:
            yield Block(heading, found[2], found[3])


@dataclass
class Terminal:
    """A terminal in a folder, whose home is the folder where it began."""

    home: Path
    cwd: Path

    def run(self, command: str) -> tuple[int, str]:
        """Exit code and all that a command prints."""
        words = shlex.split(command.replace("~/", f"{self.home.as_posix()}/"))
        if words[0] == "cd":
            self.cwd = self.cwd / words[1]
            return 0, ""
        if words[:2] == ["curate", "serve"]:
            return self.serve(words)
        done = subprocess.run(
            self.words(words),
            cwd=self.cwd,
            env=self.env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        return done.returncode, done.stdout

    def serve(self, words: list[str]) -> tuple[int, str]:
        """Follow the link that the server prints last, as its reader would, and stop it."""
        command = [*self.words(words), "--port", "0"]
        with subprocess.Popen(command, cwd=self.cwd, env=self.env(), stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout
                link = next(line.strip() for line in server.stdout if line.startswith("http"))
                with httpx.Client(follow_redirects=True, transport=httpx.HTTPTransport(retries=5)) as reader:
                    return 0 if reader.get(link).status_code == 200 else 1, ""
            finally:
                server.terminate()

    def words(self, words: list[str]) -> list[str]:
        """A command of this very curate."""
        assert words[0] == "curate"
        return [sys.executable, "-m", *words]

    def env(self) -> dict[str, str]:
        """The environment; tables are as wide as the pages have them, and nothing is coloured."""
        return {**os.environ, "HOME": str(self.home), "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}


def break_the_dataset(terminal: Terminal, page: list[Block], texts: Callable[[], Path]) -> None:
    """A copy of the dataset, with its texts, and the three faults whose messages the README shows."""
    terminal.cwd = terminal.home / "dataset"
    for folder in ("data", "schema"):
        shutil.copytree(ROOT / folder, terminal.cwd / folder, ignore=shutil.ignore_patterns("texts", "__pycache__"))
    for file in ("pyproject.toml", "metadata.yml"):
        shutil.copy(ROOT / file, terminal.cwd)
    shutil.copytree(texts(), terminal.cwd / "data" / "texts")
    article = terminal.cwd / "data" / "articles" / "hama-advance.yml"
    text = article.read_text("utf-8")
    for right, wrong in (
        ("count_stated: over 20\n", 'count_stated: "20"\n'),
        ("claimant: military-sources-hama\n    claimant_stated: Military sources\n", "claimant: Militray sources\n"),
        ("If Arza is captured [...]", "If Arza is not captured [...]"),
    ):
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    article.write_text(text, "utf-8")


def save_an_article(terminal: Terminal, page: list[Block], texts: Callable[[], Path]) -> None:
    (terminal.home / "Downloads").mkdir()
    (terminal.home / "Downloads" / "evening-crossing.txt").write_text(ARTICLE, "utf-8")


def write_the_claim(terminal: Terminal, page: list[Block], texts: Callable[[], Path]) -> None:
    """As the page has it, in the file that `curate add` made."""
    (claim,) = [block.text for block in page if block.heading == "3. Write a claim"]
    with (terminal.cwd / "data" / "articles" / "evening-crossing.yml").open("a", encoding="utf-8") as file:
        file.write(claim)
    assert terminal.run("curate validate")[0] == 0


#: What a reader does before the commands under a heading.
BEFORE = {
    "Mend a first error": break_the_dataset,
    "2. Register an article": save_an_article,
    "4. Stamp and build": write_the_claim,
}


@pytest.mark.parametrize("page", PAGES)
def test_console_blocks(page: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    terminal, every = Terminal(tmp_path, tmp_path), list(blocks(page))
    for block in every:
        if block.language != "console" or "$ curate" not in block.text:
            continue
        if block.heading in BEFORE:
            BEFORE[block.heading](terminal, every, lambda: request.getfixturevalue("article_texts"))
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
            code, output = terminal.run(command)
            assert not expected or output == expected
            assert code == (1 if re.search(r"^\d+ errors?$", expected, re.MULTILINE) else 0), output


def test_the_object_for_programs(tmp_path: Path) -> None:
    (block,) = [block.text for block in blocks("README.md") if block.language == "json"]
    shown = json.loads(block)
    terminal = Terminal(tmp_path, tmp_path)
    for folder in ("data", "schema"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("texts", "__pycache__"))
    for file in ("pyproject.toml", "metadata.yml"):
        shutil.copy(ROOT / file, tmp_path)
    places = tmp_path / "data" / "places.yml"
    places.write_text(places.read_text("utf-8").replace("radius_km: 380", "radius_km: wide", 1), "utf-8")
    code, output = terminal.run("curate validate --format json")
    told = json.loads(output)
    assert code == 1 and told["errors"] == 1
    assert told.keys() == shown.keys() and [p for p in told["problems"] if p["level"] == "error"] == shown["problems"]
