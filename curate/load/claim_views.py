"""Views over claims of every kind, made from the schema, so that rules, views and questions name no kind by hand."""

from collections.abc import Iterator

from curate.load.sql import Statement, statements
from curate.model.count import Count
from curate.model.kind import Kind
from curate.model.markers import Link
from curate.model.schema import LoadedProject, Schema

_SHARED = {"claim_id": "The claim", "kind": "The table of the claim's kind", "field": "The field of the claim"}


def views(project: LoadedProject) -> list[Statement]:
    """Every view of a project's database, in the order in which they are made.

    Raises:
        ProjectError: a file in views/ is not UTF-8.
    """
    return [*_of_claims(project.schema), *statements(project, "views")]


def _of_claims(schema: Schema) -> Iterator[Statement]:
    refs = [arm for kind in schema.claims for arm in _refs(schema, kind)]
    counts = [arm for kind in schema.claims for arm in _counts(kind)]
    if refs:
        about = "Whatever a claim of any kind refers to: a row for each record that a field of a claim names."
        columns = _SHARED | {"table": "The table of the record that the claim refers to", "id": "That record's id"}
        yield _union("claim_refs", about, columns, refs)
    if counts:
        about = "The numbers that claims of any kind state: a row for each field of a claim that holds a count."
        columns = _SHARED | {
            "stated": "The count as worded",
            "low": "The lowest number that the wording implies",
            "high": "The highest number that the wording implies; empty if the wording leaves it open",
            "qualifier": "What kind of count it is",
        }
        yield _union("claim_counts", about, columns, counts)


def _union(name: str, about: str, columns: dict[str, str], arms: list[str]) -> Statement:
    return Statement(None, name, about, columns, {"claim_id": "claims"}, "\nUNION ALL ".join(arms))


def _refs(schema: Schema, kind: Kind) -> Iterator[str]:
    for name, table in kind.refs.items():
        if name in kind.without:
            continue
        if link := kind.keys[name].marker(Link):
            through = next(t for t in schema.link_tables if (t.name, t.owner.table) == (link.through, kind.table))
            owner, target = through.columns
            yield _arm(kind, name, _names(table, target), through.name, owner, f"role = '{link.role}'")
        else:
            (column,) = kind.keys[name].columns
            yield _arm(kind, name, _names(table, column.name), kind.table, "id", f'"{column.name}" IS NOT NULL')


def _names(table: str, column: str) -> str:
    return f"""'{table}' AS "table", "{column}" AS id"""


def _counts(kind: Kind) -> Iterator[str]:
    for name, key in kind.keys.items():
        if key.holds is Count and name not in kind.without:
            stated, low, high, qualifier = (f'"{column.name}"' for column in key.columns)
            values = f"{stated} AS stated, {low} AS low, {high} AS high, {qualifier} AS qualifier"
            yield _arm(kind, name, values, kind.table, "id", f"{stated} IS NOT NULL")


def _arm(kind: Kind, field: str, values: str, table: str, claim: str, where: str) -> str:
    shared = f"""SELECT "{claim}" AS claim_id, '{kind.table}' AS kind, '{field}' AS field"""
    return f'{shared}, {values} FROM "{table}" WHERE {where}'
