"""CHANGES.md: what a release changes for those who used the last one, and whether its version may."""

import json
from pathlib import Path
from typing import Any

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.publish.compare import compare
from curate.publish.gate import Gate
from curate.publish.names import Redactor
from curate.publish.told import markdown
from curate.publish.versions import read_database
from curate.publish.withdrawn import withdrawn

#: A type may become one that holds all that it held.
_WIDER = {("integer", "number"), ("integer", "string"), ("number", "string")}

_HIDDEN = "- Something that is withheld now."


def key(version: str) -> tuple[int, ...]:
    """A version's numbers, to compare by."""
    return tuple(int(part) for part in version.split("."))


def last_release(releases: Path, version: str) -> Path | None:
    """The folder of the release before a version, if there is one."""
    found = [p for p in releases.glob("[0-9]*") if (p / "datapackage.json").is_file() and key(p.name) < key(version)]
    return max(found, key=lambda p: key(p.name), default=None)


def changes(last: Path | None, database: Path, root: Path, gate: Gate, redactor: Redactor) -> str:
    """CHANGES.md. Nothing that is withheld now is told, though the last release may have had it."""
    if last is None:
        return "# Changes\n\nThe first release.\n"
    difference = compare(read_database(last / database.name), read_database(database))
    reasons = {gone.id: gone.reason for gone in withdrawn(root)}
    lines = markdown(difference, reasons).splitlines()
    told: list[str] = []
    for line in lines:
        hidden = any(gate.hits_in("CHANGES.md", line.encode())) or redactor.finds(line)
        if not (hidden and told[-1:] == [_HIDDEN]):
            told.append(_HIDDEN if hidden else line)
    return f"# Changes since {last.name}\n\n" + "\n".join(told) + "\n"


def breaking(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What breaks the programs of those who use the data: tables, columns or terms gone, types narrower."""
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


def guard(last: Path | None, staged: Path, version: str, problems: Problems) -> None:
    """A problem for each change that needs a major version, unless this is one. CHANGES.md names them in any case."""
    if last is None:
        return
    old, new = (json.loads((folder / "datapackage.json").read_text("utf-8")) for folder in (last, staged))
    found = breaking(old, new)
    if found and key(version)[0] == key(last.name)[0]:
        hint = f"keep it, or release a major version ({key(last.name)[0] + 1}.0)"
        for what in found:
            problems.add(Spot("datapackage.json"), "breaking", f"since {last.name} {what}", hint)
