"""The gate looks into every format, and refuses what it cannot look into."""

import csv
import gzip
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from curate.model.column import Column
from curate.model.problems import Problems
from curate.publish.export import Table
from curate.publish.gate import Gate
from curate.publish.parquet import as_parquet
from curate.publish.secrets import Secret

ARTICLE = "One two three four five six seven eight nine ten."
GATE = Gate([Secret("Rana Saleh", "a name"), Secret("Øre", "a short name"), Secret("May", "a name")], [ARTICLE], 5)


def database(text: str | bytes, deleted: bool = False, searched: bool = False) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA secure_delete = OFF")
    if searched:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(a, content='')")
        connection.execute("INSERT INTO t (rowid, a) VALUES (1, ?)", [text])
    else:
        connection.execute("CREATE TABLE t (a)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 50,), (text,)])
    if deleted:
        connection.execute("DELETE FROM t WHERE a = ?", [text])
    connection.commit()
    return connection.serialize()


def as_csv(text: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "a"], ["1", f'with "quotes", {text}']])
    return out.getvalue().encode()


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def files(text: str) -> dict[str, bytes]:
    escaped = json.dumps({"a": [{"b": text}]}).encode()
    page = f"<p>{text.replace(' ', ' <b> </b> ')}</p>".encode()
    return {
        "a.md": text.replace(" ", "\n").encode(),
        "a.csv": as_csv(text),
        "a.json": escaped,
        "a.jsonl": escaped + b"\n",
        "a.db": database(text),
        "a.html": page,
        "a.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><text>{text}</text></svg>".encode(),
        "a.zip": zipped("inner.json", escaped),
    }


@pytest.mark.parametrize("name", list(files("")))
@pytest.mark.parametrize("leak", ["RANA  SALEH,", "(Øre)", "with May.", "two three, FOUR five six seven"])
def test_a_leak_is_found_in_every_format(name: str, leak: str) -> None:
    assert list(GATE.hits_in(name, files(leak)[name]))


FORMS = "Ask {0}.|{0}'s stall|{0}’s stall|the {0}-Brandt files|a/{0}/b|{0}@example.org|x_{0}_y|“{0}”|{0}:told"


@pytest.mark.parametrize("form", FORMS.split("|"))
@pytest.mark.parametrize("name", ["Saleh", "Rana Saleh", "Jo", "A B", "J.", "A. B.", "Øre", "رنا", "张伟"])
def test_marks_beside_a_name_do_not_hide_it(name: str, form: str) -> None:
    gate = Gate([Secret(name, "a name")], [], 5)
    assert list(gate.hits(form.format(name)))


@pytest.mark.parametrize("said", ["Jos and Joel, jo", "a B or A, B", "J and K", "a/b", "CA BA", "a b", "B. A."])
def test_short_names_are_looked_for_as_written(said: str) -> None:
    assert not list(Gate([Secret(name, "a name") for name in ("Jo", "A B", "J.", "A. B.")], [], 5).hits(said))


def test_marks_alone_are_no_secret() -> None:
    assert not list(Gate([Secret("----", "a note"), Secret("", "a note")], [], 5).hits("| ---- | ---- |"))


def test_a_name_with_a_particle_is_found() -> None:
    gate = Gate([Secret("رنا صالح", "a name"), Secret("张伟", "a name")], [], 5)
    assert list(gate.hits("قالت ورنا صالح")) and list(gate.hits("رنا، صالح")) and list(gate.hits("记者张伟说"))


@pytest.mark.parametrize("said", ["Zoe\u0301 Le\u0301pine", "zoe lepine", "رَنا صالح", "Bo\u0308", "ﬁnch"])
def test_a_name_is_found_in_any_form_of_its_letters(said: str) -> None:
    names = ("Zoé Lépine", "رنا صالح", "Bö", "Finch")
    assert list(Gate([Secret(name, "a name") for name in names], [], 5).hits(f"Ask {said}."))


def test_an_article_is_found_in_any_form_of_its_letters() -> None:
    assert list(Gate([], ["Dès août, à Orléans, où Noël"], 5).hits("De\u0300s aou\u0302t à Orléans où Noe\u0308l"))


