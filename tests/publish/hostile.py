"""Releases as an attacker would make them: each function spoils the folder of a good one. All are small on the disk."""

import json
import os
import socket
import sqlite3
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

Spoil = Callable[[Path], object]


def mend(folder: Path) -> None:
    """Write the hashes of the files as they are now, as somebody would who wants a change to pass."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink() and p.name != "SHA256SUMS")
    lines = [f"{sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}\n" for p in files]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def run_sql(folder: Path, *statements: str, mended: bool = True) -> None:
    """Change the database, its schema too."""
    connection = sqlite3.connect(folder / "harbour.db", isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    if mended:
        mend(folder)


def sql(*statements: str) -> Spoil:
    """A change of the database."""
    return lambda folder: run_sql(folder, *statements)


def as_schema(name: str, statement: str, kind: str = "table") -> str:
    """The SQL that puts a statement in place of one of the schema, whatever SQLite thinks of it."""
    quoted = statement.replace("'", "''")
    return f"UPDATE sqlite_master SET sql = '{quoted}', rootpage = 0, type = '{kind}' WHERE name = '{name}'"


def replaced(file: str, content: bytes) -> Spoil:
    """Other content in a file, with a hash that fits."""

    def make(folder: Path) -> None:
        (folder / file).write_bytes(content)
        mend(folder)

    return make


def in_place(file: str, make: Callable[[Path], object]) -> Spoil:
    """Something that is no file in the place of one; its hash stays listed."""

    def spoil(folder: Path) -> None:
        (folder / file).unlink()
        make(folder / file)

    return spoil


def pipe(path: Path) -> None:
    os.mkfifo(path)


def plug(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's path is short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def link(to: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(to)


def hole(size: int) -> Callable[[Path], object]:
    """A file of a size that takes no room."""

    def make(path: Path) -> None:
        with open(path, "wb") as file:
            file.truncate(size)

    return make


def nulls(folder: Path, table: str = "people", rows: int = 30_000_000) -> None:
    """Parquet of a table with very many rows of nothing, and a database that has as few as before."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    names = pyarrow.parquet.read_schema(folder / f"parquet/{table}.parquet").names
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
    piece = pyarrow.Table.from_arrays([pyarrow.nulls(1_000_000, pyarrow.string())] * len(names), schema=schema)
    with ParquetWriter(folder / f"parquet/{table}.parquet", schema) as writer:
        for _ in range(rows // 1_000_000):
            writer.write_table(piece)
    mend(folder)


def same_text(folder: Path, table: str = "people") -> None:
    """Parquet with as many rows as the table has, each with the same 80 MB: once in the file, compressed."""
    import pyarrow
    from pyarrow.parquet import read_schema, write_table

    names = read_schema(folder / f"parquet/{table}.parquet").names
    with sqlite3.connect(folder / "harbour.db") as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    long = pyarrow.array(["x" * 80_000_000]).dictionary_encode()
    column = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * count, pyarrow.int32()), long.dictionary)
    fields = [pyarrow.field(name, pyarrow.dictionary(pyarrow.int32(), pyarrow.string())) for name in names]
    made = pyarrow.Table.from_arrays([column] * len(names), schema=pyarrow.schema(fields))
    write_table(made, folder / f"parquet/{table}.parquet", compression="zstd", store_schema=False)
    mend(folder)


