"""The build: everything into a new file beside the old database, which it replaces whole or not at all."""

import gc
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from curate.check.checked import Checked
from curate.check.claims import hold_claims
from curate.check.dataset import check_project
from curate.load.database import check_rules, fill
from curate.load.derived import offer_names
from curate.load.metadata import metadata
from curate.load.tried import try_out
from curate.model.problems import Problems
from curate.model.progress import Tell, silent
from curate.model.project import Project
from curate.read.anchor import locked, put, write_whole


@dataclass(frozen=True)
class Built:
    """What came of a build; `written` is false where problems kept it from replacing the old database."""

    checked: Checked
    written: bool


@contextmanager
def _keeping() -> Iterator[None]:
    """Collect garbage rarely meanwhile: what is read stays, and going through it again and again costs a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_keeping()
def validate(project: Project, hold: bool = False, tell: Tell = silent) -> Checked:
    """Check everything, the rules across records included; `hold` keeps all claims in memory.

    Nothing is written but what editors offer.
    """
    checked = check_project(project, tell)
    asked = Problems()  # told in the end: what metadata.yml says does not keep rules from being run
    read = try_out(checked.dataset.project, asked)
    if hold:
        hold_claims(checked)
    connection = sqlite3.connect("", isolation_level=None)  # a file of its own that is gone when closed
    try:
        check_rules(connection, checked, read)
    finally:
        connection.close()
    checked.problems.extend(asked)
    offer_names(checked.dataset)
    return checked


@_keeping()
def build(project: Project, tell: Tell = silent) -> Built:
    """Write the database and its metadata, telling what is being done.

    Raises:
        Busy: another command is writing here.
        OSError, sqlite3.Error: the disk is full or the folder cannot be written; the old database is as it was.
    """
    with locked(project):
        _sweep(project.database.parent, ".build-*")  # of builds that were killed: no other one runs under this lock
        checked = check_project(project, tell)
        offer_names(checked.dataset)
        try_out(checked.dataset.project, checked.problems)
        handle, name = tempfile.mkstemp(dir=project.database.parent, prefix=".build-", suffix=".db")
        os.close(handle)
        try:
            write_database(Path(name), checked)
            if checked.problems.has_errors:
                return Built(checked, False)
            described = json.dumps(metadata(checked.dataset.project), ensure_ascii=False, indent=1) + "\n"
            write_whole(project.metadata, described.encode())
            for log in ("-wal", "-shm", "-journal"):  # kept for the old database, not to be applied to the new one
                project.database.with_name(project.database.name + log).unlink(missing_ok=True)
            put(name, project.database)
            return Built(checked, True)
        finally:
            _sweep(project.database.parent, f"{Path(name).name}*")


def _sweep(folder: Path, pattern: str) -> None:
    for leftover in folder.glob(pattern):
        leftover.unlink()


def build_aside(project: Project, path: Path, tell: Tell = silent) -> Checked:
    """Build into a file of its own and leave the project's database as it is; nothing is whole if there are errors."""
    checked = check_project(project, tell)
    try_out(checked.dataset.project, checked.problems)
    write_database(path, checked)
    return checked


def write_database(path: Path, checked: Checked) -> None:
    """Write everything into an empty file."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        fill(connection, path, checked)
    finally:
        connection.close()
    with open(path, "rb") as file:
        os.fsync(file.fileno())
