"""A project's schema: its record kinds, found in the module that the project names."""

import importlib
import pkgutil
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from inspect import isclass
from pathlib import Path

from curate.model.checks import SCHEMA
from curate.model.core import CORE
from curate.model.declared import declared
from curate.model.kind import Kind
from curate.model.problem import Problem, Refused, Spot
from curate.model.project import Project
from curate.model.record import Record
from curate.model.settings import spot_of_setting
from curate.model.sound import faults_of_kinds, faults_of_models
from curate.model.source import Source


class SchemaError(Refused):
    """The schema cannot be used; the message says where and why."""


@dataclass(frozen=True)
class LinkTable:
    """A table that joins two kinds: a record, the record that it names, and in which role."""

    name: str
    owner: Kind
    target: Kind
    roles: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, str]:
        """The two columns that hold ids."""
        return (f"{self.owner.singular.replace(' ', '_')}_id", f"{self.target.singular.replace(' ', '_')}_id")


@dataclass(frozen=True)
class Schema:
    """All kinds by table: the project's and curate's own."""

    kinds: dict[str, Kind]

    @cached_property
    def claims(self) -> list[Kind]:
        """The kinds whose records are claims."""
        return [kind for kind in self.kinds.values() if kind.is_claim]

    @cached_property
    def written(self) -> dict[str, Kind]:
        """The kinds that people write in files."""
        derived = {model.table for model in CORE} - {"claim_links"}
        return {table: kind for table, kind in self.kinds.items() if table not in derived}

    @cached_property
    def in_order(self) -> list[Kind]:
        """The written kinds, each after those that it refers to."""
        graph = {t: {r for r in k.refs.values() if r in self.written and r != t} for t, k in self.written.items()}
        return [self.written[table] for table in TopologicalSorter(graph).static_order()]

    @cached_property
    def link_tables(self) -> list[LinkTable]:
        """The link tables that `Link` fields ask for."""
        roles: dict[tuple[str, str, str], list[str]] = {}
        for kind in self.written.values():
            for link in kind.links.values():
                roles.setdefault((link.through, kind.table, link.table), []).append(link.role)
        return [LinkTable(n, self.kinds[o], self.kinds[t], tuple(r)) for (n, o, t), r in roles.items()]


@dataclass(frozen=True, kw_only=True)
class LoadedProject(Project):
    """A project with the schema that its records follow."""

    schema: Schema


def load_project(project: Project) -> LoadedProject:
    """Load a project's schema, which runs its Python.

    Raises:
        SchemaError: it cannot be loaded.
    """
    settings = {field.name: getattr(project, field.name) for field in fields(Project)}
    return LoadedProject(**settings, schema=_load_schema(project))


def _load_schema(project: Project) -> Schema:
    """The kinds that a project's schema module defines; SchemaError if it is missing, broken, or refers to a table that
    no kind has."""
    root, name = project.root, project.schema_module
    home = next((p for p in (project.schema_folder / "__init__.py", project.schema_file) if p.is_file()), None)
    if home is None:
        what, hint = f"there is no schema {name!r} in this folder", "correct `schema` of [tool.curate]"
        raise SchemaError(Problem(spot_of_setting(root, "schema"), SCHEMA, what, hint))
    try:
        models = _models(root, name)
    except Exception as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(root)]
        line = getattr(error, "lineno", None) or (frames[-1].lineno if frames else None)
        file = Path(getattr(error, "filename", None) or (frames[-1].filename if frames else home))
        spot, what = Spot(project.shown(file), line or 1), " ".join(f"{type(error).__name__}: {error}".split())
        raise SchemaError(Problem(spot, SCHEMA, what, "correct the schema")) from error
    if wrong := list(faults_of_models(project, home, models)):
        raise SchemaError(*wrong)
    claimants = next(table for table, (model, *_) in models.items() if model.claimants)
    every = {Source.table: Source, **{t: m for t, (m, *_) in models.items()}, **{m.table: m for m in CORE}}
    schema = Schema({table: Kind(model, claimants) for table, model in every.items()})
    if wrong := [*faults_of_kinds(project, schema.kinds), *_circles(project, schema)]:
        raise SchemaError(*wrong)
    return schema


def _circles(project: Project, schema: Schema) -> Iterator[Problem]:
    """Kinds that refer to each other, so that neither comes first."""
    try:
        _ = schema.in_order
    except CycleError as error:
        first, *others = error.args[1]
        what = f"{first} and {' and '.join(others[:-1])} refer to each other"
        yield Problem(declared(project, schema.kinds[first]), SCHEMA, what, "let one of them not name the other")


def _models(root: Path, name: str) -> dict[str, list[type[Record]]]:
    """The kinds' classes by table, from the module and all its submodules, imported afresh."""
    for loaded in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
        del sys.modules[loaded]
    sys.path.insert(0, str(root))
    try:
        importlib.invalidate_caches()
        module = importlib.import_module(name)
        for sub in sorted(pkgutil.iter_modules(getattr(module, "__path__", [])), key=lambda m: m.name):
            importlib.import_module(f"{name}.{sub.name}")
    finally:
        sys.path.remove(str(root))
    found: dict[str, list[type[Record]]] = {}
    for module in [m for n, m in sorted(sys.modules.items()) if n == name or n.startswith(f"{name}.")]:
        for value in vars(module).values():
            if isclass(value) and issubclass(value, Record) and value.table and value.__module__ == module.__name__:
                found.setdefault(value.table, []).append(value)
    return found
