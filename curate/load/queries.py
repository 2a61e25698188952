"""The queries of metadata.yml: their SQL works, has the parameters that are named, and these take values of columns."""

import sqlite3
from collections import defaultdict
from collections.abc import Container

from curate.load.checks import QUERY, UNKNOWN_PARAMETER
from curate.model.checks import WRONG_SHAPE
from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.read.checks import MISSING, UNKNOWN_COLUMN
from curate.read.yaml import Mapping, Node, Scalar, Sequence

#: What a plugin may add to SQLite when it is served.
_ADDED = ("no such function", "no such module", "no such collation")


def check_query(
    connection: sqlite3.Connection, name: Scalar, says: Node, known: dict[str, list[str]], problems: Problems
) -> None:
    """All that is wrong with a query; `known` are the columns of all tables and views."""
    sql = says.get("sql") if isinstance(says, Mapping) else says
    if not isinstance(sql, Scalar) or not sql.text:
        problems.add(name.spot, MISSING, f"the query {name.text} has no SQL", "add `sql:`")
        return
    asked: defaultdict[str, str] = defaultdict(str)  # SQLite asks it for each parameter, which is then among its keys
    try:
        connection.execute(f"EXPLAIN {sql.text}", asked)
    except sqlite3.Error as error:
        if not str(error).startswith(_ADDED):
            problems.add(sql.spot, QUERY, f"the query {name.text} does not work: {error}", "correct the SQL")
        return
    if isinstance(says, Mapping):
        _check_parameters(says, [each for each in asked if not each.startswith("_")], problems)
        _check_choices(says, asked, known, problems)


def _check_parameters(says: Mapping, asked: list[str], problems: Problems) -> None:
    """Datasette gives values only to those of `params`, where there is such a list."""
    params = says.get("params")
    if params is None:
        return
    given = [item for item in params.items if isinstance(item, Scalar)] if isinstance(params, Sequence) else []
    for item in given:
        if item.text not in asked:
            hint = did_you_mean(item.text or "", asked) or "take it out"
            problems.add(item.spot, UNKNOWN_PARAMETER, f"the SQL has no :{item.text}", hint)
    if missing := [each for each in asked if each not in {item.text for item in given}]:
        hint = "add them to the list, or leave `params` out"
        problems.add(params.spot, MISSING, f"`params` does not name {', '.join(missing)}, of the SQL", hint)


def _check_choices(says: Mapping, asked: Container[str], known: dict[str, list[str]], problems: Problems) -> None:
    choices = says.get("choices")
    if choices is not None and not isinstance(choices, Mapping):
        problems.add(choices.spot, WRONG_SHAPE, "`choices` holds no names", "write {parameter: table.column}")
    for parameter, (written, named) in choices.entries.items() if isinstance(choices, Mapping) else ():
        if parameter not in asked:
            problems.add(written.spot, UNKNOWN_PARAMETER, f"the SQL has no :{parameter}", "correct the name")
        column = (named.text or "") if isinstance(named, Scalar) else ""
        if column.rpartition(".")[2] not in known.get(column.rpartition(".")[0], []):
            every = [f"{table}.{name}" for table, names in known.items() for name in names]
            hint = did_you_mean(column, every) or "write table.column"
            problems.add(named.spot, UNKNOWN_COLUMN, f"there is no column {column!r}", hint)
