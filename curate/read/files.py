"""Which files a project has, and reading one as text."""

import io
from collections.abc import Iterator
from pathlib import Path

from curate.model.problem import Spot, spot_of_byte
from curate.model.problems import Problems
from curate.model.project import Project

BOM = "\ufeff"
LONGEST_LINE = 1_000_000


def data_files(project: Project) -> Iterator[Path]:
    """Every file of records below the data folder, by path; texts and hidden files are none."""
    for path in sorted(project.data_folder.rglob("*")):
        inside = path.relative_to(project.data_folder)
        hidden = any(part.startswith((".", "~")) for part in inside.parts)
        records = path.suffix.lower() in (".yml", ".yaml", ".jsonl", ".csv") and path.is_file()
        if records and not hidden and inside.parts[0] != project.texts_folder.name:
            yield path


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """A file's text without a byte order mark, or None with a problem that says where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        unreadable(file, error, problems)
        return None
    if line := _long_line(data):
        long_line(file, line, problems)
        return None
    try:
        text = data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        spot, what = spot_of_byte(file, data, error.start), "a byte that is not UTF-8 text"
        problems.add(spot, "encoding", what, "save the file as UTF-8, or move it out of data/")
        return None
    if not text.strip():
        problems.add(Spot(file), "empty", "the file is empty", "write its records, or delete it")
        return None
    return text


def _long_line(data: bytes) -> int:
    """The number of the first line that no person or program wrote for us, or 0."""
    if len(data) <= LONGEST_LINE:
        return 0
    lines = enumerate(io.BytesIO(data), start=1)
    return next((number for number, line in lines if len(line) > LONGEST_LINE), 0)


def unreadable(file: str, error: OSError, problems: Problems) -> None:
    """Say that a file cannot be read."""
    problems.add(Spot(file), "unreadable", f"the file cannot be opened: {error.strerror}", "check its permissions")


def long_line(file: str, line: int, problems: Problems) -> None:
    """Say that a line is too long to have been written for us."""
    what = f"the line is longer than {LONGEST_LINE:,} bytes"
    problems.add(Spot(file, line), "long-line", what, "break it up, or move the file out of data/")
