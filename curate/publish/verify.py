"""Checking a release with nothing but its folder, and with the articles every excerpt too.

A release comes from strangers. `verify` runs nothing of it and follows nothing out of it, whatever it holds; how much
memory and time it takes is bounded where it is run by `confined`, as the command does.
"""

import sqlite3
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, get_args

from curate.load.content import content_hash
from curate.load.tables import Columns
from curate.model.column import Column, SqlType
from curate.publish.alike import check_tables
from curate.publish.archive import Damaged, unpacked
from curate.publish.checks import CONTENT_HASH, DAMAGED, DATABASE, EXCERPT, KEY, TEXT, TEXTS
from curate.publish.sums import SUMS, check_sums
from curate.publish.untrusted.budget import Budget, Refused
from curate.publish.untrusted.database import Strange, quoted, strange
from curate.publish.untrusted.folder import Folder
from curate.publish.verified import Verified
from curate.publish.withheld_claims import WITHHELD
from curate.read.fold import fold
from curate.read.texts import Texts

#: How the statement of each table ends that holds records, and the types that its columns may have.
_STRICT = ") STRICT"
_TYPES: dict[str, SqlType] = {type_: type_ for type_ in get_args(SqlType)}


class NoRelease(Refused):
    """The folder is no release."""


def verify_confined(budget: Budget, release: str, texts: str | None) -> tuple[dict[str, Any], list[str]]:
    """`verify` as `confined` runs it; `Verified.of_json` reads what it gives."""
    return verify(Path(release), Path(texts) if texts else None, budget).as_json(), []


def verify(release: Path, texts: Path | None = None, budget: Budget | None = None) -> Verified:
    """Check hashes, keys, content hash, that all formats and the database agree, and, given the texts, every excerpt.

    Raises:
        NoRelease: the folder (or zip) has no SHA256SUMS.
        OverBudget: it is larger than the budget allows.
    """
    budget = budget or Budget.of([release])
    try:
        with unpacked(release, budget) as folder:
            return _verify(Folder.at(folder, budget), release, texts)
    except Damaged as error:
        if release.suffix.lower() != ".zip":
            raise NoRelease(f"{release} is no release; name the folder of a release, or its zip") from None
        damaged = Verified()
        damaged.fault(release.name, DAMAGED, f"the zip cannot be unpacked: {error}")
        return damaged


def _verify(folder: Folder, release: Path, texts: Path | None) -> Verified:
    if SUMS not in folder:
        raise NoRelease(f"{release} is no release: there is no {SUMS} in it; name the folder of a release, or its zip")
    found = Verified()
    listed = check_sums(folder, found)
    inside = [name for name in sorted(folder.sizes) if name.endswith(".db") and "/" not in name]
    databases = [name for name in inside if not listed or name in listed]
    if len(databases) != 1:
        what = f"of the databases that it lists {len(databases)} are there, not one, so no row was checked"
        found.fault(SUMS, DATABASE, what)
        return found
    try:
        with strange(folder.root / databases[0]) as opened:
            _check_rows(opened, databases[0], folder, listed, texts, found)
    except (sqlite3.Error, OSError) as error:
        found.fault(databases[0], DATABASE, str(error))
    except (TypeError, AttributeError, ValueError) as error:  # a number where a text belongs, or the other way round
        found.fault(databases[0], DATABASE, f"its values are not of the types that a release has: {error}")
    return found


def _check_rows(
    opened: Strange, file: str, folder: Folder, listed: Container[str], texts: Path | None, found: Verified
) -> None:
    for name in opened.triggers():
        found.fault(file, DATABASE, f"it holds the trigger {name}, and a release holds none")
    if faults := [*_of_schema(opened)] or [*_of_pages(opened)]:
        for what in faults:
            found.fault(file, DATABASE, f"{what}, so no row was checked")
        return
    columns = _columns(opened)
    for table, row, other, _ in opened.connection.execute("PRAGMA foreign_key_check"):
        found.fault(file, KEY, f"row {row} of {table} names a record of {other} that is not there")
    stated = opened.connection.execute("SELECT value FROM build WHERE key = 'content hash'").fetchone()
    if not stated or content_hash(opened.connection, columns) != stated[0]:
        found.fault(file, CONTENT_HASH, "the rows are not those that the content hash was made of")
    check_tables(opened, columns, folder, listed, found)
    _excerpts(opened.connection, _texts(opened.connection, texts, found) if texts else None, found)


def _of_schema(opened: Strange) -> Iterator[str]:
    """What is in no release: whatever is computed while rows are read, and columns that hold anything."""
    for table in sorted({"build", "evidence", "sources"} - opened.tables.keys()):
        yield f"it holds no table {table}"
    for table, sql in opened.tables.items():
        strict = sql.endswith(_STRICT)
        if not strict and "_fts_" not in table and not table.startswith("sqlite_"):
            yield f"the table {table} is not STRICT"
        for name, type_, computed in opened.columns(table):
            if computed or (strict and type_ not in _TYPES):
                yield f"the column {table}.{name} is {'computed' if computed else f'of the type {type_!r}'}"
        for name in opened.computed_indexes(table):
            yield f"the index {name} of {table} is computed"


def _of_pages(opened: Strange) -> Iterator[str]:
    """What SQLite finds damaged, table by table: asked of all at once, newer versions run virtual tables too."""
    for table in opened.tables:
        (told,) = opened.connection.execute(f"PRAGMA integrity_check({quoted(table)})").fetchone()
        if told != "ok":
            yield f"SQLite finds it damaged: {told.splitlines()[-1]}"
            return


def _columns(opened: Strange) -> Columns:
    """The tables' columns, as far as the content hash needs to know them: what was found in texts is no part of it."""
    told = opened.connection.execute("SELECT value FROM build WHERE key = 'found in texts'").fetchone()
    outside = set(told[0].split()) if told else set()
    return {
        table: [
            Column(name, _TYPES[type_], found=f"{table}.{name}" in outside) for name, type_, _ in opened.columns(table)
        ]
        for table, sql in opened.tables.items()
        if sql.endswith(_STRICT)
    }


def _texts(connection: sqlite3.Connection, folder: Path, found: Verified) -> Texts:
    """The articles in a folder; a fault for each that is not what its name says, and if there is none."""
    texts, there = Texts(folder), False
    for (sha256,) in connection.execute("SELECT DISTINCT text_sha256 FROM sources WHERE text_sha256 IS NOT NULL"):
        if texts.path(sha256).is_file():
            there = True
            if texts.get(sha256) is None:
                what, hint = "its bytes do not have the SHA-256 that it is named by", "take the article as it was added"
                found.fault(texts.path(sha256).name, TEXT, what, hint)
    if not there:
        what = "the folder holds no article of this release, so no excerpt was compared"
        found.fault(folder.name, TEXTS, what, "name the folder of the articles, each named SHA256.txt")
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
            found.fault("csv/evidence.csv", EXCERPT, f"{span} {what}", "tell the publisher")


def _spans(connection: sqlite3.Connection) -> Iterator[tuple[str, int | None, int, str | None, str, str | None]]:
    yield from connection.execute(
        "SELECT e.id, e.start, e.end, e.exact, e.status, s.text_sha256 "
        "FROM evidence AS e JOIN sources AS s ON s.id = e.source_id ORDER BY e.id"
    )
