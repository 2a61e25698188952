"""SQL functions, as Datasette and sqlite-utils offer them once curate is installed."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from curate.sql_functions import FUNCTIONS, prepare_connection
from tests.conftest import ROOT

ASKED = [
    ("count_low('over 200')", 201),
    ("count_high('over 200')", None),
    ("count_low('más de 10', 'es')", 11),
    ("count_low('20-25')", 20),
    ("count_high('20-25')", 25),
    ("count_low('no number at all')", None),
    ("period_start('2024-11/2024-12-03')", "2024-11-01"),
    ("period_end('2024-02')", "2024-02-29"),
    ("period_end('2024-02/..')", None),
    ("period_start('last Tuesday')", None),
    ("fold('O’Hara  BRIDGE')", "ohara bridge"),
    ("fold('حَمَاة') = fold('حماه')", 1),
    ("fold(NULL)", None),
    ("count_low(13)", None),
]


@pytest.mark.parametrize(("sql", "expected"), ASKED)
def test_functions(sql: str, expected: Any) -> None:
    connection = sqlite3.connect(":memory:")
    prepare_connection(connection)
    assert connection.execute(f"SELECT {sql}").fetchone() == (expected,)


def test_sqlite_utils_has_them() -> None:
    program, sql = Path(sys.executable).with_name("sqlite-utils"), "select count_low('over 20') as low, fold('É') as e"
    done = subprocess.run([str(program), "memory", sql], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [{"low": 21, "e": "e"}]


async def test_datasette_has_them() -> None:
    site = Datasette(memory=True)
    found = await site.client.get("/_memory.json?sql=select+period_end('2024-02')+as+day&_shape=array")
    assert found.json() == [{"day": "2024-02-29"}]


def test_the_documentation_names_each() -> None:
    said = (ROOT / "docs" / "browsing.md").read_text("utf-8")
    assert all(f"`{name}(" in said for name in FUNCTIONS)
