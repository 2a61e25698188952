"""Checking a release with nothing but its folder, and with the articles every excerpt too."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from curate.load.content import content_hash
from curate.load.tables import Columns
from curate.model.column import Column
from curate.publish.alike import check_places, check_tables
from curate.publish.archive import Damaged, unpacked
from curate.publish.reading import read_only
from curate.publish.sums import SUMS, check_sums
from curate.publish.verified import Verified
from curate.publish.withheld_claims import WITHHELD
from curate.read.fold import fold
from curate.read.texts import Texts


class NoRelease(Exception):
    """The folder is no release."""


def verify(release: Path, texts: Path | None = None) -> Verified:
    """Check hashes, keys, content hash, that all formats and the database agree, and, given the texts, every excerpt.

    Raises:
        NoRelease: the folder (or zip) has no SHA256SUMS.
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
    if not (folder / SUMS).is_file():
        raise NoRelease(f"{release} is no release: there is no {SUMS} in it; name the folder of a release, or its zip")
    found = Verified()
    listed = check_sums(folder, found)
    databases = [p for p in sorted(folder.glob("*.db")) if not listed or p.name in listed]
    if len(databases) != 1:
        what = f"of the databases that it lists {len(databases)} are there, not one, so no row was checked"
        found.fault(SUMS, "database", what)
        return found
    connection = read_only(databases[0])
    try:
        columns = _columns(connection)
        _database(connection, columns, databases[0].name, found)
        check_tables(connection, columns, folder, listed, found)
        check_places(databases[0], folder, found)
        _excerpts(connection, _texts(connection, texts, found) if texts else None, found)
    except sqlite3.DatabaseError as error:
        found.fault(databases[0].name, "database", str(error))
    finally:
        connection.close()
    return found


def _columns(connection: sqlite3.Connection) -> Columns:
    """The tables' columns, as far as the content hash needs to know them: what was found in texts is no part of it."""
    told = connection.execute("SELECT value FROM build WHERE key = 'found in texts'").fetchone()
    outside = set(told[0].split()) if told else set()
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT'").fetchall()
    found = {}
    for (table,) in tables:
        its = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        found[table] = [Column(name, type_, found=f"{table}.{name}" in outside) for _, name, type_, *_ in its]
    return found


def _database(connection: sqlite3.Connection, columns: Columns, file: str, found: Verified) -> None:
    if (told := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
        found.fault(file, "database", f"SQLite finds it damaged: {told}")
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        found.fault(file, "key", f"row {row} of {table} names a record of {other} that is not there")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        found.fault(file, "database", f"it holds the trigger {name}, and a release holds none")
    stated = connection.execute("SELECT value FROM build WHERE key = 'content hash'").fetchone()
    if not stated or content_hash(connection, columns) != stated[0]:
        found.fault(file, "content-hash", "the rows are not those that the content hash was made of")


def _texts(connection: sqlite3.Connection, folder: Path, found: Verified) -> Texts:
    """The articles in a folder; a fault for each that is not what its name says, and if there is none."""
    texts, there = Texts(folder), False
    for (sha256,) in connection.execute("SELECT DISTINCT text_sha256 FROM sources WHERE text_sha256 IS NOT NULL"):
        if texts.path(sha256).is_file():
            there = True
            if texts.get(sha256) is None:
                what, hint = "its bytes do not have the SHA-256 that it is named by", "take the article as it was added"
                found.fault(texts.path(sha256).name, "text", what, hint)
    if not there:
        what = "the folder holds no article of this release, so no excerpt was compared"
        found.fault(folder.name, "texts", what, "name the folder of the articles, each named SHA256.txt")
    return texts


def _excerpts(connection: sqlite3.Connection, texts: Texts | None, found: Verified) -> None:
    for span, start, end, exact, status, sha256 in _spans(connection):
        text = texts.get(sha256) if texts and sha256 else None
        what = ""
        if status == WITHHELD:  # nobody but the publisher can compare it
            outcome = WITHHELD
        elif text is None:
            outcome = "unavailable"
        elif exact is None and start is None:  # released without the article at hand
            outcome = "without words"
        elif start is None or not 0 <= start < end <= len(text.text):
            outcome, what = "mismatch", "stands nowhere in its article"
        elif exact is None:
            outcome = "without words"
        elif fold(text.text[start:end]) != fold(exact):
            outcome, what = "mismatch", "is not what its article says there"
        else:
            outcome = "verified"
        found.excerpts[outcome] += 1
        if what:
            found.fault("csv/evidence.csv", "excerpt", f"{span} {what}", "tell the publisher")


def _spans(connection: sqlite3.Connection) -> Iterator[tuple[str, int | None, int, str | None, str, str | None]]:
    yield from connection.execute(
        "SELECT e.id, e.start, e.end, e.exact, e.status, s.text_sha256 "
        "FROM evidence AS e JOIN sources AS s ON s.id = e.source_id ORDER BY e.id"
    )
