"""Views over claims of every kind, made from the schema, so that rules, views and questions name no kind by hand."""

from collections.abc import Iterator

from curate.load.sql import Statement, statements
from curate.model.count import Count
from curate.model.kind import Kind
from curate.model.markers import Link
from curate.model.schema import LoadedProject, Schema

_SHARED = {"claim_id": "The claim", "kind": "The table of the claim's kind", "field": "The field of the claim"}


#: Whatever counts claims, claimants or articles reads this view, so that there is one rule.
_COUNTED = (
    "The claims that count: a person accepted them, and no accepted claim supersedes or retracts them. A claim of a "
    "copy counts as one of the original article."
)
_COUNTED_COLUMNS = {
    "id": "The claim",
    "kind": "The table of the claim's kind",
    "stance": "How the claimant stands to what is claimed",
    "source_id": "The article, or the original where it is a copy",
    "voice": "Who says so: the claimant, or the article (the original) where it speaks in its own voice",
}
_COUNTED_SQL = """SELECT c.id, c.kind, c.stance, coalesce(s.syndicated_from_id, c.source_id) AS source_id,
       coalesce(c.claimant_id, s.syndicated_from_id, c.source_id) AS voice
FROM claims AS c JOIN sources AS s ON s.id = c.source_id
WHERE c.review_status = 'accepted' AND NOT EXISTS (
    SELECT 1 FROM claim_links AS l JOIN claims AS newer ON newer.id = l.from_id
    WHERE l.to_id = c.id AND l.kind IN ('supersedes', 'retracts') AND newer.review_status = 'accepted')"""


def views(project: LoadedProject) -> list[Statement]:
    """Every view of a project's database, in the order in which they are made.

    Raises:
        ProjectError: a file in views/ is not UTF-8.
    """
    return [*_of_claims(project.schema), *statements(project, "views")]


def _of_claims(schema: Schema) -> Iterator[Statement]:
    if schema.claims:
        yield Statement(None, "counted_claims", _COUNTED, _COUNTED_COLUMNS, {"id": "claims"}, _COUNTED_SQL)
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
