"""Which files a project has, and reading one as text."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from curate.model.checks import ENCODING
from curate.model.problem import Spot, did_you_mean, spot_of_byte
from curate.model.problems import Problems
from curate.model.project import Project
from curate.model.settings import spot_of_setting
from curate.read.checks import CONFLICT, EMPTY, LONG_LINE, NO_DATA, NOT_READ, UNREADABLE

BOM = "\ufeff"
LONGEST_LINE = 1_000_000
#: What git leaves between two versions.
MARKER = re.compile(r"^([<=>])\1{6}(?=[ \r\n]|\Z)", re.MULTILINE)
_RECORDS = (".yml", ".yaml", ".jsonl", ".csv")
#: Endings that people and programs give to files of records by mistake, as in `places.yml.txt`, and what others have.
_MISTAKEN = (".txt", ".json", ".ndjson", ".tsv", ".xls", ".xlsx", ".ods", ".numbers", "")
_OTHERS = ("readme", "licence", "license", "notice", "makefile", "citation")


def data_files(project: Project) -> Iterator[Path]:
    """Every file of records below the data folder, by path; texts and hidden files are none."""
    return (path for path in _inside(project) if path.suffix.lower() in _RECORDS and not path.is_dir())


def check_folder(project: Project, problems: Problems) -> None:
    """The data folder is there, and no file in it looks like one of records that is not read."""
    if not project.data_folder.is_dir():
        if not project.tables:
            folders = [path.name for path in project.root.iterdir() if path.is_dir()]
            hint = did_you_mean(project.data, folders) or "correct `data` of [tool.curate], or make the folder"
            problems.add(
                spot_of_setting(project.root, "data"), NO_DATA, f"there is no folder {project.data!r} here", hint
            )
        return
    tables = {project.root / file for file in project.tables.values()}
    for path in _inside(project):
        if path.is_dir():
            what, hint = "links to folders are not followed", "put the folder itself here"
            problems.add(Spot(project.shown(path)), NOT_READ, what, hint, level="error")
        elif path.suffix.lower() in _MISTAKEN and path.stem.lower() not in _OTHERS and path not in tables:
            hint = f"records stand in files that end in {', '.join(_RECORDS)}; `curate add` takes articles' texts"
            problems.add(Spot(project.shown(path)), NOT_READ, "this file is not read", hint)


def _inside(project: Project) -> Iterator[Path]:
    """Files, and links to folders."""
    for path in sorted(project.data_folder.rglob("*")):
        inside = path.relative_to(project.data_folder)
        hidden = any(part.startswith((".", "~")) for part in inside.parts)
        is_private = inside.parts[0] == project.texts_folder.name
        if not hidden and not is_private and (path.is_symlink() or not path.is_dir()):
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
        problems.add(spot, ENCODING, what, "save the file as UTF-8, or move it out of data/")
        return None
    if not text.strip():
        problems.add(Spot(file), EMPTY, "the file is empty", "write its records, or delete it")
        return None
    if line := _conflict(text):
        conflict(Spot(file, line), problems)
        return None
    return text


def conflict(spot: Spot, problems: Problems) -> None:
    """Say that git left its markers."""
    what, hint = "a merge of two versions left its markers here", "keep one version and delete the markers"
    problems.add(spot, CONFLICT, what, hint)


def _conflict(text: str) -> int:
    """The number of the first line that git left between two versions, or 0; `=======` alone underlines something."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return 0
    markers = list(MARKER.finditer(text))
    ends = any(marker[1] != "=" for marker in markers)
    return text.count("\n", 0, markers[0].start()) + 1 if ends else 0


def _long_line(data: bytes) -> int:
    """The number of the first line that no person or program wrote for us, or 0."""
    if len(data) <= LONGEST_LINE:
        return 0
    lines = enumerate(io.BytesIO(data), start=1)
    return next((number for number, line in lines if len(line) > LONGEST_LINE), 0)


def unreadable(file: str, error: OSError, problems: Problems) -> None:
    """Say that a file cannot be read."""
    problems.add(Spot(file), UNREADABLE, f"the file cannot be opened: {error.strerror}", "check its permissions")


def long_line(file: str, line: int, problems: Problems) -> None:
    """Say that a line is too long to have been written for us."""
    what = f"the line is longer than {LONGEST_LINE:,} bytes"
    problems.add(Spot(file, line), LONG_LINE, what, "break it up, or move the file out of data/")
