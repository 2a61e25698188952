"""What breaks the programs of those who use the data."""

from typing import Any

#: A type may become one that holds all that it held.
_WIDER = {("integer", "number"), ("integer", "string"), ("number", "string")}


def breaking(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Between two descriptors: tables, columns or terms gone, types narrower."""
    found, there = [], {r["name"]: _fields(r) for r in new["resources"]}
    for resource in old["resources"]:
        table = resource["name"]
        if table not in there:
            found.append(f"the table {table} is gone")
            continue
        for name, field in _fields(resource).items():
            now = there[table].get(name)
            if now is None:
                found.append(f"the column {table}.{name} is gone")
                continue
            if now["type"] != field["type"] and (field["type"], now["type"]) not in _WIDER:
                found.append(f"{table}.{name} was of type {field['type']} and is {now['type']}")
            found += [
                f"{table}.{name} has no term {term!r} any more" for term in _terms(field) - _terms(now) if _terms(now)
            ]
    return sorted(found)


def _fields(resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in resource["schema"]["fields"]}


def _terms(field: dict[str, Any]) -> set[str]:
    return set(field.get("constraints", {}).get("enum", []))
