"""JSON Schema for editors: one for article files, one for each kind, all from the models.

What references may name is in the project's data, which change every day: these schemas refer to another one for it,
by its address from where they lie.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter
from pydantic.errors import PydanticInvalidForJsonSchema

from curate.model.key import Key
from curate.model.kind import Kind
from curate.model.markers import Computed, NotInherited
from curate.model.schema import Schema

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: YAML writes a scalar bare, and editors read `13` as a number and `no` as a word: both ways are right.
_SCALARS = {"string": ["string", "number", "boolean"], "number": ["number", "string"], "integer": ["integer", "string"]}

#: What limits a value, in the words of JSON Schema.
_LIMITS = (
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems pattern".split()
)
#: A number in quotes.
_NUMBER = r"^\s*[-+]?(\d[\d_]*\.?[\d_]*|\.\d+)([eE][-+]?\d+)?\s*$"
#: What regular expressions of Rust, which pydantic's are, may hold and those of JavaScript, which editors use, may not.
_FOREIGN = re.compile(r"\(\?(?![:=!])|\\[AzZpPh]|\[\[|&&")
#: The file with the names.
NAMES = "names.schema.json"
#: More names than anybody would look through slow an editor down.
_MOST = 5_000


def _limits(key: Key) -> dict[str, Any]:
    """The limits that the model sets, as pydantic states them."""
    holds: Any = Annotated[key.holds, key.description, *key.info.metadata]
    try:
        stated = TypeAdapter(holds).json_schema()
    except PydanticInvalidForJsonSchema:  # a validator of the schema's own, which says nothing of what it takes
        return {}
    found = {name: stated[name] for name in _LIMITS if name in stated}
    return {n: limit for n, limit in found.items() if n != "pattern" or not _FOREIGN.search(limit)}


def _names_of(kind: Kind, name: str, names: str) -> list[dict[str, Any]]:
    """What a reference may name, as far as it is known; another name is none that an editor could refuse."""
    target = kind.refs.get(name, "claims")
    return [] if target == "claims" else [{"$ref": f"{names}#/$defs/{target}"}]


def _key(kind: Kind, name: str, schema: Schema, names: str) -> dict[str, Any]:
    key, known = kind.keys[name], _names_of(kind, name, names)
    made: dict[str, Any] = {"description": key.description}
    if key.vocabulary:
        terms = key.vocabulary.terms.items()
        made["oneOf"] = [{"const": term, "description": meant.definition} for term, meant in terms]
        return made | ({} if key.required else {"default": key.info.default} if key.info.default else {})
    if getattr(key.holds, "__origin__", None) is dict:
        return made | {"type": "object"}
    if key.holds is bool:
        return made | {"enum": [True, False, "true", "false", None]}
    if key.is_list:
        items = {"anyOf": [*known, {"type": _SCALARS["string"]}]} if known else {"type": _SCALARS["string"]}
        plain: dict[str, Any] = {"type": ["array", "string"], "items": items}
    else:
        simple = {float: "number", int: "integer"}.get(key.holds, "string")
        plain = {"type": [*_SCALARS[simple], "null"], **({} if simple == "string" else {"pattern": _NUMBER})}
    plain |= _limits(key)
    if not known:
        return made | plain
    target = kind.refs[name]
    inline = [{"$ref": f"#/$defs/{target}"}] if kind.is_claim and schema.kinds[target].model.id_from else []
    return made | {"anyOf": [*known, plain, *inline]}


def _record(kind: Kind, schema: Schema, names: str, complete: bool) -> dict[str, Any]:
    skipped = {n for n, k in kind.keys.items() if k.marker(Computed)} | (
        {"source"} if kind.is_claim and not complete else set()
    )
    properties = {name: _key(kind, name, schema, names) for name in kind.keys if name not in skipped}
    made = {"type": "object", "description": kind.description, "properties": properties, "additionalProperties": False}
    if complete:
        made["required"] = [name for name, key in kind.keys.items() if key.required and name not in skipped]
    return made


def _nested(kind: Kind, schema: Schema, names: str) -> dict[str, Any]:
    made = _record(kind, schema, names, complete=False)
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
    single = [n for n, k in kind.keys.items() if not k.is_list and not k.has(NotInherited)]
    patterns = {}
    for target in dict.fromkeys(kind.refs.get(name, "") for name in single):
        alike = [name for name in single if kind.refs.get(name, "") == target]
        items = {"anyOf": [*_names_of(kind, alike[0], names), {"type": _SCALARS["string"]}]}
        each = {"type": "array", "minItems": 1, "items": items, "description": "One claim for each item"}
        patterns["^each (" + "|".join(alike) + ")$"] = each
    made["patternProperties"] = patterns
    return made


def article_schema(schema: Schema, names: str = NAMES) -> dict[str, Any]:
    """The schema of an article file; `names` is the address of what references may name."""
    inline = [k for k in schema.written.values() if k.model.id_from]
    claims = {kind.table: {"type": "array", "items": {"$ref": f"#/$defs/{kind.table}"}} for kind in schema.claims}
    others = {
        kind.table: {"type": "array", "items": _record(kind, schema, names, complete=True)}
        for kind in schema.written.values()
        if not kind.is_claim and kind.table != "sources"
    }
    return {
        "$schema": _DRAFT,
        "title": "An article and the claims found in it",
        "type": "object",
        "properties": {
            "source": _record(schema.kinds["sources"], schema, names, complete=True),
            "defaults": {"type": "object", "description": "What every claim takes that does not say otherwise"},
            **claims,
            **others,
        },
        "required": ["source"],
        "additionalProperties": False,
        "$defs": {k.table: _nested(k, schema, names) for k in schema.claims}
        | {k.table: _record(k, schema, names, complete=False) for k in inline},
    }


def kind_schema(kind: Kind, schema: Schema, names: str = NAMES) -> dict[str, Any]:
    """The schema of a file that lists records of one kind; `names` is the address of what references may name."""
    inline = {k.table: _record(k, schema, names, complete=False) for k in schema.written.values() if k.model.id_from}
    items = _record(kind, schema, names, complete=True)
    made = {"$schema": _DRAFT, "title": kind.table, "type": "array", "items": items}
    return made | ({"$defs": inline} if kind.is_claim else {})


def names_schema(names: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """What references may name, by table: a list that an editor offers, or nothing where it would be too long."""
    sets = {table: sorted(set(found), key=str.casefold) for table, found in names.items()}
    offered = {table: {"enum": found} if 0 < len(found) <= _MOST else False for table, found in sorted(sets.items())}
    return {"$schema": _DRAFT, "title": "Names of records", "$defs": offered}


def schema_hash(schema: Schema) -> str:
    """SHA-256 over the schemas of all kinds."""
    every = [kind_schema(kind, schema) for _, kind in sorted(schema.written.items())]
    return hashlib.sha256(json.dumps(every, sort_keys=True).encode()).hexdigest()
