"""Checking a release with nothing but its folder, and with the articles every excerpt too."""

import csv
import hashlib
import io
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from curate.load.content import content_hash
from curate.model.column import Column
from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.publish.archive import Damaged, unpacked
from curate.publish.plain import restore
from curate.publish.reading import read_only
from curate.read.fold import fold
from curate.read.texts import Texts

SUMS = "SHA256SUMS"


class NoRelease(Exception):
    """The folder is no release."""


@dataclass
class Verified:
    """What was checked, counted, and what does not hold. `excerpts` counts them by outcome."""

    problems: Problems = field(default_factory=Problems)
    files: int = 0
    rows: int = 0
    excerpts: Counter[str] = field(default_factory=Counter)

    def fault(
        self, file: str, code: str, what: str, hint: str = "get the release again from where it was published"
    ) -> None:
        """Record what does not hold."""
        self.problems.add(Spot(file), code, what, hint)


def verify(release: Path, texts: Path | None = None) -> Verified:
    """Check hashes, keys, content hash, that CSV and database agree, and, given the texts, every excerpt.

    Raises:
        NoRelease: the folder (or zip) has no SHA256SUMS, or not one database.
    """
    try:
        with unpacked(release) as folder:
            return _verify(folder, release, texts)
    except Damaged as error:
        if release.suffix.lower() != ".zip":
            raise NoRelease(f"{release} is no release; name the folder of a release, or its zip") from None
        damaged = Verified()
        damaged.fault(release.name, "damaged", f"the zip cannot be unpacked: {error}")
        return damaged


def _verify(folder: Path, release: Path, texts: Path | None) -> Verified:
    databases = sorted(folder.glob("*.db"))
    if not (folder / SUMS).is_file() or len(databases) != 1:
        raise NoRelease(f"{release} is no release: it needs {SUMS} and one database; name the folder of a release")
    found = Verified()
    _hashes(folder, found)
    connection = read_only(databases[0])
    try:
        _database(connection, databases[0].name, found)
        _csv(connection, folder, found)
        _excerpts(connection, Texts(texts) if texts else None, found)
    except sqlite3.DatabaseError as error:
        found.fault(databases[0].name, "database", str(error))
    finally:
        connection.close()
    return found


def _hashes(folder: Path, found: Verified) -> None:
    lines = (folder / SUMS).read_text("utf-8", "replace").splitlines()
    listed = dict(line.split("  ", 1)[::-1] for line in lines if "  " in line)
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {SUMS}
    for name, digest in listed.items():
        if name not in there:
            found.fault(name, "missing", "the file is listed and not there")
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            found.fault(name, "hash", f"the file is not the one that was published: its hash differs from {SUMS}")
    for name in sorted(there - listed.keys()):
        found.fault(name, "unlisted", f"the file is not listed in {SUMS}", "take it out: nobody vouches for it")
    found.files = len(listed)
    try:
        described = json.loads((folder / "datapackage.json").read_bytes())["resources"]
        hashes = {resource["path"]: resource["hash"] for resource in described}
    except (OSError, ValueError, KeyError, TypeError):
        found.fault("datapackage.json", "descriptor", "it is not there, or does not describe the files")
        return
    for path, said in hashes.items():
        if said != f"sha256:{listed.get(path, '')}":
            found.fault("datapackage.json", "hash", f"the descriptor has another hash for {path}")


def _columns(connection: sqlite3.Connection) -> dict[str, list[Column]]:
    """The tables' columns, as far as the content hash needs to know them: what was found in texts is no part of it."""
    told = connection.execute("SELECT value FROM build WHERE key = 'found in texts'").fetchone()
    outside = set(told[0].split()) if told else set()
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT'").fetchall()
    found = {}
    for (table,) in tables:
        its = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        found[table] = [Column(name, type_, found=f"{table}.{name}" in outside) for _, name, type_, *_ in its]
    return found


def _database(connection: sqlite3.Connection, file: str, found: Verified) -> None:
    if (told := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
        found.fault(file, "database", f"SQLite finds it damaged: {told}")
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        found.fault(file, "key", f"row {row} of {table} names a record of {other} that is not there")
    stated = connection.execute("SELECT value FROM build WHERE key = 'content hash'").fetchone()
    if not stated or content_hash(connection, _columns(connection)) != stated[0]:
        found.fault(file, "content-hash", "the rows are not those that the content hash was made of")


def _csv(connection: sqlite3.Connection, folder: Path, found: Verified) -> None:
    for table, columns in _columns(connection).items():
        name, names = f"csv/{table}.csv", [c.name for c in columns]
        if not (folder / name).is_file():
            found.fault(name, "missing", f"there is no CSV file of {table}")
            continue
        lines = _lines(folder / name)
        selected = ", ".join(f'"{n}"' for n in names)
        rows = [_shown(row) for row in connection.execute(f'SELECT {selected} FROM "{table}" ORDER BY 1')]
        found.rows += len(rows)
        if lines[:1] != [names] or [[restore(cell) for cell in line] for line in lines[1:]] != rows:
            found.fault(name, "differs", f"the file and the table {table} of the database do not hold the same")


def _lines(path: Path) -> list[list[str]]:
    """The lines of a CSV file, none if it is damaged so that it cannot be read."""
    try:
        return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8", "replace"), newline="")))
    except csv.Error:
        return []


def _shown(row: tuple[object, ...]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _excerpts(connection: sqlite3.Connection, texts: Texts | None, found: Verified) -> None:
    for span, start, end, exact, sha256 in _spans(connection):
        text = texts.get(sha256) if texts and sha256 else None
        if text is None:
            found.excerpts["unavailable"] += 1
        elif start is None or not 0 <= start < end <= len(text.text):
            found.excerpts["mismatch"] += 1
            found.fault("csv/evidence.csv", "excerpt", f"{span} stands nowhere in its article", "tell the publisher")
        elif exact is None:
            found.excerpts["without words"] += 1
        elif fold(text.text[start:end]) != fold(exact):
            found.excerpts["mismatch"] += 1
            found.fault(
                "csv/evidence.csv", "excerpt", f"{span} is not what its article says there", "tell the publisher"
            )
        else:
            found.excerpts["verified"] += 1


def _spans(connection: sqlite3.Connection) -> Iterator[tuple[str, int | None, int, str | None, str | None]]:
    yield from connection.execute(
        "SELECT e.id, e.start, e.end, e.exact, s.text_sha256 "
        "FROM evidence AS e JOIN sources AS s ON s.id = e.source_id ORDER BY e.id"
    )
