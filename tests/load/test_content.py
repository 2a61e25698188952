"""The hash of a table: its rows as JSON, which no version of SQLite may change."""

import hashlib
import json
import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from curate.load.content import table_hash
from curate.model.column import Column
from curate.read.fold import fold

COLUMNS = [
    Column("id"),
    Column("deaths", "INTEGER"),
    Column("lat", "REAL"),
    Column("note"),
    Column("found_at", "INTEGER", found=True),
    Column("evidence"),
]
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_rows = st.tuples(
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | _words,
    st.none() | st.integers(0, 9),
    st.none() | _words,
)


def _hashed(columns: list[Column], rows: list[tuple[object, ...]]) -> str:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE t ({', '.join(f'{c.name} {c.type}' for c in columns)}) STRICT")
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(columns))})", rows)
        return table_hash(connection, "t", columns)


@given(st.lists(_rows, max_size=5))
def test_it_is_that_of_rows_as_python_writes_them(given_rows: list[tuple[object, ...]]) -> None:
    rows = [(str(n), *row) for n, row in enumerate(given_rows)]
    expected = hashlib.sha256(json.dumps([(c.name, c.type) for c in COLUMNS if not c.found]).encode())
    for id_, deaths, lat, note, _, evidence in rows:
        digits = None if lat is None else repr(float(str(lat)) + 0)  # SQLite knows no -0.0
        row = [id_, deaths, digits, note, evidence and fold(str(evidence))]
        expected.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
    assert _hashed(COLUMNS, rows) == expected.hexdigest()


def test_a_table_may_have_more_columns_than_a_function_takes_values() -> None:
    columns = [Column(f"c{n}") for n in range(250)]
    row = [str(n) for n in range(250)]
    assert _hashed(columns, [tuple(row)]) != _hashed(columns, [(*row[:-1], "other")])
