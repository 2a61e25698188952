"""Tables: the DDL that the models describe."""

from collections.abc import Iterator

from curate.model.column import Column
from curate.model.kind import Kind
from curate.model.schema import LinkTable, Schema
from curate.model.vocabulary import Vocabulary

#: The columns of tables, by name.
Columns = dict[str, list[Column]]


def table_columns(schema: Schema) -> Columns:
    """The columns of every table, link tables included, in the order in which the tables are made."""
    columns = {kind.table: _as_read(kind) for kind in [*schema.in_order, *schema.kinds.values()]}
    for link in schema.link_tables:
        columns[link.name] = _link_columns(link)
    columns["build"] = [c for c in columns["build"] if c.name != "id"]
    return columns


def _as_read(kind: Kind) -> list[Column]:
    """The kind's columns as readers want them: the id, what sets the kind apart, then what it shares with others."""
    by_class = [set(getattr(model, "__annotations__", {})) for model in kind.model.__mro__]
    names = {alias: name for name, alias in kind.attributes.items()}
    depth = {
        column.name: next(n for n, own in enumerate(by_class) if names[key.name] in own)
        for key in kind.keys.values()
        for column in key.columns
    }
    return sorted(kind.columns, key=lambda c: -1 if c.name == "id" else depth[c.name])


def _link_columns(link: LinkTable) -> list[Column]:
    class Roles(Vocabulary):
        pass

    Roles.terms = {role: link.owner.keys[key].description for key, role in _roles(link)}  # type: ignore[misc]
    owner, target = link.columns
    return [
        Column("id", description=f"The {link.owner.singular}, the {link.target.singular} and the role"),
        Column(owner, required=True, references=link.owner.table, description=f"The {link.owner.singular}"),
        Column(
            target, required=True, references=link.target.table, description=f"The {link.target.singular}", facet=True
        ),
        Column("role", required=True, vocabulary=Roles, description="As what it takes part", facet=True),
    ]


def _roles(link: LinkTable) -> Iterator[tuple[str, str]]:
    for key, found in link.owner.links.items():
        if found.through == link.name:
            yield key, found.role


def create_table(name: str, columns: list[Column]) -> str:
    """The CREATE TABLE statement: STRICT, with keys, foreign keys and checks."""
    lines = [_line(column, primary=n == 0) for n, column in enumerate(columns)]
    return f'CREATE TABLE "{name}" (\n  ' + ",\n  ".join(lines) + "\n) STRICT"


def _line(column: Column, primary: bool) -> str:
    words = [f'"{column.name}" {column.type}']
    words += ["PRIMARY KEY NOT NULL"] if primary else ["NOT NULL"] if column.required else []
    words += [f"CHECK ({column.constraint})"] if column.constraint else []
    words += [f'REFERENCES "{column.references}"("id")'] if column.references else []
    return " ".join(words)
