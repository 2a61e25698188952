"""The main line knows no subject: what a project's schema says is what every part of curate follows."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from curate.cli.main import main
from curate.model.project import find_project
from curate.read.anchor import anchor
from tests.conftest import ROOT

CHECKPOINTS = '''
"""Checkpoints on roads."""

from typing import Annotated

from curate import Facet, FullText, Name, Record, Ref, Vocabulary, optional, term


class Guard(Vocabulary):
    """Who stands there."""

    police = term("Police officers", "two constables", ACLED="Police forces")
    nobody = term("No one", "an empty hut")


class Checkpoint(Record):
    """Checkpoints, each at one place."""

    table = "checkpoints"
    label = ("name",)

    name: Annotated[str, Name, FullText]
    """What it is called."""
    place: Annotated[str, Facet, Ref("places")]
    """Where it stands."""
    guard: Annotated[Guard, Facet]
    """Who stands there."""
'''
WEATHER = '''

class Weather(Vocabulary):
    """What the weather was."""

    dry = term("No rain", "a fine day")
    snow__storm = term("Much snow", "a blizzard")
'''


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{old} is not in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This dataset, with quotes called utterances, weather for events, and checkpoints."""
    root = tmp_path_factory.mktemp("changed")
    skipped = shutil.ignore_patterns("__pycache__", "generated")
    for folder in ("schema", "data"):
        shutil.copytree(ROOT / folder, root / folder, ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", root)
    for path in [root / "schema" / "quotes.py", *root.rglob("schema/*/*.sql"), *root.rglob("data/**/*.yml")]:
        text = path.read_text("utf-8")
        for old, new in (('table = "quotes"', 'table = "utterances"'), ("class Quote(", "class Utterance(")):
            text = text.replace(old, new)
        text = text.replace("FROM quotes", "FROM utterances").replace("'quotes'", "'utterances'")
        path.write_text(text.replace("\nquotes:", "\nutterances:"), "utf-8")
    events = root / "schema" / "events.py"
    replace_in(events, "\n\nclass Event(Record):", f"{WEATHER}\n\nclass Event(Record):")
    replace_in(
        events,
        "    period: Annotated",
        '    weather: Annotated[Weather, Facet] = optional\n    """The weather."""\n    period: Annotated',
    )
    (root / "schema" / "checkpoints.py").write_text(CHECKPOINTS, "utf-8")
    (root / "data" / "checkpoints.csv").write_text("id,name,place,guard\nc1,North Gate,Hama,police\n", "utf-8")
    replace_in(
        root / "data" / "events.yml",
        "- id: repelling-the-aggression\n",
        "- id: repelling-the-aggression\n  weather: snow-storm\n",
    )
    for command in ("build", "schema"):
        result = CliRunner().invoke(main, ["--project", str(root), command], catch_exceptions=False)
        assert result.exit_code == 0, result.output
    return root


@pytest.fixture(scope="module")
def db(changed: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(find_project(changed).database)) as connection:
        yield connection


def test_a_kind_renamed(db: sqlite3.Connection) -> None:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"utterances", "utterances_fts"} <= tables and "quotes" not in tables
    of_kind = db.execute("SELECT count(*) FROM claims WHERE kind = 'utterances'").fetchone()
    assert of_kind == db.execute("SELECT count(*) FROM utterances").fetchone() != (0,)


def test_a_field_added(db: sqlite3.Connection) -> None:
    assert db.execute("SELECT id FROM events WHERE weather = 'snow-storm'").fetchall() == [
        ("repelling-the-aggression",)
    ]
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE events SET weather = 'hail'")
    told = db.execute("SELECT term, definition FROM vocabularies WHERE field = 'events.weather' ORDER BY term DESC")
    assert told.fetchall() == [("snow-storm", "Much snow"), ("dry", "No rain")]


def test_a_kind_added(db: sqlite3.Connection) -> None:
    assert db.execute("SELECT name, place_id, guard FROM checkpoints").fetchall() == [("North Gate", "hama", "police")]
    assert db.execute("SELECT count(*) FROM checkpoints_fts WHERE checkpoints_fts MATCH 'north'").fetchone() == (1,)
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE checkpoints SET guard = 'soldiers'")
    assert [row[2] for row in db.execute("PRAGMA foreign_key_list(checkpoints)")] == ["places"]


def test_metadata_follows(changed: Path) -> None:
    made = json.loads(find_project(changed).metadata.read_text("utf-8"))
    tables = next(iter(made["databases"].values()))["tables"]
    assert tables["utterances"]["columns"]["speaker_id"] == "Who said it"
    assert tables["events"]["columns"]["weather"] == "The weather (dry, snow-storm)"
    checkpoints = tables["checkpoints"]
    assert checkpoints["description"] == "Checkpoints, each at one place."
    assert checkpoints["facets"] == ["place_id", "guard"]
    assert (checkpoints["label_column"], checkpoints["fts_table"]) == ("name", "checkpoints_fts")


def test_derived_files_follow(changed: Path) -> None:
    generated = changed / "schema" / "generated"
    article = json.loads((generated / "article.schema.json").read_text("utf-8"))
    assert "utterances" in article["properties"] and "quotes" not in article["properties"]
    assert "weather" in article["$defs"]["events"]["properties"]
    checkpoints = json.loads((generated / "checkpoints.schema.json").read_text("utf-8"))
    assert checkpoints["items"]["required"] == ["id", "name", "place", "guard"]
    codebook = (changed / "docs" / "codebook.md").read_text("utf-8")
    for line in (
        "### checkpoints",
        "### utterances",
        "| place_id | text, required, → places | Where it stands. |",
        "### Weather",
    ):
        assert line in codebook
    assert "### quotes" not in codebook


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "c2,South Gate,Hamma,police",
            "data/checkpoints.csv:3:15: unknown-reference: no place is called 'Hamma'; did you mean 'Hama'?",
        ),
        (
            "c2,South Gate,Hama,polise",
            "data/checkpoints.csv:3:20: unknown-term: guard has no term 'polise'; did you mean 'police'?",
        ),
        (
            "c2,,Hama,police",
            "data/checkpoints.csv:3:4: missing: a checkpoint needs 'name'; add `name:` (what it is called)",
        ),
    ],
)
def test_checks_follow(changed: Path, row: str, message: str) -> None:
    table = changed / "data" / "checkpoints.csv"
    before = table.read_text("utf-8")
    try:
        table.write_text(f"{before}{row}\n", "utf-8")
        result = CliRunner().invoke(main, ["--project", str(changed), "validate"], catch_exceptions=False)
    finally:
        table.write_text(before, "utf-8")
    assert result.exit_code == 1 and message in result.output


def test_anchor_follows(changed: Path) -> None:
    assert anchor(find_project(changed)).left == 0
