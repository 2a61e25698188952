"""The same records give the same bytes, and `validate --database` says whether a database is what the files give."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from curate.load.build import build
from curate.model.project import Project, find_project
from tests.conftest import ROOT, Run, copy_project
from tests.shuffle import shuffle


def built(folder: Path) -> Project:
    project = find_project(folder)
    assert build(project).written, project.name
    return project


def fact(project: Project, key: str) -> str:
    with sqlite3.connect(project.database) as connection:
        return str(connection.execute("SELECT value FROM build WHERE key = ?", (key,)).fetchone()[0])


@pytest.mark.parametrize("seed", range(5))
def test_other_folder_and_order_give_the_same_bytes(project: Project, tmp_path: Path, seed: int) -> None:
    other = copy_project(tmp_path / "elsewhere" / "other")
    shuffle(other / "data", seed)
    assert built(project.root).database.read_bytes() == built(other).database.read_bytes()


#: What makes an order matter: claims of one wording, and records written in several claims with other words each.
MUCH_THE_SAME = """
- closure: {id: bank-bridges, cause: flood, bridge: South Bridge}
  stance: anticipates
  period: 2031-03-16/2031-03-17
  evidence: the South Bridge will be closed on Sunday
- closure: {id: bank-bridges, cause: flood, bridge: South Bridge}
  stance: anticipates
  period: 2031-03-16
  evidence: the South Bridge will be closed on Sunday
- closure: {id: bank-bridges, title: The bridge by the bank}
  bridge: South Bridge
  stance: anticipates
  period: 2031-03-16/2031-03-17
  evidence: the South Bridge will be closed on Sunday
  left_out: what the condition is stands in another claim
