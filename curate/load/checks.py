"""The checks of all records together, of the schema's SQL, and of metadata.yml."""

from curate.model.check import Check

CIRCLE = Check(
    "circle",
    finds="A record leads back to itself: an actor that belongs to itself, a claim that is a part of its own part.",
    why="Whoever follows the chain upwards would never arrive.",
    fix="Correct the reference, or leave it out.",
    wrong={
        "data/actors.yml": """\
- {id: lindvik-line, name: Lindvik Line, kind: organisation, parent: lindvik-group}
- {id: lindvik-group, name: Lindvik Group, kind: organisation, parent: lindvik-line}
"""
    },
    right={
        "data/actors.yml": """\
- {id: lindvik-line, name: Lindvik Line, kind: organisation, parent: lindvik-group}
- {id: lindvik-group, name: Lindvik Group, kind: organisation}
"""
    },
)
SQL = Check(
    "sql",
    finds="The SQL of a view, of a rule or of a computed column does not work.",
    why="The table to browse, or the check, would be missing.",
    fix="Correct the SQL. `curate schema` lists the tables and columns there are in docs/codebook.md.",
    wrong={
        "schema/views/ports.sql": "-- Places with a point.\nSELECT id, nmae FROM places WHERE latitude IS NOT NULL\n"
    },
    right={
        "schema/views/ports.sql": "-- Places with a point.\nSELECT id, name FROM places WHERE latitude IS NOT NULL\n"
    },
)
UNKNOWN_TABLE = Check(
    "unknown-table",
    finds="`metadata.yml` describes a table or view that there is not.",
    why="Datasette would ignore what is said of it.",
    fix="Correct the name as the hint says.",
    wrong={"metadata.yml": "title: ferries\ntables:\n  place: {sort: name}\n"},
    right={"metadata.yml": "title: ferries\ntables:\n  places: {sort: name}\n"},
)
QUERY = Check(
    "query",
    finds="The SQL of a query in `metadata.yml` does not work.",
    why="Its page would show an error.",
    fix="Correct the SQL.",
    wrong={"metadata.yml": "title: ferries\nqueries:\n  ports: {sql: SELECT nmae FROM places}\n"},
    right={"metadata.yml": "title: ferries\nqueries:\n  ports: {sql: SELECT name FROM places}\n"},
)
UNKNOWN_PARAMETER = Check(
    "unknown-parameter",
    finds="`params` or `choices` of a query in `metadata.yml` name a parameter that its SQL does not have.",
    why="A reader could fill it in and it would change nothing.",
    fix="Correct the name, or take it out.",
    wrong={
        "metadata.yml": """\
title: ferries
queries:
  place:
    sql: SELECT * FROM places WHERE name = :name
    params: [name, port]
"""
    },
    right={
        "metadata.yml": """\
title: ferries
queries:
  place:
    sql: SELECT * FROM places WHERE name = :name
    params: [name]
"""
    },
)
ADDRESS = Check(
    "address",
    finds="An address in `metadata.yml` (`source_url`, `license_url`, `about_url`) is no http or https address.",
    why="Pages would make it a link, and a link such as `javascript:…` runs what it says.",
    fix="Write the whole address, beginning with https://, or delete the line.",
    wrong={"metadata.yml": "title: Ferries\nsource: Harbour Watch\nsource_url: javascript:alert(1)\n"},
    right={"metadata.yml": "title: Ferries\nsource: Harbour Watch\nsource_url: https://example.org/\n"},
)
