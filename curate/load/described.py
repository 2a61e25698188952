"""metadata.yml against the tables, views and columns that there are: Datasette ignores others, or fails."""

import json
import sqlite3
from collections.abc import Iterator

from curate.load.checks import ADDRESS, UNKNOWN_TABLE
from curate.load.metadata import by_hand
from curate.load.queries import check_query
from curate.model.address import is_web_address
from curate.model.checks import WRONG_SHAPE
from curate.model.problem import Spot, did_you_mean
from curate.model.problems import Problems
from curate.model.project import Project
from curate.read.checks import UNKNOWN_COLUMN, UNKNOWN_KEY
from curate.read.files import read_text
from curate.read.yaml import Mapping, Node, Scalar, Sequence, read_yaml

_FILE = "metadata.yml"
#: What names columns of a table: one, a list of them, or as keys of a mapping.
_NAMING: dict[str, type[Node]] = {
    **dict.fromkeys(("sort", "sort_desc", "label_column"), Scalar),
    **dict.fromkeys(("facets", "sortable_columns"), Sequence),
    **dict.fromkeys(("columns", "units"), Mapping),
}
_HINTS: dict[type[Node], str] = {
    Scalar: "name one column",
    Sequence: "write a list of columns: [name, …]",
    Mapping: "write {name: what it holds}",
}
_ABOUT = set("title description description_html license license_url source source_url about about_url allow".split())
#: Which of these pages show as links.
_ADDRESSES = ("license_url", "source_url", "about_url")
#: What Datasette reads of the file, of a table and of a query (https://docs.datasette.io/en/0.65/metadata.html), and
#: what curate's pages read of a query: `choices`.
_TOP = _ABOUT | set("plugins tables queries databases allow_sql permissions extra_css_urls extra_js_urls".split())
_TABLE = _ABOUT | {*_NAMING, *"size hidden fts_table fts_pk searchmode facet_size plugins permissions".split()}
_QUERY = _ABOUT | set("sql params hide_sql fragment write permissions choices".split())


def check_metadata(connection: sqlite3.Connection, project: Project) -> Problems:
    """Every table, column and query that the file names in vain; the connection is to a database of all tables.

    Raises:
        ProjectError: the file is no mapping.
    """
    path, problems = project.root / _FILE, Problems()
    text = read_text(path, _FILE, problems) if path.is_file() else None
    node = read_yaml(text, _FILE, problems) if text is not None else None
    if problems.has_errors or text is None:
        return problems
    try:
        json.dumps(by_hand(project), ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:
        what, hint = f"the file holds what JSON cannot: {error}", "put dates and their like in quotes"
        problems.add(Spot(_FILE), WRONG_SHAPE, what, hint)
    if not isinstance(node, Mapping):
        return problems
    _check_keys(node, _TOP, problems)
    if "databases" in node.entries:
        what, hint = "`databases` would be overwritten", "write its `tables` and `queries` at the top level"
        problems.add(node.entries["databases"][0].spot, WRONG_SHAPE, what, hint)
    made = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").fetchall()
    known = {name: _columns(connection, name) for (name,) in made}
    for name, written, says in _entries(node, "tables", problems):
        if not known.get(name):
            what = f"there is no table or view {name!r}"
            problems.add(written.spot, UNKNOWN_TABLE, what, did_you_mean(name, known) or "correct the name")
        elif isinstance(says, Mapping):
            _check_keys(says, _TABLE, problems)
            _check_table(name, known[name], says, problems)
        elif not isinstance(says, Scalar) or says.text:
            problems.add(written.spot, WRONG_SHAPE, f"{name} has no keys and values", "write {facets: […], sort: …}")
    for _, written, says in _entries(node, "queries", problems):
        if isinstance(says, Mapping):
            _check_keys(says, _QUERY, problems)
        check_query(connection, written, says, known, problems)
    return problems


def _entries(node: Mapping, key: str, problems: Problems) -> Iterator[tuple[str, Scalar, Node]]:
    found = node.get(key)
    if isinstance(found, Mapping):
        yield from ((name, written, says) for name, (written, says) in found.entries.items())
    elif found is not None:
        problems.add(found.spot, WRONG_SHAPE, f"`{key}` holds names and what is said of each", "write `name: {…}`")


def _check_keys(node: Mapping, known: set[str], problems: Problems) -> None:
    """Keys that are nearly those that Datasette reads (others are free for plugins and people), and addresses that are
    none of the web."""
    for name in _ADDRESSES:
        address = node.get(name)
        if isinstance(address, Scalar) and not address.text:  # as good as not there
            continue
        if address is not None and not (isinstance(address, Scalar) and is_web_address(address.text)):
            what, hint = f"`{name}` is no address of the web", "write one that begins with https:// or leave it out"
            problems.add(address.spot, ADDRESS, what, hint)
    for name, (written, _) in node.entries.items():
        if name not in known and (hint := did_you_mean(name, sorted(known))):
            problems.add(written.spot, UNKNOWN_KEY, f"Datasette reads no {name!r}", hint, "warning")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _check_table(table: str, columns: list[str], says: Mapping, problems: Problems) -> None:
    if "sort" in says.entries and "sort_desc" in says.entries:
        spot = says.entries["sort_desc"][0].spot
        problems.add(spot, WRONG_SHAPE, f"{table} is sorted both ways", "keep one of `sort` and `sort_desc`")
    for key, shape in _NAMING.items():
        found = says.get(key)
        if isinstance(found, Scalar) and not found.text:  # as good as not there
            continue
        if found is not None and not isinstance(found, shape):
            hint = _HINTS[shape]
            problems.add(found.spot, WRONG_SHAPE, f"`{key}` of {table} is not of the right form", hint)
            continue
        for name, spot in _named(found):
            if name not in columns:
                hint = did_you_mean(name, columns) or f"there are {', '.join(columns)}"
                problems.add(spot, UNKNOWN_COLUMN, f"{table} has no column {name!r}, which `{key}` names", hint)


def _named(node: Node | None) -> Iterator[tuple[str, Spot]]:
    """The names that a setting holds; a facet may be written as `{array: name}`."""
    if isinstance(node, Scalar) and node.text:
        yield node.text, node.spot
    elif isinstance(node, Sequence):
        for item in node.items:
            values = [value for _, value in item.entries.values()] if isinstance(item, Mapping) else [item]
            yield from ((v.text or "", v.spot) for v in values if isinstance(v, Scalar))
    elif isinstance(node, Mapping):
        yield from ((name, written.spot) for name, (written, _) in node.entries.items())
