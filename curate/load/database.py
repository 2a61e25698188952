"""The whole database from checked records."""

import pickle
import sqlite3
from typing import Any

from curate import __version__
from curate.check.dataset import Checked
from curate.load.claims import batches
from curate.load.content import ContentHash
from curate.load.indexes import analyze, create_indexes
from curate.load.process import in_second_process
from curate.load.rows import Words, finding_rows, table_rows
from curate.load.search import index_text, prepare, search_table
from curate.load.sql import compute_columns, computes, create_views, run_rules, statements
from curate.load.tables import create_table, table_columns
from curate.model.column import Column
from curate.model.jsonschema import schema_hash

Columns = dict[str, list[Column]]


def fill(connection: sqlite3.Connection, checked: Checked, rules: bool = True) -> None:
    """Make tables, rows, indexes, search and views, and add what loading and the project's rules find to the problems.

    Without `rules`, neither these are run nor findings listed: what a release leaves out may be what they need.

    Raises:
        SchemaError: the SQL of a view, rule or computed column does not work.
        ProjectError: metadata.yml cannot be read.
    """
    project = checked.dataset.project
    columns = table_columns(project.schema)
    prepare(connection)
    for table, its in columns.items():
        connection.execute(create_table(table, its))
        if search := search_table(table, its):
            connection.execute(search)
    words, sound, hashes = Words(checked), not checked.problems.has_errors, ContentHash(columns)
    filled_by_claims = {kind.table for kind in project.schema.claims} | {"claims", "evidence", "claim_links"}
    for table, its in columns.items():
        if table not in filled_by_claims | {"findings", "build"}:
            names = [c.name for c in its]
            rows = [tuple(map(row.get, names)) for row in table_rows(checked, words, table)]
            _insert(connection, table, rows, sound)
            if table in project.schema.written and not computes(project.schema.kinds[table]):
                hashes.add(table, rows)
    _insert_claims(connection, checked, words, columns, hashes)
    create_indexes(connection, project)
    compute_columns(connection, project.schema)
    for table, its in columns.items():
        if table not in filled_by_claims or table == "claim_links":
            index_text(connection, table, its)
    create_views(connection, project)
    if rules and not checked.problems.has_errors:  # a rule sees records together, so each must be sound first
        run_rules(connection, project, checked.dataset.find, checked.problems)
    if rules:
        names = [c.name for c in columns["findings"]]
        _insert(connection, "findings", [tuple(map(row.get, names)) for row in finding_rows(checked.problems)])
    facts = sorted(_facts(connection, checked, columns, hashes).items())
    connection.executemany('INSERT INTO "build" (key, value) VALUES (?, ?)', facts)
    analyze(connection)


def _insert_claims(
    connection: sqlite3.Connection, checked: Checked, words: Words, columns: Columns, hashes: ContentHash
) -> None:
    """The rows that claims give, a few hundred claims at a time; their words are indexed on the way."""
    schema, sound = checked.dataset.project.schema, not checked.problems.has_errors
    names = [c.name for c in columns["claim_links"]]
    # Links come in the order of claims, not of their own ids, and wait until all are there.
    connection.execute('CREATE TEMP TABLE "links" AS SELECT * FROM "claim_links"')
    _insert(connection, "links", [tuple(map(link.get, names)) for link in checked.links])
    for batch in in_second_process(lambda: batches(checked, words)):
        if isinstance(batch, bytes):
            checked.dataset.problems, checked.tally = pickle.loads(batch)
            continue
        for table, rows in batch.items():
            if table == "claim_links":
                _insert(connection, "links", rows)
                continue
            _insert(connection, table, rows, sound)
            index_text(connection, table, columns[table], len(rows))
            if not computes(schema.kinds[table]):
                hashes.add(table, rows)
    connection.execute(_statement("claim_links", 'SELECT * FROM "links" WHERE true ORDER BY "id", rowid', sound))
    connection.execute('DROP TABLE "links"')


def _insert(connection: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]], sound: bool = True) -> None:
    """Insert the rows; of two with one id the first. Rows that are not `sound` are left out where a check refuses them:
    their problems are told already. A sound row that a check refuses is a mistake of ours and must not go unnoticed."""
    if rows:
        connection.executemany(_statement(table, f"VALUES ({', '.join('?' * len(rows[0]))})", sound), rows)


def _statement(table: str, values: str, sound: bool) -> str:
    once = "" if table == "links" else 'ON CONFLICT ("id") DO NOTHING'
    return f'{"INSERT" if sound else "INSERT OR IGNORE"} INTO "{table}" {values} {once}'


def _facts(connection: sqlite3.Connection, checked: Checked, columns: Columns, hashes: ContentHash) -> dict[str, str]:
    project = checked.dataset.project
    rules = {f"rule {r.name}": " ".join(r.sql.split()) for r in statements(project.schema_folder / "rules")}
    count = {t: connection.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in columns if t != "build"}
    return {
        "name": project.name,
        "curate version": __version__,
        "sqlite version": sqlite3.sqlite_version,
        "schema hash": schema_hash(project.schema),
        "warnings": " ".join(sorted(project.warnings)) or "none",
        **rules,
        "content hash": hashes.hexdigest(connection),
        **{f"rows in {table}": str(n) for table, n in count.items()},
    }
