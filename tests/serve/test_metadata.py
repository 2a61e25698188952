"""What Datasette is told: titles, descriptions of everything, labels, sorting, facets and search."""

import json
import sqlite3
from typing import Any

from curate.model.project import Project


def told(project: Project) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(project.metadata.read_text("utf-8"))
    return {**whole, **whole["databases"][project.name]}


def columns(project: Project) -> dict[str, list[str]]:
    sql = """SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
             WHERE m.name NOT LIKE '%\\_fts%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'
             AND m.type IN ('table', 'view')"""
    found: dict[str, list[str]] = {}
    with sqlite3.connect(project.database) as db:
        for table, column in db.execute(sql):
            found.setdefault(table, []).append(column)
    return found


def test_every_table_view_and_column_is_described(published: Project, project: Project) -> None:
    for dataset in (published, project):
        tables = told(dataset)["tables"]
        assert tables.keys() == columns(dataset).keys()
        for table, its in columns(dataset).items():
            assert tables[table]["title"] and tables[table]["description"], table
            described = tables[table]["columns"]
            assert list(described) == its, table
            assert all(text.strip() for text in described.values()), table


def test_the_dataset_names_title_licence_and_sources(published: Project) -> None:
    metadata = told(published)
    assert metadata["license"] == "CC BY 4.0" and metadata["license_url"].startswith("https://creativecommons.org/")
    assert "GeoNames" in metadata["source"] and "Who's On First" in metadata["source"]
    assert metadata["title"] and metadata["databases"][published.name]["title"] == metadata["title"]


def test_queries_have_titles_and_say_what_their_fields_take(published: Project) -> None:
    for name, query in told(published)["queries"].items():
        assert query["title"].endswith("?"), name
        assert all(f"“{parameter}”" in query["description"] for parameter in query["params"]), name


def test_labels_are_never_empty(published: Project) -> None:
    with sqlite3.connect(published.database) as db:
        for table, its in told(published)["tables"].items():
            if label := its.get("label_column"):
                assert db.execute(f'SELECT count(*) FROM "{table}" WHERE "{label}" IS NULL').fetchone() == (0,), table


def test_facets_and_sorting_name_columns(published: Project) -> None:
    for table, its in told(published)["tables"].items():
        named = [*its["facets"], *(its[key] for key in ("sort", "sort_desc") if key in its)]
        assert set(named) <= set(its["columns"]), table
        assert not {"sort", "sort_desc"} <= its.keys(), table


def test_what_sets_a_kind_apart_stands_first(published: Project) -> None:
    order = columns(published)["casualty_claims"]
    assert order[:3] == ["id", "event_id", "outcome"]
    assert order.index("count_stated") < order.index("period") < order.index("source_id") < order.index("note")


def test_views_are_searched_by_the_table_that_their_comment_names(published: Project) -> None:
    tables = told(published)["tables"]
    assert {v: tables[v].get("fts_table") for v in ("captures", "disputed_claims")} == {
        "captures": "places_fts",
        "disputed_claims": "claims_fts",
    }
    assert all(
        t["fts_pk"] == ("search_id" if "search_id" in t["columns"] else "rowid")
        for t in tables.values()
        if "fts_pk" in t
    )
