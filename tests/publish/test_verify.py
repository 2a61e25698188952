"""Checking a release needs only its folder."""

import shutil
import sqlite3
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from curate.cli.main import main
from curate.model.project import Project
from curate.publish.release import date_of, release
from curate.publish.verify import verify


@pytest.fixture
def folder(harbour: Project, tmp_path: Path) -> Path:
    released = release(harbour, "2024.1.1", date_of("2024.1.1", None))
    assert released.written
    shutil.copytree(harbour.texts_folder, tmp_path / "texts")
    moved = tmp_path / "elsewhere"
    shutil.move(released.folder, moved)
    assert released.packed
    shutil.move(released.packed, tmp_path / "release.zip")
    shutil.rmtree(harbour.root)
    return moved


def codes(folder: Path, texts: Path | None = None) -> set[str]:
    return {p.code for p in verify(folder, texts).problems.found}


def test_a_release_holds_without_its_project(folder: Path) -> None:
    found = verify(folder)
    assert not found.problems.found
    assert found.files == sum(path.is_file() for path in folder.rglob("*")) - 1
    assert found.excerpts == {"unavailable": 9, "withheld": 6}


def test_with_the_articles_every_excerpt_is_compared(folder: Path, tmp_path: Path) -> None:
    found = verify(folder, tmp_path / "texts")
    assert not found.problems.found
    assert found.excerpts == {"verified": 8, "withheld": 6, "without words": 1}
    (text,) = (tmp_path / "texts").iterdir()
    text.write_bytes(text.read_bytes().replace(b"at least 12", b"at least 15"))
    assert verify(folder, tmp_path / "texts").excerpts == {"unavailable": 9, "withheld": 6}


def test_excerpts_released_without_the_article_are_no_faults(harbour: Project, tmp_path: Path) -> None:
    harbour.texts_folder.rename(tmp_path / "texts")
    released = release(harbour, "2024.1.1", date_of("2024.1.1", None))
    found = verify(released.folder, tmp_path / "texts")
    assert not found.problems.found and found.excerpts == {"without words": 9, "withheld": 6}
    with sqlite3.connect(released.folder / "harbour.db") as connection:
        connection.execute(
            "UPDATE evidence SET exact = 'nobody said so' "
            "WHERE id = (SELECT min(id) FROM evidence WHERE status = 'unavailable')"
        )
    connection.close()
    assert verify(released.folder, tmp_path / "texts").excerpts == {"without words": 8, "withheld": 6, "mismatch": 1}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE statements SET count_low = 15 WHERE count_low = 12", {"hash", "content-hash", "differs"}),
        ("UPDATE evidence SET exact = replace(exact, '12', '15')", {"hash", "content-hash", "differs", "excerpt"}),
        ("DELETE FROM people WHERE id = 'brandt'", {"hash", "content-hash", "differs", "key"}),
    ],
)
def test_a_changed_row_is_found(folder: Path, tmp_path: Path, sql: str, expected: set[str]) -> None:
    connection = sqlite3.connect(folder / "harbour.db")
    with connection:
        connection.execute(sql)
    connection.close()
    assert codes(folder, tmp_path / "texts") == expected


def test_changed_files_are_found(folder: Path) -> None:
    (folder / "extra.txt").write_text("more")
    (folder / "codebook.md").unlink()
    people = folder / "csv/people.csv"
    people.write_bytes(people.read_bytes().replace(b"Brandt", b"Brand"))
    assert codes(folder) == {"unlisted", "missing", "hash", "differs"}


def test_damaged_files_are_told(folder: Path) -> None:
    (folder / "csv/people.csv").write_bytes(b"")
    (folder / "csv/evidence.csv").write_bytes(b"\xff\x00\r" + (folder / "csv/evidence.csv").read_bytes())
    for content in (b"{}", b"[1]", b'{"resources": [1]}', b"\xff", b""):
        (folder / "datapackage.json").write_bytes(content)
        assert codes(folder) == {"hash", "differs", "descriptor"}
    (folder / "datapackage.json").unlink()
    assert codes(folder) == {"hash", "differs", "descriptor", "missing"}
    (folder / "SHA256SUMS").write_bytes(b"\xff\xfe  \xff")
    assert codes(folder) == {"sums", "descriptor", "differs"}


