"""JSON Schema for editors: one for article files, one for each kind, all from the models."""

import hashlib
import json
from typing import Any

from curate.model.kind import Kind
from curate.model.markers import Computed, NotInherited
from curate.model.schema import Schema

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: YAML writes a scalar bare, and editors read `13` as a number and `no` as a word: both ways are right.
_SCALARS = {"string": ["string", "number", "boolean"], "number": ["number", "string"], "integer": ["integer", "string"]}


def _key(kind: Kind, name: str, schema: Schema) -> dict[str, Any]:
    key = kind.keys[name]
    made: dict[str, Any] = {"description": key.description}
    if key.vocabulary:
        terms = key.vocabulary.terms.items()
        made["oneOf"] = [{"const": term, "description": meant.definition} for term, meant in terms]
        return made | ({} if key.required else {"default": key.info.default} if key.info.default else {})
    if key.is_list:
        return made | {"type": ["array", "string"], "items": {"type": _SCALARS["string"]}}
    if getattr(key.holds, "__origin__", None) is dict:
        return made | {"type": "object"}
    if key.holds is bool:
        return made | {"enum": [True, False, "true", "false", None]}
    simple = {float: "number", int: "integer"}.get(key.holds, "string")
    made["type"] = [*_SCALARS[simple], "null"]
    target = kind.refs.get(name)
    if target and kind.is_claim and schema.kinds[target].model.id_from:
        return {"description": key.description, "anyOf": [{"type": made["type"]}, {"$ref": f"#/$defs/{target}"}]}
    return made


def _record(kind: Kind, schema: Schema, complete: bool) -> dict[str, Any]:
    skipped = {n for n, k in kind.keys.items() if k.marker(Computed)} | (
        {"source"} if kind.is_claim and not complete else set()
    )
    properties = {name: _key(kind, name, schema) for name in kind.keys if name not in skipped}
    made = {"type": "object", "description": kind.description, "properties": properties, "additionalProperties": False}
    if complete:
        made["required"] = [name for name, key in kind.keys.items() if key.required and name not in skipped]
    return made


def _nested(kind: Kind, schema: Schema) -> dict[str, Any]:
    made = _record(kind, schema, complete=False)
    below = {"type": "array", "items": {"$ref": f"#/$defs/{kind.table}"}}
    meanings = {
        "parts": "Claims whose numbers this claim's number contains",
        "denied": "Claims of others that it is not so",
        "corroborated": "Claims of others that confirm it",
        "superseded": "Claims of the same claimant that correct it, so that it counts no more",
        "retracted": "Claims of the same claimant that take it back, so that it counts no more",
        "caused": "Claims of what is said to have led to it",
    }
    made["properties"] |= {name: {**below, "description": text} for name, text in meanings.items()}
    items = {"type": "array", "minItems": 1, "items": {"type": _SCALARS["string"]}}
    single = [n for n, k in kind.keys.items() if not k.is_list and not k.has(NotInherited)]
    pattern = "^each (" + "|".join(single) + ")$"
    made["patternProperties"] = {pattern: {**items, "description": "One claim for each item"}}
    return made


def article_schema(schema: Schema) -> dict[str, Any]:
    """The schema of an article file."""
    inline = [k for k in schema.written.values() if k.model.id_from]
    claims = {kind.table: {"type": "array", "items": {"$ref": f"#/$defs/{kind.table}"}} for kind in schema.claims}
    others = {
        kind.table: {"type": "array", "items": _record(kind, schema, complete=True)}
        for kind in schema.written.values()
        if not kind.is_claim and kind.table != "sources"
    }
    return {
        "$schema": _DRAFT,
        "title": "An article and the claims found in it",
        "type": "object",
        "properties": {
            "source": _record(schema.kinds["sources"], schema, complete=True),
            "defaults": {"type": "object", "description": "What every claim takes that does not say otherwise"},
            **claims,
            **others,
        },
        "required": ["source"],
        "additionalProperties": False,
        "$defs": {k.table: _nested(k, schema) for k in schema.claims}
        | {k.table: _record(k, schema, complete=False) for k in inline},
    }


def kind_schema(kind: Kind, schema: Schema) -> dict[str, Any]:
    """The schema of a file that lists records of one kind."""
    inline = {k.table: _record(k, schema, complete=False) for k in schema.written.values() if k.model.id_from}
    items = _record(kind, schema, complete=True)
    made = {"$schema": _DRAFT, "title": kind.table, "type": "array", "items": items}
    return made | ({"$defs": inline} if kind.is_claim else {})


def schema_hash(schema: Schema) -> str:
    """SHA-256 over the schemas of all kinds."""
    every = [kind_schema(kind, schema) for _, kind in sorted(schema.written.items())]
    return hashlib.sha256(json.dumps(every, sort_keys=True).encode()).hexdigest()
