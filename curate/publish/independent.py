"""A check of what was written by another hand: frictionless reads the package as any user's tool would."""

from pathlib import Path

from curate.model.problem import Problems, Spot


def check_package(folder: Path, problems: Problems) -> None:
    """A problem for each thing that frictionless finds: files, hashes, types, constraints, keys.

    Raises:
        ModuleNotFoundError: frictionless is not installed.
    """
    from frictionless import Package

    report = Package(str(folder / "datapackage.json")).validate()
    for error in report.errors:
        problems.add(Spot("datapackage.json"), "package", error.message)
    for task in report.tasks:
        for error in task.errors:
            problems.add(Spot(task.place), f"package-{error.type}", error.message, "this is curate's fault: report it")
