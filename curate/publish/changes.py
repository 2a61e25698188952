"""CHANGES.md: what a release changes for those who used the last one, and whether its version may."""

import json
from itertools import pairwise
from pathlib import Path

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.publish.breaking import breaking
from curate.publish.checks import BREAKING
from curate.publish.compare import compare
from curate.publish.gate import Gate
from curate.publish.graves import Grave
from curate.publish.last import Last, key
from curate.publish.names import Redactor
from curate.publish.told import markdown, unmarked
from curate.publish.versions import read_database

_HIDDEN = "Something that is withheld now."


def changes(last: Last | None, database: Path, graves: list[Grave], gate: Gate, redactor: Redactor) -> str:
    """CHANGES.md. Nothing that is withheld now is told, though the last release may have had it."""
    if last is None:
        return "# Changes\n\nThe first release.\n"
    difference = compare(last.tables, read_database(database))

    def safe(sentence: str) -> str:
        """Looked at as it is: with its signs escaped, a name would not be found."""
        hidden = any(gate.hits_in("CHANGES.md", sentence.encode())) or redactor.finds(sentence)
        return _HIDDEN if hidden else unmarked(sentence)

    lines = markdown(difference, {gone.id: gone.reason for gone in graves}, safe).split("\n")
    told = [line for before, line in pairwise(["", *lines]) if not (before == line == f"- {_HIDDEN}")]
    return f"# Changes since {last.version}\n\n" + "\n".join(told).rstrip() + "\n"


def guard(last: Last | None, staged: Path, version: str, problems: Problems) -> None:
    """A problem for each change that needs a major version, unless this is one. CHANGES.md names them in any case."""
    if last is None:
        return
    found = breaking(last.described, json.loads((staged / "datapackage.json").read_bytes()))
    if found and key(version)[0] == key(last.version)[0]:
        hint = f"keep it, or release a major version ({key(last.version)[0] + 1}.0)"
        for what in found:
            problems.add(Spot("datapackage.json"), BREAKING, f"since {last.version} {what}", hint)
