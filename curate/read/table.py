"""A CSV file with columns of its own to rows, as its mapping file says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.schema import Schema
from curate.read.checks import DIFFERENT_RECORD, LISTING
from curate.read.csv import CellRow, Line, read_lines
from curate.read.mapping import READ, Cells, Plan, read_mapping
from curate.read.yaml import Mapping


@dataclass
class TableRow(CellRow):
    """A record made from some cells of a line; `columns` says where each key's value stands."""

    columns: dict[str, str] = field(default_factory=dict)

    def where(self, key: str) -> Spot:
        """The place of the first cell that the value is made from."""
        return super().where(self.columns.get(key, ""))


def read_table(schema: Schema, mapping: Mapping, text: str, file: str, problems: Problems) -> list[TableRow]:
    """The records that a table gives, each after those that it refers to."""
    maker = _Maker(problems)
    plans: list[Plan] = []
    for line in read_lines(text, file, problems):
        if not line.header:
            plans = read_mapping(schema, mapping, line.cells, problems)
            continue
        cells = dict(zip_longest(line.header, line.cells, fillvalue=""))
        for plan in plans:
            for these in maker.parts(plan, cells, line):
                maker.rows.append(maker.make(plan, these, line))
    return maker.rows


@dataclass
class _Maker:
    """Makes records; one that several lines refer to is made once, of all that they say of it."""

    problems: Problems
    rows: list[TableRow] = field(default_factory=list)
    known: dict[tuple[str, str], TableRow] = field(default_factory=dict)

    def refer(self, plan: Plan, cells: Cells, line: Line) -> list[str]:
        """The ids of the records that a reference is to; of the same cells, they are made once."""
        same = tuple(map(cells.__getitem__, plan.used))
        if (ids := plan.made.get(same)) is None:
            made = [self.join(self.make(plan, these, line)) for these in self.parts(plan, cells, line)]
            ids = plan.made[same] = list(dict.fromkeys(made))
        return ids

    def join(self, row: TableRow) -> str:
        """Keep a record, or add what it says to the one of its id, which must not say otherwise."""
        id_, kind = row.get("id"), row.kind
        known = self.known.setdefault((kind.table, id_), row)
        if known is row:
            self.rows.append(row)
        for key, value in row.values.items():
            if known.values.setdefault(key, value) != value:
                what = f"{kind.singular} {id_!r} has another {key} at line {known.spot.line}: {known.values[key]!r}"
                hint = f"correct one of the two, or make the id from what tells two {kind.table} apart"
                self.problems.add(row.where(key), DIFFERENT_RECORD, what, hint)
        known.ids = row.ids | known.ids
        return id_

    def make(self, plan: Plan, cells: Cells, line: Line) -> TableRow:
        """One record; those that it refers to are made before it."""
        values: dict[str, Any] = {name: v for name, value in plan.values.items() if (v := value(cells))}
        row = TableRow(plan.kind, values, line.spot, written=line.written, header=line.header, columns=plan.columns)
        for name, inner in plan.inner.items():
            if ids := self.refer(inner, cells, line):
                values[name] = row.ids[name] = ids if name in plan.kind.links else ids[0]
        return row

    def parts(self, plan: Plan, cells: Cells, line: Line) -> Iterator[Cells]:
        """The cells of each record: the line's, with what each part of a listing cell reads as."""
        if not plan.each:
            if any(map(cells.__getitem__, plan.used)):
                yield cells
            return
        cell, at = cells[plan.each], 0
        while at < len(cell):
            match = plan.read_as.match(cell, at)
            if not match or match.end() == at:
                what = f"{cell[at:]!r} in {plan.each!r} does not read as {plan.read_as.pattern}"
                spot = CellRow(plan.kind, {}, line.spot, written=line.written, header=line.header).where(plan.each)
                self.problems.add(spot, LISTING, what, f"correct the cell, or `{READ}:` in the mapping file")
                return
            at = match.end()
            yield {**cells, **match.groupdict("")}
