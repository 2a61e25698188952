"""Live CSV is defused for spreadsheets, as releases are."""

import csv
import io
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette

from curate.model.spreadsheet import defuse

WORDS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'quoted",
    '=HYPERLINK("http://evil.example")',
    "plain",
    " =1",
    "",
    "أ",
]


@pytest.fixture
async def hostile(tmp_path: Path) -> Datasette:
    with sqlite3.connect(tmp_path / "words.db") as db:
        db.execute(
            'create table "words" (id integer primary key, "=word" text, n integer, other_id integer references words (id))'
        )
        db.executemany("insert into words values (?, ?, -1, 1)", enumerate(WORDS, start=1))
        db.execute("create view seen as select * from words")
    db.close()
    queries = {"all_words": 'select "=word", n from words'}
    labels = {"words": {"label_column": "=word"}}
    metadata = {"databases": {"words": {"queries": queries, "tables": labels}}}
    return Datasette([], immutables=[str(tmp_path / "words.db")], metadata=metadata, settings={"max_returned_rows": 5})


@pytest.mark.parametrize(
    "path",
    ["words.csv", "words.csv?_size=2", "words.csv?_stream=on", "words.csv?_stream=on&_labels=on", "seen.csv?_stream=on", "all_words.csv",
     "words.csv?_dl=1", "words.csv?_header=off", "words.csv?_sort=n", "../words.csv?sql=select+*,+'=x'+as+'@y'+from+words"],
)  # fmt: skip
async def test_no_cell_is_a_formula(hostile: Datasette, path: str) -> None:
    said = (await hostile.client.get(f"/words/{path}" if path[0] != "." else f"/{path[3:]}")).text
    rows = list(csv.reader(io.StringIO(said, newline="")))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells and len(rows) >= 2
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) and cell != "-1"] == []
    if "stream" in path:
        column = rows[0].index("'=word")
        assert [row[column].removeprefix("'") for row in rows[1:]] == WORDS
        assert [row[column] for row in rows[1:]] == [defuse(word) for word in WORDS]


async def test_json_holds_words_as_they_are(hostile: Datasette) -> None:
    rows = (await hostile.client.get("/words/words.json?_shape=array&_size=5")).json()
    assert [row["=word"] for row in rows] == WORDS[:5]