def test_packed_bytes_are_no_short_name() -> None:
    noise = b"PK\0 Jo " + bytes(range(256))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "nothing")
        archive.comment = noise
    assert not list(Gate([Secret("Jo", "a name")], [], 5).hits_in("a.zip", packed.getvalue()))


@pytest.mark.parametrize("name", list(files("")))
def test_words_of_others_pass(name: str) -> None:
    assert not list(
        GATE.hits_in(name, files("Ranas Salehi, Ørebro, it may be, Mayor, two three four five six [...] seven")[name])
    )


def test_deleted_rows_and_search_indexes_are_read_too() -> None:
    assert list(GATE.hits_in("a.db", database("Rana Saleh", deleted=True)))
    index = Gate([Secret("Saleh", "a name")], [], 5)
    assert list(index.hits_in("a.db", database("Rana Saleh", searched=True)))


def parquet(*texts: str, told: str = "") -> bytes:
    return as_parquet(Table("t", [Column("a", "TEXT", told)], [(text,) for text in texts], told))


INNOCENT = [
    ("Christian", "A house of Christianity."),
    ("Johannes", "To Hamburg and Johannesburg."),
    ("Иван", "В Ивановской области"),
    ("Ansel Bridge", "On Ansel Bridgehead"),
    ("Rose", "His prose and poise"),
    ("Ruth", "In truth, a tune"),
    ("Tina", "The retina, the rest"),
    ("Paul Rose", "Paul wrote prose"),
]


@pytest.mark.parametrize(("name", "said"), INNOCENT)
def test_a_part_of_a_word_is_no_leak_in_packed_bytes(name: str, said: str) -> None:
    gate = Gate([Secret(name, "a name")], [], 25)
    texts = [said, "Hamburg, humanity, overhead", *said.split()]
    assert not list(gate.hits_in("a.parquet", parquet(*texts)))
    for searched in (False, True):
        assert not list(gate.hits_in("a.db", database(said, searched=searched)))
        assert not list(gate.hits_in("a.zip", zipped("inner.db", database(said, searched=searched))))


def test_a_part_of_a_name_is_no_part_of_a_word_there() -> None:
    gate = Gate([Secret("Brandström", "a word of a name", part=True)], [], 25)
    assert not list(gate.hits_in("a.parquet", parquet("the Brandströms")))
    assert not list(gate.hits_in("a.db", database("the Brandströms")))
    assert list(gate.hits_in("a.db", database("the Brandström case")))


@pytest.mark.parametrize(("name", "said"), INNOCENT)
def test_whole_names_are_leaks_in_packed_formats(name: str, said: str) -> None:
    gate = Gate([Secret(name, "a name")], [], 25)
    note = f"{said} So {name}."
    assert list(gate.hits_in("a.db", database(note)))
    assert list(gate.hits_in("a.db", database(note.encode())))
    assert list(gate.hits_in("a.db", database(b"\0\1" + note.encode() + b"\0")))
    assert list(gate.hits_in("a.parquet", parquet(said, note)))
    assert list(gate.hits_in("a.parquet", parquet(said, told=note)))


def test_what_a_zip_says_of_itself_is_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "nothing")
        archive.comment = b"for Rana Saleh"
    assert list(GATE.hits_in("a.zip", packed.getvalue()))


def test_a_search_index_that_keeps_its_texts_is_read() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(a UNINDEXED, b)")
    connection.execute("INSERT INTO t VALUES ('Rana Saleh', 'nothing')")
    connection.commit()
    assert list(GATE.hits_in("a.db", connection.serialize()))


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"Rana Saleh"))
    (tmp_path / "Rana Saleh.md").write_bytes(b"nothing")
    (tmp_path / "a.svg").write_bytes(b"<svg>\1</svg>")
    problems = Problems()
    GATE.check(tmp_path, problems)
    assert {(p.spot.file, p.code) for p in problems.found} == {
        ("a.csv.gz", "unreadable"),
        ("a.svg", "unreadable"),
        ("Rana Saleh.md", "leak"),
    }
