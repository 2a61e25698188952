"""Checks of what was written by other hands: frictionless reads the package as any user's tool would, and CITATION.cff
is held against its published schema."""

import json
from pathlib import Path
from typing import Any

import yaml

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.publish.checks import CITATION, PACKAGE
from curate.publish.citation import FILE


def check_package(folder: Path, problems: Problems) -> None:
    """A problem for each thing that frictionless finds: files, hashes, types, constraints, keys.

    Raises:
        ModuleNotFoundError: frictionless is not installed.
    """
    from frictionless import Package

    # given by its path, a descriptor below a folder with `?` in its name would be taken for a pattern
    described = json.loads((folder / "datapackage.json").read_bytes())
    report = Package.from_descriptor(described, basepath=str(folder)).validate()
    for error in report.errors:
        problems.add(Spot("datapackage.json"), PACKAGE, error.message)
    for task in report.tasks:
        for error in task.errors:
            what, hint = f"{error.type}: {error.message}", "this is curate's fault: report it"
            problems.add(Spot(task.place), PACKAGE, what, hint)


def check_citation(folder: Path, problems: Problems) -> None:
    """A problem for each thing in which CITATION.cff differs from the schema of the Citation File Format 1.2.0.

    Raises:
        ModuleNotFoundError: check-jsonschema, which carries the schema, is not installed.
    """
    from check_jsonschema.builtin_schemas import get_builtin_schema
    from jsonschema import Draft7Validator, FormatChecker

    written = json.loads(json.dumps(yaml.safe_load((folder / FILE).read_text("utf-8")), default=str))
    schema = get_builtin_schema("vendor.citation-file-format")
    for found in Draft7Validator(schema, format_checker=FormatChecker()).iter_errors(written):
        closest = _closest(found)
        place = ".".join(str(key) for key in closest.absolute_path)
        what = f"{place}: {closest.message}" if place else closest.message
        problems.add(Spot(FILE), CITATION, what, "correct the project's CITATION.cff")


def _closest(error: Any) -> Any:
    """Of the alternatives that a schema leaves and that all fail, the first fault of the one with the fewest."""
    while error.context:
        alternatives: dict[Any, list[Any]] = {}
        for inner in error.context:
            alternatives.setdefault(inner.schema_path[0], []).append(inner)
        error = min(alternatives.values(), key=len)[0]
    return error
