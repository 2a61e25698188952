"""The copies that derive from the models and are kept in the repository: JSON Schema and codebook."""

import json
from pathlib import Path

from curate.load.codebook import codebook
from curate.model.jsonschema import article_schema, kind_schema
from curate.model.project import Project
from curate.model.schema import load_project
from curate.read.anchor import locked, write_whole


def derived_files(project: Project) -> dict[Path, str]:
    """What every derived file should hold."""
    loaded, folder = load_project(project), project.schema_folder / "generated"
    schema = loaded.schema
    made = {folder / "article.schema.json": article_schema(schema)}
    made |= {folder / f"{table}.schema.json": kind_schema(kind, schema) for table, kind in schema.written.items()}
    files = {path: json.dumps(content, ensure_ascii=False, indent=1) + "\n" for path, content in made.items()}
    return files | {project.root / "docs" / "codebook.md": codebook(loaded)}


def stale(project: Project) -> list[Path]:
    """The derived files that are not what they should be, and those left over."""
    return _stale(project, derived_files(project))


def _stale(project: Project, wanted: dict[Path, str]) -> list[Path]:
    wrong = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    kept = (project.schema_folder / "generated").glob("*.json")
    return wrong + [path for path in kept if path not in wanted]


def write_derived(project: Project) -> list[Path]:
    """Write those that are stale, delete those left over, and say which.

    Raises:
        Busy: another command is writing here.
    """
    with locked(project):
        wanted = derived_files(project)
        changed = _stale(project, wanted)
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path in wanted:
                write_whole(path, wanted[path].encode())
            else:
                path.unlink()
        return changed
