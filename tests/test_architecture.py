"""The arrows between rooms, no word of the dataset's subject in the tool, and copies that are not stale."""

import ast
import importlib
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from curate.cli.main import COMMANDS, Commands, main
from curate.load.derived import stale
from curate.model.project import find_project
from tests.conftest import ROOT

ROOMS = ["language", "model", "read", "check", "load", "serve", "publish", "cli"]
SUBJECT = re.compile(r"syria|casualt|\btanks?\b|\bhama\b|aleppo|idlib|militar|\brebels?\b", re.IGNORECASE)
MODULES = sorted((ROOT / "curate").rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The rooms that a module imports, wherever in it."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    names = {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
    names |= {
        name.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import)
        for name in node.names
    }
    return {name.split(".")[1] for name in names if name.startswith("curate.")}


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.relative_to(ROOT / "curate").parts[0] in ROOMS],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_rooms_import_only_to_their_left(path: Path) -> None:
    room = path.relative_to(ROOT / "curate").parts[0]
    assert imported(path) <= set(ROOMS[: ROOMS.index(room) + 1])


def test_no_files_import_each_other_in_a_circle() -> None:
    """Imports inside functions count too: they are there to start quickly, not to hide a circle."""
    modules = {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in MODULES}
    graph = {}
    for name, path in modules.items():
        froms = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ImportFrom) and n.module]
        found = {
            f"{n.module}.{a.name}" if f"{n.module}.{a.name}" in modules else n.module for n in froms for a in n.names
        }
        graph[name] = (found & modules.keys()) - {name}
    TopologicalSorter(graph).prepare()  # CycleError names them


def test_the_tool_does_not_know_the_subject() -> None:
    sources = [
        p for p in (ROOT / "curate").rglob("*") if p.suffix in (".py", ".html", ".js", ".css", ".yml", ".sql", ".md")
    ]
    lines = [(p, n, line) for p in sources for n, line in enumerate(p.read_text("utf-8").splitlines(), start=1)]
    assert [f"{p.relative_to(ROOT)}:{n}: {line.strip()}" for p, n, line in lines if SUBJECT.search(line)] == []


def test_derived_files_are_fresh() -> None:
    assert stale(find_project(ROOT)) == []


def test_every_command_is_documented_and_has_an_example() -> None:
    assert isinstance(main, Commands)
    documented = (ROOT / "docs" / "commands.md").read_text("utf-8")
    context = main.make_context("curate", [], resilient_parsing=True)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command and command.help and f"Example: curate {name}" in (command.epilog or ""), name
        assert f"## curate {name}\n" in documented, f"{name}: run scripts/command_reference.py"
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name
    assert set(COMMANDS) <= set(main.list_commands(context))


def test_help_imports_nothing_slow() -> None:
    """What makes a command slow to start is what it imports."""
    script = (
        "import sys; sys.argv = ['curate', '--help']\nfrom curate.cli.main import main\nmain(standalone_mode=False)\n"
    )
    script += "print([m for m in ('pydantic', 'yaml', 'datasette', 'sqlite_utils') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["biuld"], "there is no command 'biuld'; did you mean 'build'?"),
        (["validate", "--fromat", "json"], "--fromat"),
        (["--project", "/nowhere", "build"], "does not exist"),
    ],
)
def test_wrong_use_exits_2(words: list[str], message: str) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2 and message in result.output


@pytest.mark.parametrize("path", sorted((ROOT / "bench").glob("*.py")), ids=lambda path: path.name)
def test_what_benchmarks_take_from_curate_is_there(path: Path) -> None:
    """They are no part of the tests, and types are not checked in them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(("curate.", "tests.")):
            module = importlib.import_module(str(node.module))
            assert [name.name for name in node.names if not hasattr(module, name.name)] == []
