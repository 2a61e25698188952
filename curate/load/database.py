"""The whole database from checked records."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from curate import __version__
from curate.check.checked import Checked
from curate.load.circles import check_circles
from curate.load.claim_views import views
from curate.load.content import combined, stating, table_hash
from curate.load.indexes import analyze, create_indexes, index_references
from curate.load.insert import insert, load
from curate.load.rows import finding_rows
from curate.load.search import fill_search, take_search
from curate.load.sql import compute_columns, computes, create_views, run_rules, statements
from curate.load.tables import Columns, table_columns
from curate.model.column import Column
from curate.model.jsonschema import schema_hash
from curate.model.schema import LoadedProject
from curate.read.process import in_second_process

#: With more claims than this, larger pages make less work; a small database would only grow by them.
_MANY, _LARGE_PAGE = 50_000, 16_384
#: Of so many claims, the process that inserts their rows checks some itself, and the other process the others: more
#: where fewer rows are inserted.
_SHARES, _SHARES_WITHOUT_ROWS = (1, 3), (4, 5)


def fill(connection: sqlite3.Connection, path: Path, checked: Checked, rules: bool = True) -> None:
    """Fill the empty database at `path`, to which the connection is, and add what loading and the project's rules find
    to the problems. Without a journal: a database that cannot be filled is thrown away.

    Without `rules`, neither these are run nor findings listed: what a release leaves out may be what they need.

    Raises:
        SchemaError: the SQL of a view, rule or computed column does not work.
        ProjectError: metadata.yml cannot be read.
    """
    project = checked.dataset.project
    columns = table_columns(project.schema)
    if checked.claims_met > _MANY:
        connection.execute(f"PRAGMA page_size = {_LARGE_PAGE}")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")  # whoever needs it on the disk asks for that in the end
    connection.execute("BEGIN")
    load(connection, checked, columns, _SHARES)
    connection.execute("COMMIT")
    if checked.problems.has_errors:  # nobody will see this database, and a rule sees sound records only
        return
    # What is in the tables stays as it is, those with computed columns aside, while a second process reads them.
    later = {kind.table: columns[kind.table] for kind in project.schema.kinds.values() if computes(kind)}
    settled = {table: columns[table] for table in stating(columns) if table not in later}
    search = path.with_name(f"{path.name}-search")
    with closing(in_second_process(lambda: _read_aside(path, settled, search))) as hashes:
        next(hashes)
        connection.execute("BEGIN")
        checked.dataset.tell("making indexes", 0, 0)
        connection.execute("PRAGMA threads = 1")  # sorts what is read while more is read
        create_indexes(connection, project)
        create_views(connection, project, views(project))
        compute_columns(connection, project)
        if rules:
            _run_rules(connection, checked)
            names = [c.name for c in columns["findings"]]
            insert(connection, "findings", [tuple(map(row.get, names)) for row in finding_rows(checked.problems)])
        connection.execute("COMMIT")
        if checked.problems.has_errors:
            return
        checked.dataset.tell("indexing words and hashing rows", 0, 0)
        every = dict(hashes) | {table: _hash(connection, table, its) for table, its in later.items()}
    connection.execute("ATTACH ? AS aside", (str(search),))
    connection.execute("BEGIN")
    take_search(connection, settled, "aside")
    fill_search(connection, later)
    facts = sorted(_facts(connection, checked, columns, combined(every)).items())
    connection.executemany('INSERT INTO "build" (key, value) VALUES (?, ?)', facts)
    analyze(connection)
    connection.execute("COMMIT")
    connection.execute("DETACH aside")
    search.unlink()


def check_rules(connection: sqlite3.Connection, checked: Checked, read: set[tuple[str, str]]) -> None:
    """Load what the project's rules `read`, only to add what loading and they find to the problems."""
    project = checked.dataset.project
    columns = _wanted(project, read)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("BEGIN")
    load(connection, checked, columns, _SHARES_WITHOUT_ROWS)
    if checked.problems.has_errors:
        return
    checked.dataset.tell("making indexes", 0, 0)
    index_references(connection, columns)
    create_views(connection, project, views(project), tried=True)
    compute_columns(connection, project)
    _run_rules(connection, checked)


def _wanted(project: LoadedProject, read: set[tuple[str, str]]) -> Columns:
    """The columns of all tables, but of those that claims fill only what is read."""
    columns = table_columns(project.schema)
    of_all = {name for table, name in read if table == "claims"} - {"kind"}
    if "label" in of_all or any(table == "evidence" for table, _ in read):  # made of whatever a claim has
        return columns
    columns["claims"] = [c for c in columns["claims"] if c.name in {"id", "kind"} | of_all]
    del columns["evidence"]
    for kind in project.schema.claims:
        if not computes(kind):
            its = {name for table, name in read if table == kind.table} | of_all | {"id"}
            columns[kind.table] = [c for c in kind.columns if c.name in its]
    return columns


def _run_rules(connection: sqlite3.Connection, checked: Checked) -> None:
    project, find = checked.dataset.project, checked.dataset.find
    checked.dataset.tell("running rules", 0, 0)
    check_circles(connection, project.schema, find, checked.problems)
    run_rules(connection, project, find, checked.problems)


def _read_aside(path: Path, tables: Columns, search: Path) -> Iterator[tuple[str, str] | None]:
    """Nothing as soon as the file at `path` is open, then the hash of each of the tables, which nobody may change
    meanwhile; their words are indexed in a file of its own.

    All is read in one transaction: what the file says of its tables is read once, before it says more.
    """
    connection = sqlite3.connect(search, isolation_level=None, uri=True)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("ATTACH ? AS whole", (f"{path.resolve().as_uri()}?mode=ro&immutable=1",))
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM whole.sqlite_master").fetchone()
    yield None
    for table, columns in tables.items():
        yield table, _hash(connection, table, columns, "whole")
    fill_search(connection, tables, "whole")
    connection.execute("COMMIT")
    connection.close()


def _hash(connection: sqlite3.Connection, table: str, columns: list[Column], database: str = "main") -> str:
    """The hash of a table, whose references must all point somewhere."""
    dangling = connection.execute(f'PRAGMA {database}.foreign_key_check("{table}")').fetchone()
    if dangling:
        raise AssertionError(f"a reference passed the checks and points nowhere: {dangling}")
    return table_hash(connection, table, columns, database)


def _facts(connection: sqlite3.Connection, checked: Checked, columns: Columns, content: str) -> dict[str, str]:
    project = checked.dataset.project
    rules = {f"rule {r.name}": " ".join(r.sql.split()) for r in statements(project, "rules")}
    count = {t: connection.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in columns if t != "build"}
    return {
        "name": project.name,
        "curate version": __version__,
        "sqlite version": sqlite3.sqlite_version,
        "schema hash": schema_hash(project.schema),
        "warnings": " ".join(sorted(project.warnings)) or "none",
        **rules,
        "content hash": content,
        **{f"rows in {table}": str(n) for table, n in count.items()},
    }
