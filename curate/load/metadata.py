"""Datasette's metadata: the hand-written file, and all that the models and the SQL files already say."""

from typing import Any

from curate.load.claim_views import views
from curate.load.sql import Statement
from curate.load.tables import table_columns
from curate.model.column import Column
from curate.model.kind import Kind
from curate.model.markers import MadeOf
from curate.model.project import Project
from curate.model.schema import LoadedProject, Schema
from curate.model.settings import read_yaml_settings

Facts = dict[str, Any]

#: Facets shown when a page opens; the others are one click away in the column's menu.
_MOST_FACETS = 6
#: What the whole dataset shares, said of each table too: Datasette's row pages look nowhere else.
_ORIGIN = ("license", "license_url", "source", "source_url", "about", "about_url")
#: The column of a view that holds row numbers of the table it is searched by, which its comment names in parentheses.
_SEARCH_COLUMN = "search_id"


def metadata(project: LoadedProject) -> Facts:
    """The complete metadata, for any Datasette: what `queries:` and `tables:` of metadata.yml say goes below the
    database, each table's over what derives from the schema.

    Raises:
        ProjectError: metadata.yml cannot be read.
    """
    written = by_hand(project)
    queries, said = written.pop("queries", None) or {}, written.pop("tables", None) or {}
    schema = project.schema
    derived = {table: _table(schema, table, columns) for table, columns in table_columns(schema).items()}
    derived |= {view.name: _view(schema, view) for view in views(project)}
    origin = {key: written[key] for key in _ORIGIN if key in written}
    tables = {name: {**origin, **_overridden(made, said.get(name) or {})} for name, made in derived.items()}
    own = {key: written[key] for key in ("title", "description", "description_html") if key in written}
    return {**written, "databases": {project.name: {**own, "tables": tables, "queries": queries}}}


def by_hand(project: Project) -> Facts:
    """What metadata.yml says.

    Raises:
        ProjectError: it cannot be read.
    """
    return read_yaml_settings(project.root / "metadata.yml", "metadata.yml") or {}


def _overridden(made: Facts, by_hand: Facts) -> Facts:
    # Datasette refuses a page that sorts both ways, or by a column that is not to be sorted by.
    sortable = by_hand.get("sortable_columns")
    if "sort_desc" in by_hand or (sortable and made.get("sort") not in sortable):
        made = {key: value for key, value in made.items() if key != "sort"}
    return {**made, **by_hand}


def _table(schema: Schema, table: str, columns: list[Column]) -> Facts:
    kind = schema.kinds.get(table)
    made: Facts = {
        "title": _title(table),
        "description": kind.description if kind else _joins(columns),
        "columns": {c.name: _column(c) for c in columns},
        "facets": [c.name for c in columns if c.facet][:_MOST_FACETS],
        "size": 50,
    }
    if kind:
        made |= {"label_column": _label_column(kind), "sort": kind.model.sort}
    return made | (_search(table, "rowid") if any(c.full_text for c in columns) else {})


def _joins(columns: list[Column]) -> str:
    return f"Which {columns[1].references} and {columns[2].references} go together."


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _column(column: Column) -> str:
    terms = ", ".join(column.vocabulary.terms) if column.vocabulary else ""
    return f"{column.description.rstrip('.')}{f' ({terms})' if terms else ''}"


def _label_column(kind: Kind) -> str:
    """The first column of the kind's label that holds words in every row."""
    for key in (kind.keys[name] for name in kind.model.label):
        if len(key.columns) == 1 and not key.columns[0].references and (key.required or key.marker(MadeOf) is not None):
            return key.columns[0].name
    return "id" if "id" in (c.name for c in kind.columns) else kind.columns[0].name


def _search(table: str, row: str) -> Facts:
    return {"fts_table": f"{table}_fts", "fts_pk": row}


def _view(schema: Schema, view: Statement) -> Facts:
    terms = {c.name for columns in table_columns(schema).values() for c in columns if c.vocabulary}
    searched = view.references.get(_SEARCH_COLUMN)
    return {
        "title": _title(view.name),
        "description": view.description,
        "columns": view.columns,
        "facets": [name for name in view.columns if name in terms][:_MOST_FACETS],
        "size": 50,
        **(_search(searched, _SEARCH_COLUMN) if searched else {}),
    }
