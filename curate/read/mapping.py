"""Mapping files, `schema/tables/<name>.yml`: which records each line of a CSV file with columns of its own gives.

    codes of: UCDP                      # cells may hold this codebook's codes of a term (see `crosswalks`)
    events:                             # the kind of record that a line gives
      id: event_no                      # key: column
      period: "{begins}/{ends}"         # or words with columns in braces
      place: {id: "{town} {lat}", …}    # a reference: the record is made here, once for all lines that give its id
      sources:                          # several records from one cell
        each in: articles
        read as: (?P<paper>.*?), (?P<headline>.*?)(;|$)  # again and again, to the end; named groups are columns here
        id: "{paper} {headline}"

An id made with braces is cut short and ends in a digest of the whole. Cells are kept as they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter

from curate.model.checks import WRONG_SHAPE
from curate.model.kind import Kind
from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.model.schema import Schema
from curate.read.checks import MISSING, UNKNOWN_COLUMN, UNKNOWN_KEY, UNKNOWN_KIND, WRONG_VALUE
from curate.read.fold import digest, slug
from curate.read.yaml import Mapping, Node, Scalar

Cells = dict[str, str]
EACH, READ = "each in", "read as"
_CODES = "codes of"
_COLUMN = re.compile(r"\{([^{}]*)\}")


@dataclass
class Plan:
    """How one kind of record is made from cells."""

    kind: Kind
    #: What each key's value is made by, and the column where it stands (or begins).
    values: dict[str, Callable[[Cells], str]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    #: The plans of the records that references are to.
    inner: "dict[str, Plan]" = field(default_factory=dict)
    #: The column that lists several records, and how each is read.
    each: str = ""
    read_as: re.Pattern[str] = re.compile(r".+", re.DOTALL)
    #: All columns that it is made from.
    used: set[str] = field(default_factory=set)
    #: The ids of the records that it made of the same cells before.
    made: dict[tuple[str, ...], list[str]] = field(default_factory=dict)


def read_mapping(schema: Schema, mapping: Mapping, header: list[str], problems: Problems) -> list[Plan]:
    """The plan for each kind that a mapping file names."""
    codebook = mapping.get(_CODES)
    reader = _Reader(schema, problems, (codebook.text if isinstance(codebook, Scalar) else "") or "")
    plans = []
    for name, (key, node) in mapping.entries.items():
        if name in schema.written and isinstance(node, Mapping):
            plans.append(reader.plan(schema.written[name], node, {column: column for column in header}))
        elif name != _CODES:
            hint = did_you_mean(name, schema.written) or f"there are {', '.join(schema.written)}, and `{_CODES}`"
            problems.add(key.spot, UNKNOWN_KIND, f"no kind of record is called {name!r}", hint)
    return plans


@dataclass
class _Reader:
    schema: Schema
    problems: Problems
    codebook: str

    def plan(self, kind: Kind, node: Mapping, columns: dict[str, str]) -> Plan:
        """`columns` says where each column stands: in itself, or a named group in the column that it is read from."""
        plan = Plan(kind)
        groups = self.listing(plan, node, columns)
        columns = columns | dict.fromkeys(groups, plan.each)
        for name, (key_node, value) in node.entries.items():
            if name in (EACH, READ):
                continue
            if name not in kind.file_keys:
                hint = did_you_mean(name, kind.file_keys) or f"there are {', '.join(kind.file_keys)}"
                self.problems.add(key_node.spot, UNKNOWN_KEY, f"{kind.one} has no {name!r}", hint)
            elif isinstance(value, Mapping) and name in kind.refs:
                inner = self.plan(self.schema.kinds[kind.refs[name]], value, columns)
                plan.inner[name], plan.columns[name] = inner, inner.each or inner.columns.get("id", "")
                plan.used |= inner.used
            elif isinstance(value, Scalar) and value.text:
                self.value(plan, name, value, columns)
            else:
                what = f"{name!r} takes a column, or words with columns in braces"
                self.problems.add(value.spot, WRONG_SHAPE, what, f"write `{name}: a column's name`")
        if "id" not in node.entries:
            self.problems.add(node.spot, MISSING, f"{kind.one} needs 'id'", 'add `id: "{column} {column}"`')
        plan.used = plan.used - groups | ({plan.each} if plan.each else set())
        return plan

    def listing(self, plan: Plan, node: Mapping, columns: dict[str, str]) -> set[str]:
        """The column that lists several records, and the names that reading each of them gives."""
        each, read = (value.text if isinstance(value := node.get(n), Scalar) else None for n in (EACH, READ))
        if each and self.known(each, node.entries[EACH][1], columns):
            plan.each = each
        try:
            plan.read_as = re.compile(read, re.DOTALL) if read else plan.read_as
        except re.error as error:
            what = f"`{READ}` is no regular expression: {error}"
            self.problems.add(node.entries[READ][1].spot, WRONG_VALUE, what, "correct it")
        return set(plan.read_as.groupindex)

    def known(self, name: str, node: Node, columns: dict[str, str]) -> bool:
        if name not in columns:
            hint = did_you_mean(name, columns) or f"there are {', '.join(columns)}"
            self.problems.add(node.spot, UNKNOWN_COLUMN, f"the table has no column {name!r}", hint)
        return name in columns

    def value(self, plan: Plan, name: str, node: Scalar, columns: dict[str, str]) -> None:
        text = node.text or ""
        named = _COLUMN.findall(text) or [text]
        if all(self.known(column, node, columns) for column in named):
            plan.columns[name] = columns[named[0]]
            plan.used |= set(named)
            plan.values[name] = _value(plan.kind, name, text, named, self.codebook)


def _value(kind: Kind, name: str, text: str, named: list[str], codebook: str) -> Callable[[Cells], str]:
    if named != [text]:
        said, cells_of = _COLUMN.sub("%s", text.replace("%", "%%")), itemgetter(*named)

        def made(cells: Cells) -> str:
            found = cells_of(cells)
            if not any(found):
                return ""
            return _made_id(said % found) if name == "id" else said % found

        return made
    vocabulary = kind.keys[name].vocabulary
    terms = vocabulary.terms.items() if vocabulary else ()
    codes = {meant.crosswalks[codebook]: term for term, meant in terms if codebook in meant.crosswalks}
    return (lambda cells: codes.get(cells[text], cells[text])) if codes else itemgetter(text)


class MadeId(str):
    """An id that was made of words: it ends in their hash, by which a guess at them can be confirmed."""

    words: str


def _made_id(words: str) -> MadeId:
    made = MadeId(f"{slug(words)[:40].strip('-')}-{digest(words, 8)}".strip("-"))
    made.words = words
    return made
