"""Strings that break programs, as names and notes: each is in the database as it was written, or refused."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from curate.load.build import build
from curate.model.project import find_project
from tests.conftest import VECTORS

LIST = VECTORS / "naughty-strings" / "blns.json"
Records = list[dict[str, str]]


def as_lines(table: str, records: Records) -> str:
    return "".join(json.dumps({"table": table, **record}) + "\n" for record in records)


def as_csv(table: str, records: Records) -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, records[0])
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue()


def as_yaml(table: str, records: Records) -> str:
    return yaml.safe_dump({table: records}, allow_unicode=False)


WAYS: dict[str, Callable[[str, Records], str]] = {"{}.jsonl": as_lines, "{}.csv": as_csv, "{}.yml": as_yaml}


@pytest.mark.parametrize("file", WAYS)
def test_a_name_and_a_note_come_back_as_written(good: Path, file: str) -> None:
    if not LIST.is_file():
        pytest.skip(f"the naughty strings are not in {LIST}")
    written = {f"naughty-{n}": text for n, text in enumerate(json.loads(LIST.read_text("utf-8"))) if text.strip()}
    assert len(written) > 500
    bodies: Records = [{"id": id_, "name": text, "kind": "person"} for id_, text in written.items()]
    sources: Records = [{"id": id_, "title": text, "note": text} for id_, text in written.items()]
    folder = good / "data" / "naughty"
    folder.mkdir()
    for table, records in (("bodies", bodies), ("sources", sources)):
        (folder / file.format(table)).write_text(WAYS[file](table, records), "utf-8", newline="")
    built = build(find_project(good))
    assert built.written, built.checked.problems.in_order()[:5]
    with closing(sqlite3.connect(find_project(good).database)) as db:
        names: dict[str, Any] = dict(db.execute("SELECT id, name FROM bodies WHERE id LIKE 'naughty-%'"))
        notes: dict[str, Any] = dict(db.execute("SELECT id, note FROM sources WHERE id LIKE 'naughty-%'"))
    expected = {id_: text.strip() for id_, text in written.items()}
    assert names == expected and notes == expected
