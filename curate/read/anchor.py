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
from curate.read.dataset import Dataset, read_dataset
from curate.read.evidence import own_groups
from curate.read.files import BOM, UNREADABLE
from curate.read.find import Slice
from curate.read.row import Row
from curate.read.yaml import Mapping, Scalar


@dataclass(frozen=True)
class Anchored:
    """How many claims were stamped in how many files, how many could not be found, and how many files not be read."""

    claims: int
    files: int
    left: int
    unread: int


class Busy(Exception):
    """Another command is writing the project's files."""


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
    """Write beside the file and rename, so that nobody ever meets half of it; under the project's lock."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*{_BESIDE}"):
        left.unlink()  # by a command that was killed
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_BESIDE)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(beside, path.stat().st_mode)
        else:
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(beside, 0o666 & ~umask)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def anchor(project: Project) -> Anchored:
    """Stamp every claim whose phrases are found and whose id or offsets are missing or old.

    Raises:
        Busy: another command is writing.
        OSError: a file cannot be written; it is then as it was.
    """
    with locked(project):
        dataset = read_dataset(project)
        by_file: dict[str, list[list[Row]]] = {}
        left = 0
        for rows in _records(dataset):
            left += sum(row.found is not None and row.found.status in ("mismatch", "ambiguous") for row in rows)
            if all(row.found and row.found.status == "verified" for row in rows):
                by_file.setdefault(rows[0].spot.file, []).append(rows)
        claims = files = 0
        for file, records in by_file.items():
            path = project.root / file
            text = path.read_bytes().decode("utf-8")
            if text.removeprefix(BOM) != dataset.yaml[file]:
                raise Busy(f"{file} was changed meanwhile; save it and run the command again")
            edits = [(rows, list(_edits(rows, dataset.yaml[file]))) for rows in records]
            if any(made for _, made in edits):
                write_whole(path, _apply(text, [e for _, made in edits for e in made]).encode())
                claims += sum(len(rows) for rows, made in edits if made)
                files += 1
        unread = {p.spot.file for p in dataset.problems.found if p.code in UNREADABLE}
        return Anchored(claims, files, left, len(unread))


def _records(dataset: Dataset) -> Iterator[list[Row]]:
    """The rows of each YAML record that holds claims."""
    records: dict[int, list[Row]] = {}
    for row in dataset.rows:
        if row.kind.is_claim and isinstance(row.written, Mapping):
            records.setdefault(id(row.written), []).append(row)
    yield from records.values()


def _at(rows: list[Row]) -> str:
    """The offsets of all phrases: those the rows share, then after each `;` what belongs to one item."""
    blocks = [row.found.slices if row.found else [] for row in rows]
    if not rows[0].each:
        return _join(blocks[0])
    shared = sum(len(g.parts) for g in own_groups(rows[0]) if rows[0].item not in g.parts)
    return "; ".join([_join(blocks[0][:shared]), *(_join(block[shared:]) for block in blocks)])


def _join(slices: list[Slice]) -> str:
    return " ".join(f"{start}-{end}" for start, end in slices)


def _edits(rows: list[Row], text: str) -> Iterator[tuple[int, int, str]]:
    """What to put in place of which slice of the file's text."""
    node: Mapping = rows[0].written
    stamps = {"id": rows[0].base_id, "at": _at(rows)}
    if ";" in stamps["at"]:
        stamps["at"] = f'"{stamps["at"]}"' if node.flow else stamps["at"]
    new = {}
    for name, value in stamps.items():
        written = node.get(name)
        if written is None:
            new[name] = value
        elif isinstance(written, Scalar) and written.text != value.strip('"') and name == "at":
            yield written.start, written.end, value
    if new:
        key = node.entries["evidence" if "evidence" in node.entries else next(iter(node.entries))][0]
        newline = "\r\n" if "\r\n" in text else "\n"
        between = ", " if node.flow else newline + " " * (key.spot.column - 1)
        yield key.start, key.start, "".join(f"{name}: {value}{between}" for name, value in new.items())


def _apply(text: str, edits: list[tuple[int, int, str]]) -> str:
    shift = len(text) - len(text.removeprefix(BOM))
    for start, end, new in sorted(edits, reverse=True):
        text = text[: start + shift] + new + text[end + shift :]
    return text
