"""The copies that derive from the models and are kept in the repository: JSON Schema and codebook.

One part is not: the names that editors offer for references. They come from the records, so that whoever adds a place
would have to commit two files; people's names should not stand in a second place either, from which nobody would
remove them. They lie in build/, which git ignores, and are written whenever the records are read.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from curate.load.codebook import codebook
from curate.model.jsonschema import NAMES, article_schema, kind_schema, names_schema
from curate.model.project import Project
from curate.model.schema import load_project
from curate.read.anchor import locked, write_whole
from curate.read.dataset import Dataset, read_dataset


def derived_files(project: Project) -> dict[Path, str]:
    """What every derived file should hold."""
    loaded, folder = load_project(project), project.schema_folder / "generated"
    schema, names = loaded.schema, Path(os.path.relpath(_names(project), folder)).as_posix()
    made = {folder / "article.schema.json": article_schema(schema, names)}
    made |= {
        folder / f"{table}.schema.json": kind_schema(kind, schema, names) for table, kind in schema.written.items()
    }
    files = {path: _json(content) for path, content in made.items()}
    return files | {project.root / "docs" / "codebook.md": codebook(loaded)}


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _names(project: Project) -> Path:
    return project.root / "build" / NAMES


def offer_names(dataset: Dataset) -> None:
    """Write what references may name, for editors. Where nothing can be written, they offer what they did."""
    path, kinds = _names(dataset.project), dataset.project.schema.written
    tables = {table for kind in kinds.values() for table in kind.refs.values()} - {"claims"}
    text = _json(names_schema({table: dataset.context.names.of(table) for table in tables}))
    with suppress(OSError):
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            write_whole(path, text.encode())


def stale(project: Project) -> list[Path]:
    """The derived files that are not what they should be, and those left over."""
    return _stale(project, derived_files(project))


def _stale(project: Project, wanted: dict[Path, str]) -> list[Path]:
    wrong = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    kept = (project.schema_folder / "generated").glob("*.json")
    return wrong + [path for path in kept if path not in wanted]


def write_derived(project: Project) -> list[Path]:
    """Write those that are stale, delete those left over, and say which; the names for editors as well.

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
        offer_names(read_dataset(project))
        return changed