"""


@pytest.mark.parametrize("seed", range(5))
def test_what_is_much_the_same_is_told_apart_by_what_it_says(tmp_path: Path, seed: int) -> None:
    made = []
    for n, folder in enumerate((tmp_path / "one", tmp_path / "elsewhere" / "other")):
        copy_project(folder)
        article = folder / "data" / "articles" / "velm-floods.yml"
        text = article.read_text("utf-8").replace("closure_claims:\n", "closure_claims:" + MUCH_THE_SAME, 1)
        article.write_text(text, "utf-8")
        if n:
            shuffle(folder / "data", seed)
        made.append(built(folder).database)
    assert made[0].read_bytes() == made[1].read_bytes()
    with sqlite3.connect(made[0]) as connection:
        sql = "SELECT title, period FROM closures WHERE id = 'bank-bridges'"
        assert connection.execute(sql).fetchall() == [("The bridge by the bank", "2031-03-16")]
        sql = "SELECT id FROM closure_claims WHERE closure_id = 'bank-bridges'"
        base, *others = sorted(id_ for (id_,) in connection.execute(sql))
        assert others == [f"{base}-2", f"{base}-3"]


@pytest.mark.parametrize("seed", range(3))
def test_the_five_articles_give_the_same_bytes_in_any_order(article_texts: Path, tmp_path: Path, seed: int) -> None:
    made = []
    for n, folder in enumerate((tmp_path / "one", tmp_path / "elsewhere" / "other")):
        for part in ("data", "schema"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("texts", "__pycache__"))
        for file in ("pyproject.toml", "metadata.yml"):
            shutil.copy(ROOT / file, folder)
        shutil.copytree(article_texts, folder / "data" / "texts")
        if n:
            shuffle(folder / "data", seed)
        made.append(built(folder).database.read_bytes())
    assert made[0] == made[1]


def test_building_again_gives_the_same_bytes(project: Project) -> None:
    first = built(project.root).database.read_bytes()
    assert built(project.root).database.read_bytes() == first


def test_content_hash_is_the_same_without_texts(good: Path, tmp_path: Path, run: Run) -> None:
    run("anchor")
    with_texts = built(good)
    shutil.copytree(good, tmp_path / "bare", ignore=shutil.ignore_patterns("texts", "build"))
    without = built(tmp_path / "bare")
    assert fact(with_texts, "content hash") == fact(without, "content hash")
    assert with_texts.database.read_bytes() != without.database.read_bytes()


def test_content_hash_changes_with_any_word(good: Path, article: Path) -> None:
    before = fact(built(good), "content hash")
    article.write_text(article.read_text("utf-8").replace("language: en", "language: en-GB"), "utf-8")
    assert fact(built(good), "content hash") != before


def test_a_database_of_these_files_is_said_to_be(good: Path, run: Run) -> None:
    database = built(good).database
    said = run("validate", "--database", str(database))
    assert said.exit_code == 0
    assert "the same, byte for byte" in said.output
    assert said.output.strip().endswith("is what the files give")


def test_pages_may_differ(good: Path, run: Run) -> None:
    database = built(good).database
    with sqlite3.connect(database, isolation_level=None) as connection:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("VACUUM")
    connection.close()
    said = run("validate", "--database", str(database))
    assert said.exit_code == 0
    assert "the same content, with hash" in said.output


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE sources SET language = 'fr'", "sources: "),
        ("UPDATE sources SET language = 'fr'", "its rows were changed after it was built: it states content hash"),
        ("DELETE FROM evidence WHERE position = 1", "should be in it"),
        ("UPDATE evidence SET status = 'mismatch'", "is mismatch, and found here verified"),
        ("INSERT INTO findings VALUES ('x', NULL, NULL, NULL, 'c', 'm', 'warning')", "findings: 1 row should not"),
        ("CREATE TABLE extra (x)", "'extra' is not of this schema"),
        ("INSERT INTO bridges_fts (bridges_fts) VALUES ('delete-all')", "bridges: its search finds other words than"),
        ("UPDATE build SET value = '9' WHERE key = 'curate version'", "build: what it says of “curate version” is not"),
        ("INSERT INTO build VALUES ('rule x', 'SELECT 1')", "build: what it says of “rule x” is not what the files"),
    ],
)
def test_a_changed_database_is_told_from_what_the_files_give(good: Path, run: Run, change: str, told: str) -> None:
    database = built(good).database
    connection = sqlite3.connect(database)
    connection.execute(change)
    connection.commit()
    connection.close()
    said = run("validate", "--database", str(database))
    assert said.exit_code == 1
    assert told in said.output and "is not what the files give" in said.output


def test_an_old_database_is_told_from_newer_files(good: Path, article: Path, run: Run) -> None:
    database = built(good).database
    article.write_text(article.read_text("utf-8").replace("language: en", "language: en-GB"), "utf-8")
    said = run("validate", "--database", str(database))
    assert said.exit_code == 1
    assert "sources: 1 row should be in it as it stands" in said.output


def test_a_build_without_texts_is_not_called_wrong(good: Path, tmp_path: Path, run: Run) -> None:
    run("anchor")
    shutil.copytree(good, tmp_path / "bare", ignore=shutil.ignore_patterns("texts", "build"))
    said = run("validate", "--database", str(built(tmp_path / "bare").database))
    assert said.exit_code == 0
    assert "what they show was not compared" in said.output


def test_what_is_no_database_is_told(good: Path, run: Run) -> None:
    (good / "no.db").write_text("no database at all, and long enough to be looked at as one")
    said = run("validate", "--database", str(good / "no.db"))
    assert said.exit_code == 1
    assert "it cannot be read" in said.output


def test_lines_without_ids_are_numbered_by_what_they_say(tmp_path: Path) -> None:
    line = {
        "kind": "closure_claims",
        "source": "oberau-diary",
        "closure": "south-bridge-closed",
        "bridge": "South Bridge",
    }
    line |= {"evidence": "The South Bridge is closed", "period": "2031-03-16"}
    numbered = []
    for n, (notes, end, last) in enumerate([("abc", "\n", "\n"), ("cab", "\n", ""), ("bca", "\r\n", "\r\n")]):
        folder = copy_project(tmp_path / str(n))
        lines = end.join(json.dumps(line | {"note": note}) for note in notes) + last
        (folder / "data" / "extracted" / f"{notes}.jsonl").write_bytes(lines.encode())
        with sqlite3.connect(built(folder).database) as connection:
            numbered.append(
                connection.execute("SELECT id, note FROM closure_claims WHERE note IN ('a', 'b', 'c')").fetchall()
            )
    assert numbered[0] == numbered[1] == numbered[2] and len(numbered[0]) == 3
