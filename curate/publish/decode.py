"""What a file says once decoded, whatever its format: every value that a reader of it could get to see."""

import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree


def values(name: str, data: bytes) -> Iterator[str]:
    """The texts in a file, by its name's ending. The undecoded bytes are among them.

    A format that nobody can decode here raises ValueError, so that it is not published unread.
    """
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending in ("md", "txt", "cff", "yml") or name.endswith(("SHA256SUMS", "Dockerfile")):
        yield data.decode("utf-8")
    elif ending == "csv":
        for row in csv.reader(io.StringIO(data.decode("utf-8"), newline="")):
            yield from row
    elif ending in ("json", "geojson"):
        yield from _json(json.loads(data))
    elif ending == "jsonl":
        for line in filter(None, data.decode("utf-8").split("\n")):  # other signs that end lines may stand in texts
            yield from _json(json.loads(line))
    elif ending == "db":
        yield from _database(data)
    elif ending == "html":
        yield from _html(data.decode("utf-8"))
    elif ending in ("svg", "xml", "rels"):
        yield _xml(name, data)
    elif ending == "parquet":
        yield from _parquet(data)
    elif ending in ("xlsx", "zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield inner
                yield from values(inner, archive.read(inner))
    else:
        raise ValueError(f"{name} is of a format that is not looked into")
    yield data.decode("utf-8", "replace")


def _xml(name: str, data: bytes) -> str:
    try:
        return " ".join(ElementTree.fromstring(data).itertext())
    except ElementTree.ParseError as error:
        raise ValueError(f"{name} is no XML: {error}") from None


def _json(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _json(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _json(inner)
    elif value is not None:
        yield str(value)


def _database(data: bytes) -> Iterator[str]:
    """Every cell of every table, those of the search indexes and of SQLite itself included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.db"
        path.write_bytes(data)
        connection = sqlite3.connect(path)
        try:
            tables = connection.execute(
                "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE type = 'table'"
            ).fetchall()
            yield from (sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
            for name, sql in tables:
                if "USING fts5" in sql:
                    connection.execute(
                        f"CREATE VIRTUAL TABLE temp.\"{name}_words\" USING fts5vocab(main, '{name}', 'row')"
                    )
                    yield from (term for (term,) in connection.execute(f'SELECT term FROM temp."{name}_words"'))
                    continue
                for row in connection.execute(f'SELECT * FROM "{name}"'):
                    yield from (_text(cell) for cell in row if cell is not None)
        finally:
            connection.close()


def _text(cell: Any) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for _, value in attrs if value]


def _html(text: str) -> Iterator[str]:
    reader = _Words()
    reader.feed(text)
    yield " ".join(reader.found)
    yield from reader.found


def _parquet(data: bytes) -> Iterator[str]:
    from pyarrow import BufferReader
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(BufferReader(data))
    yield from _json({k.decode(): v.decode("utf-8", "replace") for k, v in (file.schema_arrow.metadata or {}).items()})
    yield from _json(file.read().to_pylist())
