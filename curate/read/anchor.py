"""Stamping ids and offsets into article files by inserting text at known positions; no other byte changes."""

import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from curate.model.project import Project
from curate.model.record import is_identifier
from curate.read.checks import HIDES_RECORDS
from curate.read.dataset import Dataset, read_dataset
from curate.read.files import BOM
from curate.read.row import Row
from curate.read.stamps import edits, reads_back, stamp_records
from curate.read.yaml import Mapping


@dataclass(frozen=True)
class Anchored:
    """How many claims were stamped in how many files, how many could not be found, and how many files not be read."""

    claims: int
    files: int
    left: int
    unread: int


class Busy(Exception):
    """The project's files cannot be written now: another command writes them, or one would be broken."""


#: Ends the name of a file that is being written.
_BESIDE = ".curate"


@contextmanager
def locked(project: Project) -> Iterator[None]:
    """Keep a second command from writing the project's files meanwhile; the lock ends with the process."""
    folder = project.root / "build"
    folder.mkdir(exist_ok=True)
    with open(folder / ".lock", "a+b") as file:
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy("another curate command is writing here; try again when it has ended") from error
        _held.add(file)
        try:
            yield
        finally:
            _held.discard(file)


#: Locks of this process. A copy of it lets go of them, or they would outlive a command that is killed.
_held: set[IO[bytes]] = set()


def _let_go() -> None:
    for file in _held:
        file.close()
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the file and rename, so that nobody ever meets half of it; under the project's lock.

    Where a link stands, the file that it leads to is written.
    """
    path = Path(os.path.realpath(path))
    for left in path.parent.glob(f".{glob.escape(path.name)}.*{_BESIDE}"):
        left.unlink()  # by a command that was killed
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_BESIDE)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def put(beside: str, path: Path) -> None:
    """Put a finished file in the place of another, for the same people to read; a new one for whom the umask lets."""
    if path.exists():
        os.chmod(beside, path.stat().st_mode)
    else:
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(beside, 0o666 & ~umask)
    os.replace(beside, path)


def anchor(project: Project) -> Anchored:
    """Stamp every claim whose phrases are found and whose id or offsets are missing or old.

    Raises:
        Busy: another command is writing, or stamps would break a file; nothing is written then.
        OSError: a file cannot be written; it is then as it was.
    """
    with locked(project):
        dataset = read_dataset(project)
        by_file: dict[str, list[list[Row]]] = {}
        left = 0
        for rows in _records(dataset):
            left += sum(row.found is not None and row.found.status in ("mismatch", "ambiguous") for row in rows)
            sound = is_identifier(rows[0].base_id)  # else its source's id is none, which `validate` tells
            if sound and all(row.found and row.found.status == "verified" and row.found.slices for row in rows):
                by_file.setdefault(rows[0].spot.file, []).append(rows)
        written = {file: _stamped(dataset, file, records) for file, records in by_file.items()}
        for file, (text, claims) in written.items():
            if claims:
                write_whole(project.root / file, text.encode())
        unread = {p.spot.file for p in dataset.problems.found if p.code in HIDES_RECORDS}
        counts = [claims for _, claims in written.values() if claims]
        return Anchored(sum(counts), len(counts), left, len(unread))


def _stamped(dataset: Dataset, file: str, records: list[list[Row]]) -> tuple[str, int]:
    """The file's text with what its records lack, and how many claims lacked something."""
    text = (dataset.project.root / file).read_bytes().decode("utf-8")
    bare = text.removeprefix(BOM)
    if bare != dataset.yaml[file]:
        raise Busy(f"{file} was changed meanwhile; save it and run the command again")
    stamped = stamp_records(bare, records)
    if stamped != bare and not reads_back(bare, stamped, records):
        broken = (r for r in records if not reads_back(bare, stamp_records(bare, [r]), [r]))
        line = next(broken, records[0])[0].spot.line
        what = "`id:` and `at:` cannot be put into this record without breaking it, so no file was stamped"
        raise Busy(f"{file}:{line}: {what}; write the record in plain lines of `key: value`")
    return text[: len(text) - len(bare)] + stamped, sum(len(rows) for rows in records if edits(rows, bare))


def _records(dataset: Dataset) -> Iterator[list[Row]]:
    """The rows of each YAML record that holds claims."""
    records: dict[int, list[Row]] = {}
    for row in dataset.rows:
        if row.kind.is_claim and isinstance(row.written, Mapping):
            records.setdefault(id(row.written), []).append(row)
    yield from records.values()
