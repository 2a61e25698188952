"""The database that a build writes."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from curate.check.dataset import check_project
from curate.load.build import build
from curate.load.database import _hash, fill
from curate.load.tables import table_columns
from curate.model.project import Project, find_project
from curate.model.schema import load_project
from curate.read.anchor import anchor
from tests.conftest import GOOD, Run, copy_project


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    project = find_project(copy_project(tmp_path_factory.mktemp("load") / "good"))
    assert build(project).written
    with closing(sqlite3.connect(project.database)) as connection:
        yield connection


def column(db: sqlite3.Connection, sql: str, *values: object) -> list[object]:
    return [row[0] for row in db.execute(sql, values)]


def test_a_reference_that_points_nowhere_never_passes(project: Project) -> None:
    assert build(project).written
    with closing(sqlite3.connect(project.database)) as connection:
        connection.execute("UPDATE closure_claims SET bridge_id = 'nowhere'")
        with pytest.raises(AssertionError, match="points nowhere"):
            _hash(connection, "closure_claims", table_columns(load_project(project).schema)["closure_claims"])


def test_tables_are_strict_and_references_hold(db: sqlite3.Connection) -> None:
    tables = db.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    ours = {name for name, _ in tables if not name.startswith("sqlite_") and "_fts" not in name}
    assert {name for name, strict in tables if strict} >= ours
    assert {"sources", "bodies", "bridges", "closures", "closure_bridges", "closure_bodies"} <= ours
    assert {"claims", "closure_claims", "effect_claims", "statements", "claim_links"} <= ours
    assert {"evidence", "vocabularies", "build"} <= ours
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    keys = {row[2] for row in db.execute("PRAGMA foreign_key_list(closure_claims)")}
    assert keys == {"sources", "bodies", "claims", "closures", "bridges"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE closures SET cause = 'war'",
        "UPDATE claims SET stance = 'hopes'",
        "UPDATE bridges SET latitude = 95",
        "UPDATE bridges SET length_m = -1",
        "UPDATE bridges SET lanes = 'two'",
        "UPDATE bridges SET listed = 2",
        "UPDATE bridges SET aliases = 'iron crossing'",
        "UPDATE effect_claims SET count_qualifier = 'roughly'",
        "UPDATE closure_bridges SET role = 'opened'",
        "UPDATE evidence SET status = 'fine'",
        "UPDATE bridges SET name = NULL",
    ],
)
def test_what_the_schema_forbids_cannot_be_stored(db: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(change)
    db.rollback()


def test_vocabularies_tell_every_term(db: sqlite3.Connection) -> None:
    told = "SELECT definition, example, crosswalks FROM vocabularies WHERE field = ? AND term = ?"
    row = db.execute(told, ("bodies.kind", "authority")).fetchone()
    assert row == ("An office of the state", "river authority", '{"PLOVER": "GOV"}')
    assert "anticipates" in column(db, "SELECT term FROM vocabularies WHERE field = '*.stance'")
    assert column(db, "SELECT count(*) FROM vocabularies WHERE NOT json_valid(crosswalks)") == [0]


def test_claims_of_all_kinds_stand_together(db: sqlite3.Connection) -> None:
    kinds = ("closure_claims", "effect_claims", "statements")
    assert [column(db, f"SELECT count(*) FROM {kind}") for kind in kinds] == [[7], [6], [2]]
    assert column(db, "SELECT count(*) FROM claims") == [15]
    assert column(db, "SELECT kind FROM claims WHERE id = 'diary-2'") == ["effect_claims"]
    assert column(db, "SELECT claimant_id FROM claims WHERE kind = 'statements' GROUP BY 1") == ["jonas-reith"]
    assert column(db, "SELECT review_status FROM claims WHERE id = 'diary-1'") == ["unreviewed"]


def test_values_derive_from_wording(db: sqlite3.Connection) -> None:
    columns = "count_low, count_high, count_qualifier, claimant_stated, start_date"
    count = f"SELECT {columns} FROM effect_claims WHERE count_stated = ?"
    assert db.execute(count, ("At least 1,200",)).fetchone() == (
        1200,
        None,
        "at least",
        "the fire service",
        "2031-03-14",
    )
    assert db.execute(count, ("Some 900",)).fetchone() == (900, 900, "about", "the fire service", None)


def test_nesting_gives_links_stances_and_parts(db: sqlite3.Connection) -> None:
    joins = "JOIN claims f ON f.id = from_id JOIN claims t ON t.id = to_id"
    links = db.execute(f"SELECT claim_links.kind, f.label, t.label FROM claim_links {joins}")
    assert sorted(links) == [
        ("denies", "denies: cut off · 40 · pupils", "cut off · 40 · pupils"),
        ("differs", "cut off · Some 900 · people", "cut off · At least 1,200 · people"),
        ("part_of", "cut off · 40 · pupils", "cut off · At least 1,200 · people"),
        *(
            ("part_of", f"flood · {name}", "flood · bridges along the Velm · over 20")
            for name in ("Iron Bridge", "Mill Bridge", "Old Bridge")
        ),
    ]
    assert column(db, "SELECT stance FROM effect_claims WHERE claimant_id = 'mayor'") == ["denies"]
    assert column(db, "SELECT part_of FROM effect_claims WHERE count_stated = '40' AND stance = 'asserts'") == [
        "cut-off-oberau"
    ]


def test_evidence_is_the_text_itself(db: sqlite3.Connection) -> None:
    texts = {text.stem: text.read_text("utf-8") for text in (GOOD / "texts-source").glob("*.txt")}
    spans = db.execute("SELECT source_id, start, end, exact, status FROM evidence").fetchall()
    assert len(spans) == 24
    for source, start, end, exact, status in spans:
        assert (texts[source][start:end], status) == (exact, "verified")


def test_computed_columns_and_views(db: sqlite3.Connection) -> None:
    assert column(db, "SELECT firmness FROM closures WHERE id = 'south-bridge-closed'") == ["claimed"]
    found = db.execute("SELECT bridge, sources FROM closures_map ORDER BY 1, 2").fetchall()
    assert found == [("Mill Bridge", 1), ("Mill Bridge", 1), ("Old Bridge", 1)]


@pytest.mark.parametrize("words", ["جسر الطاحونة", "جسر الطاحونه", "mill bridge", "MILL"])
def test_search_finds_both_spellings(db: sqlite3.Connection, words: str) -> None:
    match = " ".join(f'"{word}"' for word in words.split())
    found = column(
        db, "SELECT id FROM bridges WHERE rowid IN (SELECT rowid FROM bridges_fts WHERE bridges_fts MATCH ?)", match
    )
    assert found == ["mill-bridge"]


def test_same_files_same_bytes(tmp_path: Path) -> None:
    """In another folder, with the records of one file in two, and files in another order."""
    one, other = (find_project(copy_project(tmp_path / name)) for name in ("one", "other"))
    bridges = other.data_folder / "bridges.yml"
    head, rest = bridges.read_text("utf-8").split("- {id: iron-bridge")
    bridges.write_text(head, "utf-8")
    (other.data_folder / "articles" / "a").mkdir()
    (other.data_folder / "articles" / "a" / "bridges.yml").write_text("- {id: iron-bridge" + rest, "utf-8")
    (other.data_folder / "links.yml").rename(other.data_folder / "extracted" / "links.yml")
    (other.data_folder / "closures.jsonl").rename(other.data_folder / "articles" / "0.jsonl")
    assert build(one).written and build(other).written
    assert one.database.read_bytes() == other.database.read_bytes()
    assert one.metadata.read_bytes() == other.metadata.read_bytes()


def test_content_hash_is_the_same_without_texts(tmp_path: Path) -> None:
    """Once claims are stamped: offsets of the others are not known without their text."""
    project = find_project(copy_project(tmp_path / "good"))
    for unstamped in ("extracted/diary.jsonl", "effect_claims.csv", "links.yml"):
        (project.data_folder / unstamped).unlink()
    anchor(project)
    hashes = []
    for _ in range(2):
        assert build(project).written
        with closing(sqlite3.connect(project.database)) as db:
            hashes += column(db, "SELECT value FROM build WHERE key = 'content hash'")
            statuses = set(column(db, "SELECT evidence_status FROM closure_claims"))
        shutil.rmtree(project.texts_folder, ignore_errors=True)
    assert statuses == {"unavailable"} and hashes[0] == hashes[1]


def test_what_is_no_matter_of_room_is_told_without_advice_on_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error", "x")))
    result = run("build")
    assert result.exit_code == 1 and result.output.endswith("Error: x: Input/output error\n")


def test_a_build_swaps_whole_and_leaves_nothing_behind(good: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build").exit_code == 0
    database, metadata = good / "build" / "velm-bridges.db", good / "build" / "metadata.json"
    before = database.read_bytes(), metadata.read_bytes()
    (good / "build" / ".built.json").unlink()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device", "x")))
    result = run("build")
    assert result.exit_code == 1
    assert "No space left on device; make room" in result.output
    assert (database.read_bytes(), metadata.read_bytes()) == before
    left = sorted(p.name for p in database.parent.iterdir())
    assert left == [".lock", "metadata.json", "names.schema.json", "velm-bridges.db"]


def test_metadata_describes_every_column(good: Path, run: Run) -> None:
    assert run("build").exit_code == 0
    made = json.loads((good / "build" / "metadata.json").read_text("utf-8"))["databases"]["velm-bridges"]["tables"]
    with closing(sqlite3.connect(good / "build" / "velm-bridges.db")) as db:
        for table, told in made.items():
            columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
            assert told["description"], table
            if table != "closures_map":
                assert [c for c in columns if not told["columns"].get(c)] == [], table


@pytest.mark.parametrize("forks", [True, False])
def test_rows_are_hashed_whatever_of_the_file_is_written_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forks: bool
) -> None:
    project = find_project(copy_project(tmp_path / "good"))
    build(project)
    hashes = []
    monkeypatch.setattr("curate.read.process.can_copy", lambda: forks)
    for pages in (2000, 10):
        path = tmp_path / f"{pages}.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA cache_size = {pages}")  # of ten pages, most are written before the end
            fill(connection, path, check_project(project))
            hashes += column(connection, "SELECT value FROM build WHERE key = 'content hash'")
    with closing(sqlite3.connect(project.database)) as connection:
        assert hashes == 2 * column(connection, "SELECT value FROM build WHERE key = 'content hash'")