def mend(folder: Path) -> None:
    """Write the hashes of the files as they are now, as somebody would who wants a change to pass."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS")
    lines = [f"{sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}\n" for p in files]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def told(folder: Path, texts: Path | None = None) -> list[tuple[str, int, str]]:
    found = verify(folder, texts).problems.in_order()
    return [(p.spot.file, p.spot.line, p.code) for p in found if p.level == "error"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("jsonl/people.jsonl", b"Ivo Brandt", b"Ivo Brand"),
        ("jsonl/people.jsonl", b'"aliases": ["Brandt"]', b'"aliases": []'),
        ("jsonl/people.jsonl", b'"id": ', b'"more": 1, "id": '),
        ("jsonl/statements.jsonl", b"\n", b""),
        ("jsonl/evidence.jsonl", b'"position": 1', b'"position": true'),
        ("jsonl/evidence.jsonl", b'"position": 1', b'"position": 1.0'),
        ("jsonl/people.jsonl", b'"name": "Ivo Brandt"', b'"name": "Somebody", "name": "Ivo Brandt"'),
        ("csv/people.csv", b"union,The union", b"union,'The union"),
        ("geojson/sites.geojson", b"51.919449", b"51.95"),
        ("geojson/sites.geojson", b'"features"', b'"feature"'),
        ("parquet/people.parquet", None, b"PAR1"),
        ("parquet/people.parquet", None, "parquet/sites.parquet"),
    ],
)
def test_no_format_says_anything_but_the_database(folder: Path, file: str, old: bytes | None, new: bytes | str) -> None:
    if file.startswith("parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e '.[dev,publish]'")
    data = (folder / file).read_bytes()
    other = (folder / new).read_bytes() if isinstance(new, str) else new
    (folder / file).write_bytes(data.replace(old, other, 1) if old else other)
    assert (folder / file).read_bytes() != data
    mend(folder)
    described = [("datapackage.json", 1, "hash")] if file.startswith("csv") else []  # which has hashes of CSV files too
    assert told(folder) == [(file, 1, "differs"), *described]


def test_a_database_that_does_something_by_itself_is_told(folder: Path) -> None:
    with sqlite3.connect(folder / "harbour.db") as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON people BEGIN DELETE FROM people; END")
    connection.close()
    mend(folder)
    assert told(folder) == [("harbour.db", 1, "database")]


def test_without_pyarrow_it_is_told_what_was_not_compared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "parquet").mkdir(exist_ok=True)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (note,) = verify(folder).problems.found
    assert str(note).startswith("parquet:1:1: note: format-skipped: these files were not compared")


def test_sums_in_any_form_are_read_and_other_lines_told(folder: Path) -> None:
    sums = folder / "SHA256SUMS"
    lines = sums.read_text("utf-8").splitlines()
    sums.write_text("\r\n".join(line.upper()[:64] + " *" + line[66:] for line in lines), "utf-8", newline="")
    assert not told(folder)
    sums.write_text("\n".join([*lines[:3], "nonsense", *lines[3:]]), "utf-8")
    assert told(folder) == [("SHA256SUMS", 4, "sums")]
    sums.write_text("", "utf-8")
    assert told(folder) == [("SHA256SUMS", 1, "sums")]


def test_one_database_is_needed(folder: Path) -> None:
    shutil.copy(folder / "harbour.db", folder / "copy.db")
    assert told(folder) == [("copy.db", 1, "unlisted")]
    mend(folder)
    assert told(folder) == [("SHA256SUMS", 1, "database")]
    (folder / "harbour.db").unlink()
    (folder / "copy.db").unlink()
    assert ("SHA256SUMS", 1, "database") in told(folder) and ("harbour.db", 1, "missing") in told(folder)
    (folder / "SHA256SUMS").unlink()
    run = CliRunner().invoke(main, ["verify", str(folder)])
    assert run.exit_code == 2 and "is no release: there is no SHA256SUMS in it; name the folder" in run.output


def test_texts_that_are_not_those_of_the_release_are_told(folder: Path, tmp_path: Path) -> None:
    (text,) = (tmp_path / "texts").iterdir()
    text.write_bytes(text.read_bytes() + b"!")
    assert told(folder, tmp_path / "texts") == [(text.name, 1, "text")]
    text.rename(text.with_name("strike.txt"))
    assert told(folder, tmp_path / "texts") == [("texts", 1, "texts")]
    run = CliRunner().invoke(main, ["verify", str(folder), "--texts", str(tmp_path / "texts")])
    assert run.exit_code == 1 and "texts: the folder holds no article of this release" in run.output


def test_the_command(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["verify", str(folder), "--texts", str(tmp_path / "texts")])
    assert run.exit_code == 0 and run.output.endswith("excerpts: 8 verified, 6 withheld, 1 without words\n")
    (folder / "README.md").write_text("changed")
    run = CliRunner().invoke(main, ["verify", str(folder)])
    assert run.exit_code == 1 and "README.md:1:1: hash: the file is not the one that was published" in run.output
    assert CliRunner().invoke(main, ["verify", str(tmp_path)]).exit_code == 2


def test_a_zip_will_do(folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "release.zip"
    assert verify(packed, tmp_path / "texts").excerpts == {"verified": 8, "withheld": 6, "without words": 1}
    assert not verify(packed).problems.found
    whole = packed.read_bytes()
    for damaged in (whole[:-100], whole[:9000] + b"XXXX" + whole[9004:]):
        packed.write_bytes(damaged)
        run = CliRunner().invoke(main, ["verify", str(packed)])
        assert run.exit_code == 1 and "release.zip:1:1: damaged: the zip cannot be unpacked" in run.output
    run = CliRunner().invoke(main, ["verify", __file__])
    assert run.exit_code == 2 and "is no release; name the folder of a release, or its zip" in run.output


def changed(data: bytes, at: int, value: int) -> bytes:
    """A zip of one entry with a number of its header changed, in both places where it stands."""
    central = data.rindex(b"PK\1\2") + 2 + at
    return data[:at] + bytes([value]) + data[at + 1 : central] + bytes([value]) + data[central + 1 :]


@pytest.mark.parametrize("fault", ["encrypted", "unknown compression", "bzip2", "LZMA", "a file that is a folder too"])
def test_a_zip_that_cannot_be_unpacked_is_damaged(tmp_path: Path, fault: str) -> None:
    method = {"bzip2": zipfile.ZIP_BZIP2, "LZMA": zipfile.ZIP_LZMA}.get(fault, zipfile.ZIP_STORED)
    packed = tmp_path / "release.zip"
    with zipfile.ZipFile(packed, "w", method) as made:
        made.writestr("a", b"nothing " * 100)
        if fault.startswith("a file"):
            made.writestr("a/b", b"nothing")
    data = packed.read_bytes()
    if fault in ("bzip2", "LZMA"):
        data = data[:40] + b"\xff" * 20 + data[60:]
    elif not fault.startswith("a file"):
        data = changed(data, *((6, 1) if fault == "encrypted" else (8, 99)))
    packed.write_bytes(data)
    run = CliRunner().invoke(main, ["verify", str(packed)])
    assert run.exit_code == 1 and "release.zip:1:1: damaged: the zip cannot be unpacked: " in run.output, run.output
    assert "make room" not in run.output
    run = CliRunner().invoke(main, ["diff", str(packed), str(packed)])
    assert run.exit_code == 2 and f"{packed} cannot be unpacked: " in run.output, run.output


def test_a_zip_packed_anew_on_a_mac_will_do(tmp_path: Path, folder: Path) -> None:
    with zipfile.ZipFile(tmp_path / "release.zip", "a") as packed:
        packed.writestr("__MACOSX/harbour-2024.1.1/._README.md", b"x")
    assert not verify(tmp_path / "release.zip").problems.found
