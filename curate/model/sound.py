"""Whether what a schema declares can be a database: everything that is wrong with it."""

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

from curate.model.checks import SCHEMA
from curate.model.claim import Claim
from curate.model.core import CORE
from curate.model.declared import declared
from curate.model.kind import Kind
from curate.model.markers import Follows, MadeOf, Stated
from curate.model.problem import Problem, Spot, did_you_mean
from curate.model.project import Project
from curate.model.record import Record

#: Columns that every table of SQLite has, and those that a search index has.
_EVERYWHERE, _SEARCHED = ("rowid", "oid", "_rowid_"), ("rank",)
_TYPES = (
    "a field is a str, int, float, bool, Vocabulary, Count, Edtf, Period or Evidence, a list[str] or dict[str, str]; "
    "a Ref is a str and a Link a list[str]; one that may be left out says so by `= optional`, not by its type"
)


def faults_of_models(project: Project, home: Path, models: dict[str, list[type[Record]]]) -> Iterator[Problem]:
    """What is wrong with the classes of a schema, by table; `home` is the module that holds them."""
    for table, same in models.items():
        for model in same:
            lines, first = inspect.getsourcelines(model)
            at = next((n for n, line in enumerate(lines, first) if line.strip().startswith("table")), first)
            spot, hint = Spot(project.shown(Path(inspect.getfile(model))), at, 5), "give it another name"
            if table in {core.table for core in CORE}:
                yield Problem(spot, SCHEMA, f"{table!r} is a table of curate's own", hint)
            elif model is not same[0]:
                yield Problem(spot, SCHEMA, f"{table!r} is the table of {same[0].__name__} as well", hint)
    claimants = [table for table, same in models.items() if same[0].claimants]
    if len(claimants) != 1:
        what = f"exactly one kind must say `claimants = True`, not {len(claimants)}"
        yield Problem(Spot(project.shown(home)), SCHEMA, what, "say it of the kind of those who claim")


def faults_of_kinds(project: Project, kinds: dict[str, Kind]) -> Iterator[Problem]:
    """What is wrong with the fields of all kinds: types, references, names of columns, and what names them."""
    for kind in kinds.values():
        yield from _misnamed(project, kinds, kind)
        columns = [column.name for column in kind.columns]
        for name, key in kind.keys.items():
            for what, hint in _faults(kinds, kind, name):
                yield Problem(declared(project, kind, name), SCHEMA, what, hint)
            for column in key.columns if key.supported else ():
                taken = column.name in (_EVERYWHERE + _SEARCHED if column.full_text else _EVERYWHERE)
                if taken or columns.count(column.name) > 1:
                    what = f"{kind.table}.{name} makes a column {column.name!r}, a name that is taken"
                    yield Problem(declared(project, kind, name), SCHEMA, what, "give the field another name")


def _faults(kinds: dict[str, Kind], kind: Kind, name: str) -> Iterator[tuple[str, str]]:
    key, table = kind.keys[name], kind.refs.get(name)
    if table is not None and table not in kinds:
        hint = did_you_mean(table, kinds) or "correct the schema"
        yield f"{kind.table}.{name} refers to {table!r}, and no kind has that table", hint
    if name == "table":
        yield f"{kind.table}.table is a key by which JSON lines name the table", "give the field another name"
    if not key.supported:
        yield f"{kind.table}.{name} is of type {inspect.formatannotation(key.holds)}", _TYPES


def _misnamed(project: Project, kinds: dict[str, Kind], kind: Kind) -> Iterator[Problem]:
    """What a kind's class and fields name that is not there."""
    for where, name, what, known in _named(kinds, kind):
        if name not in known:
            hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
            told = f"{kind.table}.{where} names {name!r}, and {what} has that name"
            yield Problem(declared(project, kind, where), SCHEMA, told, hint)


def _named(kinds: dict[str, Kind], kind: Kind) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    """Where a kind names something, the name, what is amiss if there is no such thing, and all there are."""
    model, one, no_key = kind.model, f"no single reference of {kind.table}", f"no key of {kind.table}"
    single = [name for name in kind.refs if not kind.keys[name].is_link]
    yield "sort", model.sort, f"no column of {kind.table}", [column.name for column in kind.columns]
    yield from (("label", name, no_key, kind.keys) for name in model.label)
    yield from (("id_from", name, no_key, kind.keys) for name in model.id_from)
    if issubclass(model, Claim):
        yield "claimant_field", model.claimant_field, one, single
    for where, key in kind.keys.items():
        if follows := key.marker(Follows):
            yield where, follows.ref, one, single
            if named := kinds.get(kind.refs.get(follows.ref, "")):
                yield where, follows.key, f"no key of {named.table}", named.keys
        if (stated := key.marker(Stated)) and stated.of:
            yield where, stated.of, one, single
        if made := key.marker(MadeOf):
            yield from ((where, name, no_key, kind.keys) for name in made.keys)
        if key.policy and key.policy.by:
            yield where, key.policy.by, no_key, kind.keys
