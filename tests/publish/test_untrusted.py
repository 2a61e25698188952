"""Files from strangers: whatever they hold, `verify` and `diff` end with a sentence, soon, and run nothing of theirs."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curate.cli.main import main
from curate.publish.release import date_of, release
from curate.publish.told import as_csv, as_json, markdown, prose
from curate.publish.untrusted.budget import GB, Budget, Refused
from curate.publish.untrusted.confined import Stopped, confined
from curate.publish.untrusted.database import strange
from curate.publish.untrusted.folder import open_regular
from curate.publish.verify import verify
from tests.publish.conftest import HARBOUR, copy_harbour
from tests.publish.hostile import FOLDERS, ZIPS, mend, run_sql

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders and no limits on a process")

#: What is no fault of the release, or not looked at: nothing of it is run.
FINE = {"a view of others", "a view with coordinates", "views of views", "a check", "a default", "a broken search index", "odd statistics"}  # fmt: skip


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_harbour(tmp_path_factory.mktemp("good") / "harbour")
    made = release(project, "2024.1.1", date_of("2024.1.1", None))
    assert made.written
    return made.folder


@pytest.fixture
def folder(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "inner" / "release"))


@pytest.fixture(autouse=True)
def nothing_left(tmp_path: Path) -> Iterator[None]:
    """No file is written but where files for the moment belong, and none is left there."""
    kept, os.environ["TMPDIR"] = os.environ.get("TMPDIR"), str(tmp_path / "temporary")
    import tempfile

    tempfile.tempdir = str(tmp_path / "temporary")
    (tmp_path / "temporary").mkdir()
    yield
    tempfile.tempdir = None
    os.environ.pop("TMPDIR")
    if kept:
        os.environ["TMPDIR"] = kept
    assert not [*(tmp_path / "temporary").iterdir()]
    assert not [*tmp_path.rglob("hostile-was-here*")] and not Path("/tmp/hostile-was-here").exists()


def run(*words: str) -> Result:
    """A command, which ends as commands do."""
    result = CliRunner().invoke(main, list(words))
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Traceback" not in result.output and "reading it failed" not in result.output, result.output
    assert all(c.isprintable() or c == "\n" for c in result.output), ascii(result.output)
    return result


@pytest.mark.parametrize("name", FOLDERS)
def test_a_hostile_folder_is_told(name: str, folder: Path, good: Path) -> None:
    if "Parquet" in name:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e '.[dev,publish]'")
    FOLDERS[name](folder)
    before = sorted(p.name for p in folder.iterdir())
    verified = run("verify", str(folder))
    without_sums = name in ("a pipe for the hashes", "a device for the hashes")
    assert verified.exit_code == (0 if name in FINE else 2 if without_sums else 1), verified.output
    assert len(verified.output) < 20_000 or name == "very many hashes"
    assert run("diff", str(good), str(folder)).exit_code in (0, 1, 2)
    assert sorted(p.name for p in folder.iterdir()) == before


@pytest.mark.parametrize("name", ZIPS)
def test_a_hostile_zip_is_told(name: str, tmp_path: Path, good: Path) -> None:
    packed = tmp_path / "release.zip"
    ZIPS[name](packed)
    verified = run("verify", str(packed))
    assert verified.exit_code in (1, 2) and len(verified.output) < 1000, verified.output
    assert run("diff", str(good), str(packed)).exit_code == 2


def test_no_rows_are_read_of_what_computes_them(folder: Path) -> None:
    run_sql(folder, "CREATE VIEW v AS SELECT hex(id) AS id FROM people", "ALTER TABLE people ADD x TEXT AS (hex(id))")
    with strange(folder / "harbour.db") as opened:
        assert "v" not in opened.tables and ("x", "TEXT", True) in opened.columns("people")
        for statement in (
            "SELECT * FROM v",
            "SELECT hex(id) FROM people",
            "SELECT * FROM people_fts",
            "SELECT * FROM pragma_table_info('people')",
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT * FROM c",
            "ATTACH ':memory:' AS other",
            "DELETE FROM people",
            "PRAGMA trusted_schema = ON",
            "PRAGMA writable_schema = ON",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                opened.connection.execute(statement)
        assert opened.connection.execute("SELECT count(*) FROM people").fetchone() == (4,)


def test_a_view_under_the_name_of_a_table_is_not_read(folder: Path) -> None:
    """The schema says that `other` is a table called `people`; what is called `people` is a view."""
    run_sql(
        folder,
        "UPDATE sqlite_master SET name = 'old', tbl_name = 'old', sql = replace(sql, '\"people\"', '\"old\"') WHERE name = 'people'",
        "DELETE FROM sqlite_master WHERE tbl_name = 'people'",
        "INSERT INTO sqlite_master VALUES ('table', 'people', 'people', 0, 'CREATE TABLE x AS SELECT 1')",
        "INSERT INTO sqlite_master VALUES ('view', 'v', 'v', 0, 'CREATE VIEW people AS SELECT hex(1) AS id')",
    )
    assert {p.code for p in verify(folder).problems.found} >= {"database"}


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(__file__)
    for name in ("pipe", "link", "."):
        with pytest.raises(OSError):
            open_regular(tmp_path / name)
    with pytest.raises(OSError):
        open_regular(Path("/dev/zero"), follow=True)
    open_regular(tmp_path / "link", follow=True).close()


@pytest.mark.parametrize("words", [("verify",), ("diff", "x")])
@pytest.mark.parametrize("name", ["pipe", "pipe.zip", "pipe.csv", "zero", "zero.zip", "zero.csv"])
def test_what_is_named_may_be_no_file(words: tuple[str, ...], name: str, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    os.mkfifo(path) if name.startswith("pipe") else path.symlink_to("/dev/zero")
    assert run(*(str(folder) if word == "x" else word for word in words), str(path)).exit_code in (1, 2)


# What the process is asked to do in the tests below.


def ends(budget: Budget, how: str) -> tuple[str, list[str]]:
    if how == "memory":
        _ = bytearray(10 * GB)
    if how == "time":
        while True:
            pass
    if how == "size":
        with open("large", "wb") as file:
            file.write(bytes(2000))
    if how == "abort":
        os.abort()
    if how == "refused":
        raise Refused("no \x1b release")
    if how == "depth":
        ends(budget, how)
    if how == "bug":
        raise KeyError("a fault")
    sys.stdout.write("a library says so")
    return how, ["text ", "\ud800"]


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("memory", "takes more than 1.0 GB of memory; if you know who made it, `--budget 2` allows twice as much"),
        ("time", "takes more than 1 s; if you know"),
        ("size", "reading it failed: OSError: [Errno 27] File too large"),
        ("abort", "a library failed while reading it (signal 6)"),
        ("depth", "it is nested too deeply"),
        ("bug", "reading it failed: KeyError: 'a fault'"),
    ],
)
def test_however_it_ends_there_is_a_sentence(
    how: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Stopped) as stopped, confined(f"{__name__}:ends", {"how": how}, Budget(seconds=1, size=1000)):
        pass
    assert sentence in str(stopped.value)
    (tmp_path / "large").unlink(missing_ok=True)


def test_what_is_given_back_is_data() -> None:
    with confined(f"{__name__}:ends", {"how": "well"}, Budget()) as (result, text):
        assert result == "well" and text.read() == "text \\ud800"
    with pytest.raises(Refused, match="no \x1b release"), confined(f"{__name__}:ends", {"how": "refused"}, Budget()):
        pass


def test_the_budget_is_what_is_said_and_can_be_raised(folder: Path) -> None:
    small = Budget.of([folder])
    assert GB < small.memory < 1.1 * GB and 60 <= small.seconds < 70 and small.files == 10_000
    assert Budget.of([folder], 2).seconds >= 120
    for n in range(1000):
        (folder / f"{n}").touch()
    assert "it holds more than 1,000 files" in run("verify", str(folder), "--budget", "0.1").output
    assert "unchecked" not in run("verify", str(folder)).output


def test_no_module_of_the_folder_where_it_is_run_is_imported(folder: Path, tmp_path: Path) -> None:
    for name in ("json", "sqlite3", "hashlib", "csv", "curate", "pyarrow"):
        (folder / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    command = [str(Path(sys.executable).with_name("curate")), "verify", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "unlisted" in done.stderr and not (tmp_path / "ran").exists()


def test_a_release_that_looks_like_a_project_is_not_built(folder: Path, good: Path, tmp_path: Path) -> None:
    shutil.copy(HARBOUR / "pyproject.toml", folder)
    (folder / "schema").mkdir(exist_ok=True)
    (folder / "schema/__init__.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    assert run("diff", str(good), str(folder)).output == "No differences.\n"
    assert run("verify", str(folder)).exit_code == 1 and not (tmp_path / "ran").exists()


NASTY = "\x1b[31m\u202ered\x9b\r\n# <script>alert(1)</script> [x](javascript:alert(1)) **b** `c` \\ | _d_"


def test_what_is_printed_cannot_steer_a_terminal(folder: Path, good: Path) -> None:
    connection = sqlite3.connect(folder / "harbour.db")
    connection.execute("UPDATE people SET id = ?, name = ? WHERE id = 'union'", (NASTY, NASTY))
    connection.execute('CREATE VIEW "\x1b[31m" AS SELECT 1')
    connection.commit()
    connection.close()
    mend(folder)
    for form in ("text", "markdown", "csv", "json"):
        result = run("diff", str(good), str(folder), "--format", form) if form != "csv" else None
        output = (
            result.output
            if result
            else CliRunner().invoke(main, ["diff", str(good), str(folder), "--format", form]).output
        )
        assert not {*output} & {"\x1b", "\u202e", "\x9b"}, form
        assert "\\x1b" in output or "\\u001b" in output


def test_markdown_and_json_hold_what_was_meant() -> None:
    import json

    from curate.publish.compare import Rows, compare

    changed = compare({"t_s": Rows(["id", "name"], {})}, {"t_s": Rows(["id", "name"], {NASTY: (NASTY, NASTY)})})
    assert json.loads(as_json(changed))["t_s"]["added"] == {NASTY: {"id": NASTY, "name": NASTY}}
    assert "\n" not in prose(changed).split("Added: ")[1].rstrip("\n")
    line = markdown(changed).split("Added: ")[1]
    for sign in ("<", ">", "[", "]", "**", "`", "|", "_d"):
        assert sign not in line.replace(f"\\{sign}", "").replace("\\*\\*", ""), (sign, line)
    assert "\\x1b" in line and "\x1b" not in as_csv(changed)
