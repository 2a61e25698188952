"""The release before a version, as far as the next one needs it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.project import Project
from curate.publish.breaking import breaking
from curate.publish.checks import LAST_RELEASE
from curate.publish.graves import Grave, read_graves
from curate.publish.versions import NoVersion, Version, read_database

_VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){1,2}")


@dataclass(frozen=True)
class Last:
    """The last release: its tables, its datapackage.json and its tombstones."""

    version: str
    tables: Version
    described: dict[str, Any]
    graves: list[Grave]


def is_version(text: str) -> bool:
    """Whether a text is numbers with dots."""
    return _VERSION.fullmatch(text) is not None


def key(version: str) -> tuple[int, ...]:
    """A version's numbers, to compare by."""
    return tuple(int(part) for part in version.split("."))


def read_last(project: Project, releases: Path, version: str, problems: Problems) -> Last | None:
    """The release before a version, if there is one; a problem for each file without which it cannot be compared."""
    names = sorted((p.name for p in releases.iterdir() if p.is_dir() and is_version(p.name)), key=key)
    if names and version not in names and key(names[-1]) > key(version):
        what = f"{names[-1]} is released already, and what it withdrew is not known to {version}"
        hint = f"choose a version after {names[-1]}, or move its folder out of build/releases"
        problems.add(Spot(project.shown(releases / names[-1])), LAST_RELEASE, what, hint)
    names = [name for name in names if key(name) < key(version)]
    if not names:
        return None
    folder = releases / names[-1]
    tables, described = _tables(folder), _described(folder)
    for name, found in ((f"{project.name}.db", tables), ("datapackage.json", described)):
        if found is None:
            what = f"the last release, {folder.name}, is broken here, so nobody can tell what this one changes"
            hint = "put it back as it was published, or move its folder out of build/releases"
            problems.add(Spot(project.shown(folder / name)), LAST_RELEASE, what, hint)
    if tables is None or described is None:
        return None
    return Last(folder.name, tables, described, read_graves(folder, Problems()))


def _tables(folder: Path) -> Version | None:
    databases = list(folder.glob("*.db"))
    if len(databases) != 1:
        return None
    try:
        return read_database(databases[0]) or None  # a cut file may pass for an empty database
    except NoVersion:
        return None


def _described(folder: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((folder / "datapackage.json").read_bytes())
        breaking(found, found)  # is all there that the next one is compared with?
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found
