"""What lies in a project and is not read, or not what it seems, is told."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize("name", ["data/bridges.yml.txt", "data/bridges", "data/sheet.xlsx", "data/extracted/a.ndjson"])
def test_a_file_that_is_not_read(good: Path, run: Run, name: str) -> None:
    path = good / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("- id: x", "utf-8")
    said = run("validate")
    assert (
        said.exit_code == 0 and f"{name}:1:1: warning: not-read: this file is not read; records stand in" in said.output
    )
    named = run("validate", str(path))
    assert named.exit_code == 2 and "is not read; name a file or folder of records, such as data/" in named.output


def test_files_that_others_have_in_a_folder(good: Path, run: Run) -> None:
    for name in ("README.md", "LICENSE", "readme.txt", "base.geojson", ".hidden.txt", "~$lock.xlsx"):
        (good / "data" / name).write_text("x", "utf-8")
    assert "not-read" not in run("validate").output


def test_a_link_to_nothing(good: Path, run: Run) -> None:
    (good / "data" / "more.yml").symlink_to(good / "nowhere.yml")
    assert "data/more.yml:1:1: unreadable: the file cannot be opened" in run("validate").output


@pytest.mark.parametrize(("data", "hint"), [("dta", "did you mean 'data'?"), ("elsewhere", "correct `data` of")])
def test_no_data_folder(good: Path, run: Run, data: str, hint: str) -> None:
    assert run("build").exit_code == 0
    before = (good / "build" / "velm-bridges.db").read_bytes()
    settings = good / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + f'data = "{data}"\n', "utf-8")
    for command in ("validate", "build"):
        said = run(command)
        assert said.exit_code == 1 and f"no-data: there is no folder '{data}' here; {hint}" in said.output
    assert (good / "build" / "velm-bridges.db").read_bytes() == before


def test_a_text_that_was_changed(good: Path, run: Run) -> None:
    text = next((good / "data" / "texts").glob("*.txt"))
    text.write_bytes(text.read_bytes() + b"\n")
    said = run("validate")
    assert said.exit_code == 1 and f"data/texts/{text.name}:1:1: changed-text: this is not the text" in said.output
    assert text.read_text("utf-8").splitlines()[0] not in said.output


def test_a_text_that_is_not_utf_8(good: Path, run: Run) -> None:
    """Though it is named by its hash, as `curate add` would not."""
    for text in (good / "data" / "texts").glob("*.txt"):
        data = text.read_text("utf-8").replace("’", "'").encode("latin-1", "replace") + b"\xe9"
        sha256 = hashlib.sha256(data).hexdigest()
        text.with_name(f"{sha256}.txt").write_bytes(data)
        for file in (good / "data" / "sources.csv", good / "data" / "articles" / "velm-floods.yml"):
            file.write_text(file.read_text("utf-8").replace(text.stem, sha256), "utf-8")
        text.unlink()
    said = run("validate")
    assert (
        said.exit_code == 1
        and said.output.count(": not-utf-8: this text is not UTF-8; run `curate add` with the article") == 2
    )
    assert "2 errors" in said.output
    assert run("build").exit_code == 1


def test_a_text_that_no_source_names(good: Path, run: Run) -> None:
    (good / "data" / "texts" / "notes.txt").write_text("A note.", "utf-8")
    said = run("validate")
    assert (
        said.exit_code == 0 and "data/texts/notes.txt:1:1: note: unused-text: no source names this text" in said.output
    )


def test_anchor_tells_of_a_file_that_it_cannot_read(run: Run, article: Path) -> None:
    article.write_text(article.read_text("utf-8").replace("  - ", "\t- ", 1), "utf-8")
    said = run("anchor")
    assert said.exit_code == 1 and "1 file could not be read, or not wholly: run `curate validate`" in said.output


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("bridges.yml", "- id: x\n<<<<<<< HEAD\n  name: X\n=======\n  name: Y\n>>>>>>> theirs\n", 2),
        ("bridges.csv", "id,name\r\n<<<<<<< HEAD\r\nx,X\r\n=======\r\nx,Y\r\n>>>>>>> theirs\r\n", 2),
        ("bridges.yml", "- id: x\n  name: X\n=======\n  name: Y\n>>>>>>> theirs", 3),
        ("bridges.yml", "- id: x\n  name: X\n<<<<<<<", 3),
    ],
)
def test_markers_of_a_merge(good: Path, run: Run, name: str, text: str, line: int) -> None:
    (good / "data" / "more").mkdir()
    (good / "data" / "more" / name).write_bytes(text.encode())
    said = [told for told in run("validate").output.splitlines() if told.startswith("data/more")]
    what = "conflict: a merge of two versions left its markers here; keep one version and delete the markers"
    assert said == [f"data/more/{name}:{line}:1: {what}"]


@pytest.mark.parametrize("text", ["# Bridges\n# =======\n", "x,X\n=======,Y\n", "<<<<<<<< eight,X\n", " >>>>>>> x,X\n"])
def test_what_only_looks_like_a_marker(good: Path, run: Run, text: str) -> None:
    (good / "data" / "more").mkdir()
    (good / "data" / "more" / "bridges.csv").write_text(f"id,name\n{text}\n=======\n", "utf-8")
    assert "conflict" not in run("validate").output


def test_a_link_to_a_folder_is_told(good: Path, run: Run) -> None:
    (good / "data" / "articles").rename(good / "elsewhere")
    (good / "data" / "articles").symlink_to(good / "elsewhere")
    said = run("validate")
    assert said.exit_code == 1
    assert "data/articles:1:1: not-read: links to folders are not followed; put the folder itself here" in said.output


def test_texts_stay_out_of_git_in_any_folder(good: Path, run: Run) -> None:
    with open(good / "pyproject.toml", "a", encoding="utf-8") as settings:
        settings.write('data = "records"\n')
    shutil.move(good / "data", good / "records")
    shutil.rmtree(good / "records" / "texts")
    (good / "new.txt").write_text("Snow fell on the Velm.", "utf-8")
    assert run("add", str(good / "new.txt")).exit_code == 0
    subprocess.run(["git", "init", "-q", str(good)], check=True)
    found = subprocess.run(
        ["git", "-C", str(good), "status", "-s", "-uall"], capture_output=True, text=True, check=True
    )
    assert "records/articles/new.yml" in found.stdout and "records/texts" not in found.stdout