def page_bomb(folder: Path) -> None:
    """The people's pages replaced by a tree whose every page points many times to the next: endless rows in a few pages."""
    path = folder / "harbour.db"
    connection = sqlite3.connect(path)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'people'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    leaf = bytes(data[(root - 1) * size : root * size])
    pages = len(data) // size
    data += leaf  # page number pages + 1 has the rows
    for below in (pages + 1, pages + 2, pages + 3):
        data += _interior(size, below)
    data[(root - 1) * size : root * size] = _interior(size, pages + 4)
    data[28:32] = (len(data) // size).to_bytes(4, "big")
    path.write_bytes(data)
    mend(folder)


def _interior(size: int, child: int) -> bytes:
    """A page of a table's tree, with as many pointers to one page as there is room for."""
    count = (size - 12) // 7 - 1
    page = bytearray(size)
    page[0] = 5
    page[3:5] = count.to_bytes(2, "big")
    page[8:12] = child.to_bytes(4, "big")
    at = size
    for n in range(count):
        at -= 5
        page[at : at + 5] = child.to_bytes(4, "big") + bytes([min(n, 127)])
        page[12 + 2 * n : 14 + 2 * n] = at.to_bytes(2, "big")
    page[5:7] = at.to_bytes(2, "big")
    return bytes(page)


def deep(folder: Path) -> None:
    """Lists in lists, wherever JSON is read."""
    (folder / "datapackage.json").write_text("[" * 100_000)
    (folder / "jsonl/people.jsonl").write_text('{"id": ' + "[" * 100_000 + "\n")
    (folder / "geojson/sites.geojson").write_text('{"a":' * 100_000)
    run_sql(folder, "UPDATE people SET note = replace(hex(zeroblob(50000)), '00', '[')")


def deep_cells(folder: Path) -> None:
    """A line and a cell that are the same, nested as deeply as can be read."""
    nested = "[" * 900 + "]" * 900
    run_sql(folder, f"UPDATE people SET note = '{nested}'")
    lines = [json.loads(line) for line in (folder / "jsonl/people.jsonl").read_text("utf-8").splitlines()]
    made = "".join(json.dumps({**line, "note": "@"}).replace('"@"', nested) + "\n" for line in lines)
    (folder / "jsonl/people.jsonl").write_text(made, "utf-8")
    mend(folder)


def many_lines(folder: Path) -> None:
    with open(folder / "SHA256SUMS", "a") as file:
        file.writelines(f"{'0' * 64}  ../../{n}\n" for n in range(120_000))


def endless_lines(folder: Path) -> None:
    with open(folder / "SHA256SUMS", "ab") as file:
        file.truncate(5_000_000_000)


def odd_names(folder: Path) -> None:
    lines = "".join(
        f"{'0' * 64}  {name}\n" for name in ("/etc/passwd", "../../etc/passwd", "a\0b", "\x1b[31m", ".", "csv")
    )
    with open(folder / "SHA256SUMS", "a", encoding="utf-8") as file:
        file.write(lines)
    for name in (b"\xff\xfe", b"\x1b[2Jx", "\u202etxt.exe".encode(), b"a\nb"):
        with open(os.path.join(os.fsencode(folder), name), "wb") as made:
            made.write(b"x")


def deep_folders(folder: Path) -> None:
    path = folder
    for _ in range(60):
        path = path / "d"
    path.mkdir(parents=True)


def beside(ending: str) -> Spoil:
    """A journal beside the database, which SQLite would play back, or a log, which it would read."""

    def make(folder: Path) -> None:
        run_sql(folder, "PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 0") if ending == "-wal" else None
        (folder / f"harbour.db{ending}").write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\0" * 5000)
        mend(folder)

    return make


#: What SQLite would compute for very long, or with very much memory.
_ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT * FROM c"
_HUGE = "hex(zeroblob(400000000))"
_LARGE = "hex(zeroblob(20000000))"

FOLDERS: dict[str, Spoil] = {
    "a view for a table": sql("DROP TABLE findings", f"CREATE VIEW findings AS {_ENDLESS}"),
    "a view of others": sql("DROP VIEW statements_by_site", f"CREATE VIEW endless AS {_ENDLESS}"),
    "a view that says it is a table": sql(as_schema("findings", f"CREATE VIEW findings AS {_ENDLESS}")),
    "a view of the build": sql("DROP TABLE build", f"CREATE VIEW build AS SELECT 'content hash' AS key, {_HUGE} AS value"),
    "a view with coordinates": sql(f"CREATE VIEW a AS SELECT 1 AS id, 2.0 AS latitude, {_HUGE} AS longitude, x FROM ({_ENDLESS})"),
    "views of views": sql(*[f"CREATE VIEW v{n} AS SELECT a.* FROM v{n - 1} AS a, v{n - 1} AS b" if n else "CREATE VIEW v0 AS SELECT 1 AS id" for n in range(40)]),
    "a computed column": sql(f"ALTER TABLE people ADD COLUMN x TEXT AS ({_HUGE})"),
    "a computed column in the schema": sql("UPDATE sqlite_master SET sql = replace(sql, '\"note\" TEXT', '\"note\" TEXT AS (" + _HUGE + ")') WHERE name = 'people'"),
    "an index on an expression": sql(f"CREATE INDEX x ON people (length({_LARGE} || id))"),
    "an index on some rows": sql(f"CREATE INDEX x ON people (id) WHERE length({_LARGE} || id) > 5"),
    "a check": sql(f"UPDATE sqlite_master SET sql = replace(sql, '\"note\" TEXT', '\"note\" TEXT CHECK (length({_HUGE}) > 5)') WHERE name = 'people'"),
    "a default": sql(f"UPDATE sqlite_master SET sql = replace(sql, '\"note\" TEXT', '\"note\" TEXT DEFAULT ({_HUGE})') WHERE name = 'people'"),
    "a virtual table": sql("UPDATE sqlite_master SET sql = 'CREATE VIRTUAL TABLE findings USING fts5(id, content=people)', rootpage = 0 WHERE name = 'findings'"),
    "a broken search index": sql("UPDATE people_fts_data SET block = randomblob(500)", "UPDATE people_fts_config SET v = 99"),
    "odd statistics": sql("DELETE FROM sqlite_stat1", "INSERT INTO sqlite_stat1 VALUES ('people', 'sqlite_autoindex_people_1', '9e999 -1 unordered sz=0 ' || hex(zeroblob(1000000)))"),
    "STRICT in a comment": sql("CREATE TABLE x (id) -- ) STRICT", "INSERT INTO x VALUES (x'00ff')"),
    "no table of the schema": sql("DELETE FROM sqlite_master WHERE name = 'evidence'"),
    "a schema of nonsense": sql("UPDATE sqlite_master SET sql = 'CREATE TABLE \x1b[31m' WHERE name = 'evidence'"),
    "a trigger": sql("CREATE TRIGGER t AFTER INSERT ON people BEGIN DELETE FROM people; END"),
    "numbers for texts": sql("ALTER TABLE evidence DROP COLUMN exact", "ALTER TABLE evidence ADD COLUMN exact INTEGER DEFAULT 5"),
    "a long text": sql("UPDATE people SET note = hex(zeroblob(60000000))"),
    "pages without end": page_bomb,
    "a journal": beside("-journal"),
    "a log": beside("-wal"),
    "deep JSON": deep,
    "deep cells": deep_cells,
    "a pipe": in_place("csv/people.csv", pipe),
    "a pipe for the database": in_place("harbour.db", pipe),
    "a pipe for the hashes": in_place("SHA256SUMS", pipe),
    "a socket": in_place("csv/people.csv", plug),
    "a device": in_place("csv/people.csv", link("/dev/zero")),
    "a device for the database": in_place("harbour.db", link("/dev/zero")),
    "a device for the hashes": in_place("SHA256SUMS", link("/dev/zero")),
    "a device for the descriptor": in_place("datapackage.json", link("/dev/zero")),
    "a link to a file": in_place("README.md", link("/etc/passwd")),
    "a link to a folder": lambda folder: (folder / "texts").symlink_to("/"),
    "a hole": in_place("csv/people.csv", hole(50_000_000_000)),
    "a hole for the database": in_place("harbour.db", hole(50_000_000_000)),
    "a hole for the hashes": endless_lines,
    "very many hashes": many_lines,
    "odd names": odd_names,
    "deep folders": deep_folders,
    "Parquet of nulls": nulls,
    "Parquet with a long text": same_text,
    "a cell of CSV without end": replaced("csv/people.csv", b'id,name,aliases,protection,note\n"' + b"x" * 30_000_000),
    "a row of CSV without end": replaced("csv/people.csv", b"," * 20_000_000),
    "a number without end": replaced("jsonl/people.jsonl", b'{"id": ' + b"9" * 5_000_000 + b"}\n"),
    "no Unicode": replaced("jsonl/people.jsonl", b'{"id": "\xff\\ud800"}\n'),
}  # fmt: skip


def packed(path: Path, *entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip of entries, whose names may be anything."""
    with zipfile.ZipFile(path, "w", method, compresslevel=1) as made:
        for name, data in entries:
            made.writestr(name, data)
    return path


def bomb(path: Path) -> None:
    """More of nothing than is unpacked of so small a file."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
        made.open("x/harbour.db", "w", force_zip64=True) as file,
    ):
        for _ in range(110):
            file.write(bytes(10_000_000))


def shared(path: Path) -> None:
    """A thousand entries that all stand for the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("0", bytes(10_000))
        (first,) = made.filelist
        for n in range(1, 1000):
            info = zipfile.ZipInfo(str(n))
            info.header_offset, info.CRC, info.compress_type = first.header_offset, first.CRC, first.compress_type
            info.compress_size, info.file_size = first.compress_size, first.file_size
            made.filelist.append(info)


def entry(name: str = "a", mode: int = 0, **more: int) -> Callable[[Path], object]:
    """A zip of one entry with something odd about it."""

    def make(path: Path) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        with zipfile.ZipFile(path, "w") as made:
            made.writestr(info, b"/etc/passwd")
            for key, value in more.items():
                setattr(info, key, value)

    return make


ZIPS: dict[str, Callable[[Path], object]] = {
    "1.1 GB": bomb,
    "very many entries": lambda path: packed(path, *[(f"{n:x}", b"") for n in range(30_000)]),
    "a zip in a zip": lambda path: packed(path, ("x.zip", packed(path.with_name("y"), ("a", bytes(10**8))).read_bytes())),
    "entries that overlap": shared,
    "an absolute path": entry("/tmp/hostile-was-here"),
    "a path upwards": entry("../../hostile-was-here"),
    "a path upwards on Windows": entry("..\\..\\hostile-was-here"),
    "a drive": entry("C:/hostile-was-here"),
    "a link": entry("SHA256SUMS", 0o120777),
    "a device": entry("SHA256SUMS", 0o020666),
    "a name twice": lambda path: packed(path, ("SHA256SUMS", b"a"), ("sha256sums", b"b")),
    "too small a size": entry(file_size=3),
    "too large a size": entry(file_size=2**31),
    "a size beyond all": entry(file_size=2**62),
    "a wrong sum": entry(CRC=1),
    "a header elsewhere": entry(header_offset=77),
    "deep folders": entry("d/" * 3000 + "x"),
    "a long name": entry("x" * 5000),
    "bzip2": lambda path: packed(path, ("SHA256SUMS", bytes(10**8)), method=zipfile.ZIP_BZIP2),
    "no entry": lambda path: packed(path),
    "a name of control characters": entry("\x1b[2J\u202e/SHA256SUMS"),
}  # fmt: skip
