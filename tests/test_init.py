"""`curate init`: a project that builds and can be browsed at once."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from datasette.app import Datasette

from curate.cli.main import main
from tests.conftest import ROOT


def curate(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    folder = tmp_path / "My Ferries"
    made = curate("init", str(folder))
    assert made.exit_code == 0, made.output
    return folder


def test_the_project_is_named_after_its_folder(ferries: Path) -> None:
    assert 'name = "my-ferries"' in (ferries / "pyproject.toml").read_text()
    assert not [path for path in ferries.rglob("*") if path.is_file() and b"PROJECT" in path.read_bytes()]
    assert (ferries / ".gitignore").is_file()


def test_it_builds_at_once(ferries: Path) -> None:
    built = curate("--project", str(ferries), "build")
    assert built.exit_code == 0
    assert "5 event claims, 1 quote" in built.output


def test_its_claims_are_verified_and_stamped_once_its_text_is_added(ferries: Path) -> None:
    assert curate("--project", str(ferries), "add", str(ferries / "ferry-strike.txt")).exit_code == 0
    checked = curate("--project", str(ferries), "validate")
    assert checked.exit_code == 0
    assert "6 verified" in checked.output and checked.output.strip().endswith("no problems")
    assert "Stamped 0 claims" in curate("--project", str(ferries), "anchor").output


def test_what_derives_from_its_schema_is_there(ferries: Path) -> None:
    assert curate("--project", str(ferries), "schema", "--check").exit_code == 0


async def test_datasette_shows_it(ferries: Path) -> None:
    assert curate("--project", str(ferries), "build").exit_code == 0
    database = ferries / "build" / "my-ferries.db"
    shown = await Datasette([str(database)]).client.get("/my-ferries/events_map.json?_shape=objects")
    assert [row["place"] for row in shown.json()["rows"]] == ["Port Ansel"]


def test_a_person_without_protection_is_an_error(ferries: Path) -> None:
    actors = ferries / "data" / "actors.yml"
    actors.write_text(actors.read_text("utf-8") + "- {id: cook, name: Ivo Lamm, kind: person}\n", "utf-8")
    said = curate("--project", str(ferries), "validate")
    assert said.exit_code == 1 and "whether releases may name this person" in said.output


def test_a_release_names_no_witness(ferries: Path) -> None:
    actors = ferries / "data" / "actors.yml"
    text = actors.read_text("utf-8").replace("mara-teskey", "speaker-1").replace("public role", "witness")
    actors.write_text(text, "utf-8")
    cite(ferries)
    assert curate("--project", str(ferries), "add", str(ferries / "ferry-strike.txt")).exit_code == 0
    made = curate("--project", str(ferries), "release", "2024.12.1", "--new-key")
    assert made.exit_code == 0, made.output
    assert "left out: 1 names of actors: witness" in made.output
    files = [path for path in (ferries / "build/releases/2024.12.1").rglob("*") if path.is_file()]
    assert len(files) > 30
    assert not [path.name for path in files if b"Teskey" in path.read_bytes() or b"teskey" in path.read_bytes()]


def cite(project: Path) -> None:
    """Fill in the citation, as its author would."""
    file = project / "CITATION.cff"
    file.write_text(re.sub(r"(?m)(\w: )<(.*)>$", r"\1The \2", file.read_text("utf-8")), "utf-8")


def test_a_citation_to_fill_in_is_refused_until_it_is(ferries: Path) -> None:
    assert curate("--project", str(ferries), "add", str(ferries / "ferry-strike.txt")).exit_code == 0
    refused = curate("--project", str(ferries), "release", "2024.12.1")
    assert refused.exit_code == 2 and not (ferries / "build" / "releases").exists()
    told = re.findall(r"CITATION\.cff:(\d+):(\d+): placeholder: <(.*?)> is to be filled in; ", refused.output)
    lines = (ferries / "CITATION.cff").read_text("utf-8").splitlines()
    assert [lines[int(line) - 1][int(column) - 1 :] for line, column, _ in told] == [f"<{what}>" for *_, what in told]
    assert len(told) == 4
    cite(ferries)
    assert curate("--project", str(ferries), "release", "2024.12.1").exit_code == 0


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert curate("init", str(tmp_path / "new")).exit_code == 0
    assert (tmp_path / "new" / "schema" / "claims.py").is_file()


def test_the_empty_folder_that_one_stands_in_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    monkeypatch.chdir(folder)
    made = curate("init", ".")
    assert made.exit_code == 0, made.output
    assert Path("schema/claims.py").is_file() and Path(".gitignore").is_file()
    assert not list(folder.glob(".new-*"))
    assert curate("validate").exit_code == 0


def test_a_folder_in_use_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = curate("init", str(tmp_path))
    assert refused.exit_code == 2
    assert "holds something already; name a new folder" in refused.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_name_that_gives_no_database_is_refused(tmp_path: Path) -> None:
    refused = curate("init", str(tmp_path / "---"))
    assert refused.exit_code == 2
    assert not (tmp_path / "---").exists()


def test_what_the_docs_say_of_schemas_works(ferries: Path) -> None:
    page = (ROOT / "docs" / "schema.md").read_text("utf-8")
    blocks = re.findall(r"^```(python|yaml|sql)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (python,), (claims,), (view, rule) = (
        [text for of, text in blocks if of == kind] for kind in ("python", "yaml", "sql")
    )
    (ferries / "schema" / "detentions.py").write_text(python, "utf-8")
    (ferries / "schema" / "views" / "held_by_place.sql").write_text(view, "utf-8")
    (ferries / "schema" / "rules" / "freed_before_held.sql").write_text(rule, "utf-8")
    article = next((ferries / "data" / "articles").glob("*.yml"))
    article.write_text(article.read_text("utf-8") + claims, "utf-8")
    assert curate("--project", str(ferries), "add", str(ferries / "ferry-strike.txt")).exit_code == 0
    assert curate("--project", str(ferries), "schema").exit_code == 0
    assert curate("--project", str(ferries), "anchor").exit_code == 0
    built = curate("--project", str(ferries), "build")
    assert built.exit_code == 0 and "1 detention claim" in built.output, built.output
    with closing(sqlite3.connect(ferries / "build" / "my-ferries.db")) as db:
        assert db.execute("SELECT place_id, most FROM held_by_place").fetchall() == [("port-ansel", None)]
        assert db.execute("SELECT is_large, evidence_status FROM detention_claims").fetchall() == [(1, "verified")]


def test_every_word_of_a_schema_is_explained() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "schema_reference.py"), "--check"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
