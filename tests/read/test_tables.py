"""CSV and JSON lines: rows that know where each value stands."""

import json
import sqlite3
from pathlib import Path

import pytest

from curate.load.build import build, validate
from curate.load.template import start_project
from curate.model.problems import Problems
from curate.model.project import Project, find_project
from curate.model.schema import load_project
from curate.read.csv import read_csv
from curate.read.files import read_text
from curate.read.jsonl import read_jsonl
from curate.read.lines import Lines
from curate.read.row import Row
from tests.conftest import Run


def rows_of(project: Project, folder: Path, name: str, content: str | bytes) -> tuple[list[Row], list[str]]:
    problems, path = Problems(), folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    text = read_text(path, name, problems)
    rows: list[Row] = []
    if text and name.endswith(".csv"):
        rows = list(read_csv(load_project(project).schema.kinds["bridges"], text, name, problems))
    elif text:
        rows = list(read_jsonl(load_project(project).schema, {name: path}, Lines(folder), problems))
    return rows, [f"{p.spot.line}:{p.spot.column}: {p.code}: {p.message}" for p in problems.found]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_csv_places(project: Project, tmp_path: Path, newline: str, bom: str) -> None:
    lines = ["id,name,note,lanes", 'a,"A, ""big"" one","two', 'lines",2', "", "b,جسر,,3", "c,C,,"]
    (a, b, c), problems = rows_of(project, tmp_path, "bridges.csv", bom + newline.join(lines))
    assert not problems
    assert a.values == {"id": "a", "name": 'A, "big" one', "note": f"two{newline}lines", "lanes": "2"}
    assert [a.where(key)[1:] for key in ("id", "name", "note", "lanes")] == [(2, 1), (2, 3), (2, 20), (3, 8)]
    assert [b.where(key)[1:] for key in ("id", "name", "note", "lanes")] == [(5, 1), (5, 3), (5, 7), (5, 8)]
    assert (c.values, c.where("id")[1:]) == ({"id": "c", "name": "C"}, (6, 1))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("id,nam\na,b\n", "1:4: unknown-key: a bridge has no 'nam'"),
        ("id,name,name\na,b,c\n", "1:4: duplicate-key: 'name' heads two columns"),
        ("id,name\na,b,c\n", "2:1: cells: the row has 3 cells and the header 2"),
        ("id,name,note\na,b,c\nd,e\n", "3:1: cells: the row has 2 cells and the header 3"),
        ('id,name\na,"b\n', "2:1: csv: this is not CSV: unexpected end of data"),
        ('id,name\na,"b"c\n', "2:1: csv: this is not CSV: ',' expected after '\"'"),
        (b"id,name\n\xff,b\n", "2:1: encoding: a byte that is not UTF-8 text"),
        (b"", "1:1: empty: the file is empty"),
        ("id,name\n" + "x" * 1_000_001, "2:1: long-line: the line is longer than 1,000,000 bytes"),
    ],
)
def test_csv_refusals(project: Project, tmp_path: Path, content: str | bytes, problem: str) -> None:
    assert problem in rows_of(project, tmp_path, "bridges.csv", content)[1]


def test_several_values_in_a_cell(project: Project, tmp_path: Path) -> None:
    (row,), _ = rows_of(project, tmp_path, "bridges.csv", "id,name,aliases\na,A,one | another\n")
    assert row.values["aliases"] == ["one", "another"]


def test_white_space_round_a_cell(project: Project, tmp_path: Path) -> None:
    (row,), _ = rows_of(project, tmp_path, "bridges.csv", "id,name,aliases,note\n a , A\u00a0,one | two, \n , , ,\n")
    assert row.values == {"id": "a", "name": "A", "aliases": ["one", "two"]}


def test_a_source_by_its_title(good: Path, run: Run) -> None:
    """Claims that state no id are given one of the source's id, or in lines of its title; it is sound in any case."""
    said = {"effect": "cut off", "group_stated": "people", "evidence": "Some 900 people are still cut off"}
    titles = ["A diary of Oberau", "يوميات"]
    sources = good / "data" / "sources.csv"
    sources.write_text(
        sources.read_text("utf-8").replace("diary,,", f"diary,{titles[0]},") + f"x,{titles[1]},,,\n", "utf-8"
    )
    (good / "data" / "more.jsonl").write_text(
        "".join(json.dumps({"kind": "effect_claims", "source": title, **said}) + "\n" for title in titles), "utf-8"
    )
    (good / "data" / "more").mkdir()
    (good / "data" / "more" / "effect_claims.csv").write_text(
        f"source,{','.join(said)}\n{titles[0]},{','.join(said.values())}\n", "utf-8"
    )
    assert run("build").exit_code == 0
    connection = sqlite3.connect(good / "build" / "velm-bridges.db")
    found = [id_ for (id_,) in connection.execute("SELECT id FROM effect_claims ORDER BY id")]
    made = [id_[:-6] for id_ in found if "-effect-claim-" in id_ and not id_.startswith("velm-floods")]
    assert made == ["a-diary-of-oberau-effect-claim-", "oberau-diary-effect-claim-", "source-effect-claim-"]


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> theirs"])
def test_jsonl_of_two_versions(project: Project, tmp_path: Path, marker: str) -> None:
    (told,) = rows_of(project, tmp_path, "x.jsonl", marker)[1]
    assert told == "1:1: conflict: a merge of two versions left its markers here"


