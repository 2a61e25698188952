"""Records that lead back to themselves: a claim that is part of its own part, a body that belongs to itself."""

import sqlite3
from collections.abc import Callable, Iterator

from curate.load.checks import CIRCLE
from curate.model.problem import About, Spot
from curate.model.problems import Problems
from curate.model.schema import Schema
from curate.read.row import Row

#: How far a circle may reach; each step is one more record.
_FARTHEST = 40
_CIRCLES = """
WITH RECURSIVE up(start, at, steps) AS (
    SELECT id, above, 1 FROM ({named})
    UNION SELECT start, above, steps + 1 FROM up JOIN ({named}) AS next ON next.id = up.at
    WHERE up.at <> up.start AND steps < {farthest}
) SELECT DISTINCT start FROM up WHERE at = start ORDER BY start
"""


def check_circles(
    connection: sqlite3.Connection, schema: Schema, find: Callable[[str, str], Row | None], problems: Problems
) -> None:
    """No record names itself, or another that names it in turn. `find` gives the row of a kind and id.

    References of claims to claims are those in `claim_links`, wherever they were written.
    """
    for table, key, named in _named(schema):
        for (id_,) in connection.execute(_CIRCLES.format(named=named, farthest=_FARTHEST)).fetchall():
            rows = (find(kind.table, id_) for kind in ([schema.kinds[table]] if table else schema.claims))
            row = next(filter(None, rows), None)
            what, hint = f"{key} of {id_} leads back to itself", "correct it, or leave it out"
            problems.add(row.where(key) if row else Spot("data"), CIRCLE, what, hint, about=About(table, id_, key))
    for id_, claim in connection.execute(
        'SELECT "id", "to_id" FROM "claim_links" WHERE "from_id" = "to_id"'
    ).fetchall():
        if row := find("claim_links", id_):
            what = f"the link is from {claim} to itself"
            problems.add(row.where("to"), CIRCLE, what, "name another claim", about=About("claim_links", id_, "to"))


def _named(schema: Schema) -> Iterator[tuple[str, str, str]]:
    """Each single reference to the kind's own table: the table, the key, and SQL that gives who names whom."""
    yield "", "part_of", "SELECT from_id AS id, to_id AS above FROM claim_links WHERE kind = 'part_of'"
    for kind in schema.written.values():
        for key, table in kind.refs.items():
            if table == kind.table and key not in kind.links:
                column = kind.keys[key].columns[0].name
                yield table, key, f'SELECT id, "{column}" AS above FROM "{table}" WHERE "{column}" IS NOT NULL'
