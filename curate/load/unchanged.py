"""Whether a build would give what is there: no input was touched since. Imports little, so that it is told at once."""

import json
import os
from pathlib import Path

from curate.model.project import Project

_CODE = Path(__file__).parents[1]


def built_before(project: Project) -> str | None:
    """What the last build told, if nothing has changed since it began; else None."""
    try:
        said = json.loads(_memo(project).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    made = {str(path): _stamp(path) for path in (project.database, project.metadata)}
    same = isinstance(said, dict) and said.get("made") == made and said.get("inputs") == inputs(project)
    return str(said.get("told")) if same else None


def remember(project: Project, before: dict[str, list[int]], told: str) -> None:
    """Keep what the inputs were `before` a build, and what it told."""
    made = {str(path): _stamp(path) for path in (project.database, project.metadata)}
    _memo(project).write_text(json.dumps({"made": made, "inputs": before, "told": told}), "utf-8")


def inputs(project: Project) -> dict[str, list[int]]:
    """Every file that a build reads, curate's own code included, with what tells of a change."""
    files = [project.root / "pyproject.toml", project.root / "metadata.yml", project.schema_file]
    files += [project.root / table for table in project.tables.values()]
    found = {str(path): _stamp(path) for path in files}
    # The folder of texts, which is in that of data, may be a link to elsewhere.
    for folder in (project.data_folder, project.texts_folder, project.schema_folder, _CODE):
        for inside, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            found |= {f"{inside}/{name}": _stamp(Path(inside, name)) for name in names}
    return found


def _memo(project: Project) -> Path:
    return project.root / "build" / ".built.json"


def _stamp(path: Path) -> list[int]:
    try:
        found = os.stat(path)
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
