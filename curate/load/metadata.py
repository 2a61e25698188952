"""Datasette's metadata: the hand-written file, and all that the models and the SQL files already say."""

from typing import Any

import yaml

from curate.load.sql import Statement, statements
from curate.load.tables import table_columns
from curate.model.column import Column
from curate.model.project import Project, ProjectError
from curate.model.schema import Schema

#: Facets shown when a page opens; the others are one click away in the column's menu.
_MOST_FACETS = 6


def metadata(project: Project) -> dict[str, Any]:
    """The complete metadata, for any Datasette.

    Raises:
        ProjectError: metadata.yml is not YAML, or no mapping.
    """
    written = _written(project)
    queries = written.pop("queries", {})
    overrides = written.pop("tables", {})
    schema, tables = project.schema, {}
    for table, columns in table_columns(schema).items():
        tables[table] = {**_table(schema, table, columns), **overrides.get(table, {})}
    for view in statements(project.schema_folder / "views"):
        tables[view.name] = {**_view(schema, view), **overrides.get(view.name, {})}
    return {**written, "databases": {project.name: {"tables": tables, "queries": queries}}}


def _written(project: Project) -> dict[str, Any]:
    file = project.root / "metadata.yml"
    try:
        found = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ProjectError(f"{file}:{line}:1: yaml: {getattr(error, 'problem', error)}; correct the file") from error
    if not isinstance(found, dict):
        raise ProjectError(f"{file}:1:1: wrong-shape: metadata is keys and values; begin with `title:`")
    return found


def _table(schema: Schema, table: str, columns: list[Column]) -> dict[str, Any]:
    kind = schema.kinds.get(table)
    described = kind.description if kind else f"Which {columns[1].references} and {columns[2].references} go together."
    made: dict[str, Any] = {"description": described, "columns": {c.name: _column(c) for c in columns}, "size": 50}
    facets = [c.name for c in columns if c.facet]
    made["facets"] = facets[:_MOST_FACETS]
    if kind:
        label = next((k.columns[0].name for k in map(kind.keys.get, kind.model.label) if k and k.columns), "id")
        made["label_column"] = label
        made["sort"] = kind.model.sort
    if any(c.full_text for c in columns):
        made |= {"fts_table": f"{table}_fts", "fts_pk": "rowid"}
    return made


def _column(column: Column) -> str:
    terms = ", ".join(column.vocabulary.terms) if column.vocabulary else ""
    return f"{column.description.rstrip('.')}{f' ({terms})' if terms else ''}"


def _view(schema: Schema, view: Statement) -> dict[str, Any]:
    made: dict[str, Any] = {"description": view.description, "columns": view.columns}
    terms = {c.name for columns in table_columns(schema).values() for c in columns if c.vocabulary}
    made["facets"] = [name for name in view.columns if name in terms][:_MOST_FACETS]
    if note := view.columns.get("search_id"):
        named = next(
            (t for t in schema.kinds if schema.kinds[t].singular.split()[-1] in note and f"{t}" != "claims"), ""
        )
        made |= {"fts_table": f"{named}_fts", "fts_pk": "search_id"}
    return made
