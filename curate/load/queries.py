"""The queries of metadata.yml: that their SQL works, and that what their parameters take is a column."""

import sqlite3
from collections import defaultdict

from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.read.yaml import Mapping, Node, Scalar

#: What a plugin may add to SQLite when it is served.
_ADDED = ("no such function", "no such module", "no such collation")


def check_query(
    connection: sqlite3.Connection, name: Scalar, says: Node, known: dict[str, list[str]], problems: Problems
) -> None:
    """All that is wrong with a query; `known` are the columns of all tables and views."""
    sql = says.get("sql") if isinstance(says, Mapping) else says
    if not isinstance(sql, Scalar) or not sql.text:
        problems.add(name.spot, "missing", f"the query {name.text} has no SQL", "add `sql:`")
        return
    try:
        connection.execute(f"EXPLAIN {sql.text}", defaultdict(str))
    except sqlite3.Error as error:
        if not str(error).startswith(_ADDED):
            problems.add(sql.spot, "query", f"the query {name.text} does not work: {error}", "correct the SQL")
    choices = says.get("choices") if isinstance(says, Mapping) else None
    if isinstance(choices, Mapping):
        _check_choices(sql.text, choices, known, problems)
    elif choices is not None:
        problems.add(choices.spot, "wrong-shape", "`choices` holds no names", "write {parameter: table.column}")


def _check_choices(sql: str, choices: Mapping, known: dict[str, list[str]], problems: Problems) -> None:
    for parameter, (written, named) in choices.entries.items():
        if f":{parameter}" not in sql:
            problems.add(written.spot, "unknown-parameter", f"the SQL has no :{parameter}", "correct the name")
        column = (named.text or "") if isinstance(named, Scalar) else ""
        if column.rpartition(".")[2] not in known.get(column.rpartition(".")[0], []):
            every = [f"{table}.{name}" for table, names in known.items() for name in names]
            hint = did_you_mean(column, every) or "write table.column"
            problems.add(named.spot, "unknown-column", f"there is no column {column!r}", hint)
