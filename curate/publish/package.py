"""The descriptor of the Data Package (version 2), with constraints that version 1 tools check as well."""

import hashlib
import json
from typing import Any

from curate.model.column import Column
from curate.publish.citation import Citation
from curate.publish.export import Table

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
_BOUNDS = {">=": "minimum", "<=": "maximum", ">": "exclusiveMinimum", "<": "exclusiveMaximum"}


def descriptor(name: str, citation: Citation, tables: list[Table], csv: dict[str, bytes], sources: list[Any]) -> str:
    """datapackage.json; `csv` holds the bytes of the CSV file of each table."""
    made: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": name,
        "title": citation.title,
        "description": citation.abstract,
        "version": citation.version,
        "created": f"{citation.on.isoformat()}T00:00:00Z",
        "keywords": citation.keywords,
        "licenses": [{"name": citation.licence}],
        "contributors": [{"title": author, "roles": ["creator"]} for author in citation.authors],
        "sources": sources,
        "resources": [resource(table, csv[table.name]) for table in tables],
    }
    return (
        json.dumps({**made, **({"homepage": citation.url} if citation.url else {})}, ensure_ascii=False, indent=1)
        + "\n"
    )


def resource(table: Table, data: bytes) -> dict[str, Any]:
    """One table's CSV file."""
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": f"csv/{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema: fields, primary key and foreign keys."""
    made: dict[str, Any] = {
        "fields": [_field(column, primary=n == 0) for n, column in enumerate(table.columns)],
        "primaryKey": [table.names[0]],
        "missingValues": [""],
    }
    made["foreignKeys"] = [
        {"fields": [c.name], "reference": {"resource": _other(c, table), "fields": ["id"]}}
        for c in table.columns
        if c.references
    ]
    return made


def _other(column: Column, table: Table) -> str:
    return "" if column.references == table.name else column.references.replace("_", "-")


def _field(column: Column, primary: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required or primary else {}
    if primary:
        constraints["unique"] = True
    if column.vocabulary:
        constraints["enum"] = list(column.vocabulary.terms)
    elif column.truth:
        constraints |= {"minimum": 0, "maximum": 1}
    for sign, bound in column.bounds:
        constraints[_BOUNDS[sign]] = float(bound) if column.type == "REAL" else bound
    made: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
    if column.vocabulary:
        made["categories"] = [{"value": term, "label": term} for term in column.vocabulary.terms]
    if column.array:
        made["format"] = "default"
        made["description"] += " (JSON)"
    return {**made, "constraints": constraints} if constraints else made


def row_schema(table: Table) -> str:
    """JSON Schema (draft 2020-12) of one line of the table's JSON lines."""
    properties = {}
    for n, column in enumerate(table.columns):
        field = _field(column, primary=n == 0)
        types = ["array", "object"] if column.array else [_TYPES[column.type]]
        null = [] if column.required or n == 0 else ["null"]
        made: dict[str, Any] = {"description": column.description, "type": [*types, *null]}
        constraints = field.get("constraints", {})
        if column.vocabulary:
            made["enum"] = [*column.vocabulary.terms, *([None] if null else [])]
        made |= {key: constraints[key] for key in ("minimum", "maximum") if key in constraints}
        properties[column.name] = made
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.name,
        "description": table.description,
        "type": "object",
        "properties": properties,
        "required": table.names,
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
