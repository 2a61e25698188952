"""Search indexes: other programs find and use them without anything said about them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from sqlite_utils.cli import cli as sqlite_utils

from curate.load.build import build
from curate.model.project import find_project
from tests.conftest import copy_project


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = find_project(copy_project(tmp_path_factory.mktemp("search") / "good"))
    bridges = project.data_folder / "bridges.yml"
    new = "- {id: wooden, name: Wooden Bridge, name_ar: الجسر الخشبيّ, aliases: [O'Hara Bridge]}\n"
    bridges.write_text(bridges.read_text("utf-8") + new, "utf-8")
    built = build(project)
    assert built.written, built.checked.problems.in_order()
    return project.database


@pytest.mark.parametrize("word", ["wooden", "Wooden Bridge", "الخشبي", "ohara", "o'hara"])
def test_sqlite_utils_finds_a_record_by_any_spelling(database: Path, word: str) -> None:
    found = CliRunner().invoke(sqlite_utils, ["search", str(database), "bridges", word, "-c", "id", "--quote"])
    assert found.exit_code == 0, found.output
    assert json.loads(found.output) == [{"id": "wooden"}]


async def test_datasette_finds_the_index_without_metadata(database: Path) -> None:
    site = Datasette([str(database)])
    found = await site.client.get(f"/{database.stem}/bridges.json?_search=ohara&_shape=array")
    assert [row["id"] for row in found.json()] == ["wooden"]


def test_every_index_is_whole_and_shows_the_words_around_a_hit(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        indexes = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall()
        assert len(indexes) > 5
        for (name,) in indexes:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
            connection.execute(f"SELECT * FROM {name}").fetchall()
        query = "SELECT snippet(bridges_fts, -1, '<', '>', '…', 5) FROM bridges_fts WHERE bridges_fts MATCH 'wooden'"
        assert "<Wooden>" in connection.execute(query).fetchone()[0]
