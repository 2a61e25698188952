"""The codebook: every table, column, term, view and rule, in Markdown."""

import inspect
from collections.abc import Iterator

from curate.load.claim_views import views
from curate.load.sql import statements
from curate.load.tables import Columns, table_columns
from curate.model import count, period
from curate.model.column import Column
from curate.model.schema import LoadedProject
from curate.model.vocabulary import Vocabulary


def codebook(project: LoadedProject) -> str:
    """The whole codebook."""
    return "\n".join(_lines(project)).rstrip() + "\n"


def _lines(project: LoadedProject) -> Iterator[str]:
    schema = project.schema
    yield f"# Codebook of {project.name}\n"
    yield "Written by `curate schema` from the models; a test fails when it is stale.\n"
    yield "## Tables\n"
    for table, columns in table_columns(schema).items():
        kind = schema.kinds.get(table)
        yield f"### {table}\n"
        yield f"{kind.description if kind else 'A link table.'}\n"
        yield "| column | type | meaning |\n| --- | --- | --- |"
        yield from (_column(c) for c in columns)
        yield ""
    yield "## Vocabularies\n"
    yield from _vocabularies(table_columns(schema))
    yield "## Views\n"
    for view in views(project):
        yield f"### {view.name}\n\n{view.description}\n"
    yield "## Rules across records\n"
    for rule in statements(project, "rules"):
        yield f"- **{rule.name.replace('_', '-')}**: {rule.description}"
    yield "\n## How counts are read\n"
    yield inspect.cleandoc(count.__doc__ or "") + "\n"
    yield "## How dates are read\n"
    yield inspect.cleandoc(period.__doc__ or "")


def _column(column: Column) -> str:
    words = [column.type.lower()]
    words += ["required"] if column.required else []
    words += [f"→ {column.references}"] if column.references else []
    words += [column.vocabulary.__name__] if column.vocabulary else []
    words += ["JSON"] if column.array else []
    return f"| {column.name} | {', '.join(words)} | {column.description} |"


def _vocabularies(tables: Columns) -> Iterator[str]:
    found: dict[str, type[Vocabulary]] = {}
    for columns in tables.values():
        found |= {c.vocabulary.__name__: c.vocabulary for c in columns if c.vocabulary and c.name != "role"}
    for name, vocabulary in sorted(found.items()):
        yield f"### {name}\n\n{' '.join((vocabulary.__doc__ or '').split())}\n"
        yield "| term | definition | example | elsewhere |\n| --- | --- | --- | --- |"
        for term, meant in vocabulary.terms.items():
            elsewhere = "; ".join(f"{book}: {there}" for book, there in meant.crosswalks.items())
            yield f"| {term} | {meant.definition} | {meant.example} | {elsewhere} |"
        yield ""
