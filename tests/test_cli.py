"""What commands print, and the documented shape of `validate --format json`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from curate.load.unchanged import inputs
from curate.model.project import find_project
from tests.conftest import ROOT, Run


def test_json_has_its_shape(article: Path, run: Run) -> None:
    article.write_text(article.read_text("utf-8").replace("effect: damaged", "effect: damagd"), "utf-8")
    result = run("validate", "--format", "json")
    made = json.loads(result.output)
    assert result.exit_code == 1
    assert {key: made[key] for key in ("errors", "warnings", "notes")} == {"errors": 1, "warnings": 0, "notes": 1}
    assert [list(problem) for problem in made["problems"]] == [
        ["file", "line", "column", "level", "code", "message", "hint"]
    ] * 2
    assert made["problems"][1] == {
        "file": "data/articles/velm-floods.yml",
        "line": 43,
        "column": 12,
        "level": "error",
        "code": "unknown-term",
        "message": "effect has no term 'damagd'",
        "hint": "did you mean 'damaged'? there are cut off, helping, damaged",
    }


def test_text_shows_the_line_with_a_caret(good: Path, run: Run) -> None:
    path = good / "data" / "bridges.yml"
    path.write_text(
        "\ufeff" + path.read_text("utf-8").replace("latitude: 50.2", "latitude: 95").replace("\n", "\r\n"), "utf-8"
    )
    printed = run("validate").output.splitlines()
    at = next(n for n, line in enumerate(printed) if "out-of-range" in line)
    assert printed[at : at + 3] == [
        "data/bridges.yml:12:13: out-of-range: latitude is 95; it must be at most 90",
        "      latitude: 95",
        "                ^",
    ]


def test_only_what_concerns_a_path(good: Path, article: Path, run: Run) -> None:
    article.write_text(article.read_text("utf-8").replace("effect: damaged", "effect: damagd"), "utf-8")
    assert run("validate", str(good / "data" / "bridges.yml")).exit_code == 0
    assert run("validate", str(good / "data" / "articles")).exit_code == 1


def test_status_tells_where_the_work_stands(run: Run) -> None:
    printed = run("status").output
    assert "evidence:  15 verified" in printed and "14 accepted, 1 unreviewed" in printed
    assert "next: curate anchor, to stamp new claims" in printed
    assert "problems:  1 note\n" in printed


@pytest.mark.parametrize(("file", "exit_code"), [("pyproject.toml", 2), ("bridges_schema/bridges.py", 1)])
def test_json_tells_what_keeps_a_project_from_being_read(good: Path, run: Run, file: str, exit_code: int) -> None:
    path = good / file
    path.write_text(f"{path.read_text('utf-8')}\n=", "utf-8")
    said = run("validate", "--format", "json")
    (problem,) = json.loads(said.output)["problems"]
    assert said.exit_code == exit_code and problem["file"].endswith(file) and problem["line"] > 1


def test_letters_that_the_terminal_does_not_know(good: Path) -> None:
    bridges = good / "data" / "bridges.yml"
    bridges.write_text(bridges.read_text("utf-8") + "\n- {name: جسر, knid: x}\n", "utf-8")
    words = [sys.executable, "-m", "curate", "--project", str(good), "validate"]
    done = subprocess.run(words, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, check=False)
    assert done.returncode == 1 and b"\\u062c" in done.stdout and not done.stderr


def test_a_second_build_does_nothing_and_tells_of_notes_again(run: Run) -> None:
    first = run("build").output.splitlines()[-1]
    assert first.endswith("; 1 note: see `curate validate`")
    assert run("build").output == f"{first} (nothing has changed; --force builds anyway)\n"
    assert run("build", "--force").output.splitlines()[-1] == first


def test_texts_behind_a_link_are_noticed(good: Path, tmp_path: Path, run: Run) -> None:
    texts, elsewhere = good / "data" / "texts", tmp_path / "elsewhere"
    texts.rename(elsewhere)
    texts.symlink_to(elsewhere)
    run("build")
    assert "nothing has changed" in run("build").output
    for text in elsewhere.iterdir():
        text.unlink()
    assert "nothing has changed" not in run("build").output
    assert str(ROOT / "curate" / "__init__.py") in inputs(find_project(good))  # curate itself


def test_a_file_put_in_place_of_one_of_the_same_size_and_time_is_noticed(good: Path, run: Run, article: Path) -> None:
    assert run("build").exit_code == 0
    before, text = article.stat(), article.read_text("utf-8")
    other = article.with_name("other")
    other.write_text(text.replace("language: en", "language: zz"), "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(article)
    assert article.stat().st_mtime_ns == before.st_mtime_ns and article.stat().st_size == before.st_size
    assert "nothing has changed" not in run("build").output


def test_a_change_of_a_schema_that_is_a_single_file_is_noticed(good: Path, run: Run) -> None:
    parts = sorted((good / "bridges_schema").glob("*.py"))
    schema = good / "bridges_schema.py"
    schema.write_text("\n".join(part.read_text("utf-8") for part in parts), "utf-8")
    for part in parts:
        part.unlink()
    assert run("build").exit_code == 0
    assert "nothing has changed" in run("build").output
    schema.write_text(schema.read_text("utf-8").replace('"""How many lanes', '"""The number of lanes'), "utf-8")
    assert "nothing has changed" not in run("build").output
    assert run("validate", str(schema)).exit_code == 0


def test_large_shares_are_told_of_many_texts(good: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "more with smaller ones" not in run("validate").output
    monkeypatch.setattr("curate.check.status._MOST_SHARES", 1)
    (told,) = [line for line in run("validate").output.splitlines() if line.startswith("share of each text")]
    assert told.endswith(", and 1 more with smaller ones") and told.count("%") == 1


def test_a_database_is_read_by_whom_it_was(good: Path, run: Run) -> None:
    database, before = good / "build" / "velm-bridges.db", os.umask(0o077)
    try:
        assert run("build").exit_code == 0 and database.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)
    database.chmod(0o640)
    assert run("build", "--force").exit_code == 0 and database.stat().st_mode & 0o777 == 0o640


def test_what_a_program_extracted_is_unreviewed_in_any_file(good: Path, run: Run) -> None:
    table = "source,bridge,cause,evidence,extractor\nvelm-floods,Old Bridge,flood,Old Bridge,reader 2\n"
    (good / "data" / "closure_claims.csv").write_text(table, "utf-8")
    said = run("status")
    assert said.exit_code == 0 and "1 unreviewed" in said.output, said.output


def test_schema_check_tells_of_stale_copies(good: Path, run: Run) -> None:
    assert run("schema", "--check").exit_code == 1
    assert run("schema").exit_code == 0
    assert run("schema", "--check").exit_code == 0
    left_over = good / "bridges_schema" / "generated" / "old.schema.json"
    left_over.write_text("{}", "utf-8")
    assert "old.schema.json: deleted" in run("schema").output and not left_over.exists()
    (good / "docs" / "codebook.md").write_text("old", "utf-8")
    result = run("schema", "--check")
    assert result.exit_code == 1 and "docs/codebook.md: stale; run `curate schema`" in result.output
