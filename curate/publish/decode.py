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


class Packed(str):
    """The bytes of a file that is decoded as well, where letters stand side by side by chance."""


def values(name: str, data: bytes) -> Iterator[str]:
    """The texts in a file, by its name's ending. What is no packed format is among them as it is written, too.

    Packed bytes are not: half a word stands there where a compressor left out the other half. Of a database they are,
    for what was deleted, without its search indexes.

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
        return
    elif ending == "html":
        yield from _html(data.decode("utf-8"))
    elif ending in ("svg", "xml", "rels"):
        yield _xml(name, data)
    elif ending == "parquet":
        yield from _parquet(data)
        return
    elif ending in ("xlsx", "zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield _text(archive.comment)
            for inner in archive.infolist():
                yield from (inner.filename, _text(inner.comment), _text(inner.extra))
                yield from values(inner.filename, archive.read(inner))
        return
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
    """Every cell of every table and every word of the search indexes, then the bytes without these indexes.

    An index keeps of each word what the word before it does not begin with (https://sqlite.org/fts5.html, section 4):
    its tables hold no texts.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.db"
        path.write_bytes(data)
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA secure_delete = ON")  # what is dropped is overwritten, what was deleted stays
            yield from (sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
            tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
            for name in [name for name, sql in tables if "USING fts5" in (sql or "")]:
                connection.execute(f"CREATE VIRTUAL TABLE temp.\"{name}_words\" USING fts5vocab(main, '{name}', 'row')")
                yield from (term for (term,) in connection.execute(f'SELECT term FROM temp."{name}_words"'))
                yield from _stored(connection, name)
                connection.execute(f'DROP TABLE temp."{name}_words"')
                connection.execute(f'DROP TABLE main."{name}"')
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                yield from _cells(connection, name)
        finally:
            connection.close()
        yield Packed(path.read_bytes().decode("utf-8", "replace"))


def _stored(connection: sqlite3.Connection, index: str) -> Iterator[str]:
    """The texts that a search index keeps itself, and its settings."""
    for name in (f"{index}_content", f"{index}_config"):
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [name]).fetchone():
            yield from _cells(connection, name)


def _cells(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    for row in connection.execute(f'SELECT * FROM "{table}"'):
        yield from (_text(cell) for cell in row if cell is not None)


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
    schema = file.schema_arrow
    for metadata in (file.metadata.metadata, schema.metadata, *(field.metadata for field in schema)):
        yield from (_text(cell) for pair in (metadata or {}).items() for cell in pair)
    yield from schema.names
    yield from _json(file.read().to_pylist())