def test_jsonl_places(project: Project, tmp_path: Path) -> None:
    line = '{"kind": "bridges",\t"id" :  "a", "name": "the \\"name\\": x", "lanes": 2, "listed": true, "note": null}'
    (row, *_), problems = rows_of(project, tmp_path, "x.jsonl", f"\ufeff\r\n{line}\r\n")
    assert not problems
    assert row.values == {"id": "a", "name": 'the "name": x', "lanes": "2", "listed": "true"}
    for key, value in (("id", '"a"'), ("name", '"the'), ("lanes", "2"), ("listed", "true")):
        assert row.where(key)[1:] == (2, line.index(value, line.index(f'"{key}"')) + 1)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"kind": "bridges" "id": "a"}', "1:20: json: this is not JSON: Expecting ',' delimiter"),
        ('{"kind": "bridges", "id": "a", "id": "b"}', "1:1: duplicate-key: 'id' is given twice"),
        ('{"kind": "brigdes"}', "1:10: unknown-kind: `kind` is 'brigdes'"),
        ('{"id": "a"}', "1:1: unknown-kind: the line names no `kind`"),
        ('{"kind": ["bridges"]}', '1:10: unknown-kind: `kind` is ["bridges"]'),
        ('{"kind": "bridges", "nam": "a"}', "1:28: unknown-key: a bridge has no 'nam'"),
        ('["bridges"]', "1:1: wrong-shape: a line holds one object"),
        ("[" * 100_000, "1:1: json: lists are nested too deep"),
        ('[\n {\n  "kind": "bridges"\n }\n]', "1:1: json: this is JSON over several lines, not a record a line"),
        ('\ufeff[{ \n "kind": "bridges"}]', "1:1: json: this is JSON over several lines, not a record a line"),
        ('\n{\r\n "kind": "bridges"\r\n}', "1:1: json: this is JSON over several lines, not a record a line"),
    ],
)
def test_jsonl_refusals(project: Project, tmp_path: Path, line: str, problem: str) -> None:
    assert rows_of(project, tmp_path, "x.jsonl", line)[1] == [problem]


TRANSFERS = '''
class Transfer(Claim):
    """Statements that something was moved."""

    table = "transfers"
    label = ("from", "kind")

    from_: Annotated[str, Ref("places"), Public]
    """Where it was before."""
    kind: Annotated[str, Public]
    """What was moved."""
'''


def test_records_in_jsonl_with_keys_that_name_kinds_elsewhere(tmp_path: Path) -> None:
    """`kind` beside `table`, and `from`, which links between claims have."""
    start_project(tmp_path / "ferries")
    with open(tmp_path / "ferries" / "schema" / "claims.py", "a", encoding="utf-8") as schema:
        schema.write(TRANSFERS)
    transfer = {"source": "ferry-strike", "from": "port-ansel", "evidence": "Two ferries"}
    lines: list[dict[str, str]] = [
        {"table": "actors", "id": "smith", "name": "Smith", "kind": "unnamed"},
        {"table": "transfers", "id": "event_claims", "kind": "ferries", **transfer},
        {"kind": "event_claims", "table": "transfers", "id": "crews", **transfer},
        {"table": "claim_links", "id": "both", "kind": "differs", "from": "crews", "to": "event_claims"},
        {"kind": "differs", "id": "back", "from": "event_claims", "to": "crews"},
    ]
    wrong = [
        {"kind": "actors", "id": "jones", "name": "Jones"},
        {"kind": "transfers", "id": "boats", **transfer},
        {"table": "actor", "kind": "person"},
    ]
    path, project = tmp_path / "ferries" / "data" / "more.jsonl", find_project(tmp_path / "ferries")
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert build(project).written
    with sqlite3.connect(project.database) as db:
        assert db.execute("SELECT kind FROM actors WHERE id = 'smith'").fetchall() == [("unnamed",)]
        found = db.execute("SELECT id, kind, from_id FROM transfers ORDER BY id").fetchall()
        assert found == [("crews", "event_claims", "port-ansel"), ("event_claims", "ferries", "port-ansel")]
        assert db.execute("SELECT id FROM claim_links WHERE kind = 'differs' ORDER BY id").fetchall() == [
            ("back",),
            ("both",),
        ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines + wrong), "utf-8")
    errors = [str(p) for p in validate(project).problems.in_order() if p.level == "error"]
    names = "which names the table here; write"
    assert errors == [
        f'data/more.jsonl:6:10: missing: an actor needs \'kind\', {names} "table": "actors" for that',
        f'data/more.jsonl:7:10: missing: a transfer needs \'kind\', {names} "table": "transfers" for that',
        "data/more.jsonl:8:11: unknown-kind: `table` is 'actor'; did you mean 'actors'?",
    ]


@pytest.mark.parametrize(
    "value", ['{"a": 1}', "[1, [2]]", "[[]]", "NaN", "1e999", "12345678901234567890", '"\\ud800"', "true"]
)
@pytest.mark.parametrize("key", ["id", "name", "aliases", "lanes", "latitude", "opened", "listed", "url"])
def test_no_json_value_breaks_the_checks(good: Path, key: str, value: str) -> None:
    """Whatever stands in a line is sound or a problem, never an exception."""
    record = {"kind": '"bridges"', "id": '"x"', "name": '"X"', key: value}
    line = ", ".join(f'"{k}": {v}' for k, v in record.items())
    (good / "data" / "more.jsonl").write_text("{" + line + "}\n", "utf-8")
    validate(find_project(good))
