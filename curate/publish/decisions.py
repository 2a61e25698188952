"""What a person decided of single words of withheld names: `review/name_parts.csv`.

Its columns are record (whose name is withheld; empty: whoever has the word in a name), word, where (empty: everywhere;
`table/id/column`, or a file of the release) and decision (`withhold`, or `somebody else`).
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from curate.check.checked import Checked, Record
from curate.model.problem import did_you_mean
from curate.model.settings import read_own
from curate.publish.checks import PART_DECISION
from curate.publish.names import Redactor
from curate.publish.parts import Parts
from curate.publish.secrets import Secret
from curate.publish.skeleton import Skeleton
from curate.publish.withhold import Mark, mark
from curate.read.csv import cell_spot, read_lines

FILE = "review/name_parts.csv"
HEADER = "record,word,where,decision"
WITHHOLD, OTHER = "withhold", "somebody else"
_RECORD, _WORD, _WHERE, _DECISION = range(4)


class Decision(NamedTuple):
    """A line of the file. `word` is folded."""

    record: str
    word: str
    where: str
    decision: str


class Fault(NamedTuple):
    """What is wrong with a cell, and what to do."""

    cell: int
    what: str
    hint: str


class Decisions:
    """The decisions of a project on the parts of its withheld names. Faults are problems of the project.

    Raises:
        ProjectError: the file is not UTF-8.
    """

    def __init__(self, checked: Checked, unnamed: Iterable[Record]) -> None:
        self.parts = Parts(unnamed)
        self._records = {mark(r): r for records in checked.records.values() for r in records}
        self._kinds = checked.dataset.project.schema.kinds
        self.made = set(self._read(checked))
        #: The words that are withheld in one column of a record.
        self.placed: dict[Mark, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for made in self.made:
            if made.decision == WITHHOLD and made.where:
                table, id_, column = _place(made.where)
                self.placed[table, id_][column] |= self.written(made)

    def written(self, made: Decision) -> set[str]:
        """How names write the word of a decision."""
        owners = self._owners(made.word)
        return {owners[made.record]} if made.record else set(owners.values())

    def written_of(self, word: str) -> set[str]:
        """How names write a word."""
        return set(self._owners(word).values())

    def _owners(self, word: str) -> dict[str, str]:
        return {**self.parts.alone.get(word, {}), **self.parts.owners.get(word, {})}

    @property
    def withheld(self) -> set[str]:
        """The words that are withheld everywhere."""
        return {w for made in self.made if made.decision == WITHHOLD and not made.where for w in self.written(made)}

    def secrets(self) -> Iterator[Secret]:
        """The same, as the gate looks for them."""
        yield from (Secret(word, "a word of a name that is withheld", part=True) for word in sorted(self.withheld))

    def redactor(self, redactor: Redactor, link: str) -> Redactor:
        """The redactor for the note of a link."""
        placed = self.placed.get(("claim_links", link))
        return redactor.also(words=placed["note"]) if placed else redactor

    def open(self, word: str, where: str) -> set[str]:
        """The records that a word may tell of in a place, as far as nobody decided that it does not."""
        lines = ((record, place) for record in ("", *self._owners(word)) for place in dict.fromkeys(("", where)))
        settled = {r for r, place in lines if any(Decision(r, word, place, d) in self.made for d in (WITHHOLD, OTHER))}
        return set() if "" in settled else self._owners(word).keys() - settled

    def undecided(self) -> set[str]:
        """The words that are not somebody else's everywhere, as names write them."""
        every = {*self.parts.owners, *self.parts.alone}
        return {w for word in every if self.open(word, "") for w in self._owners(word).values()}

    def _read(self, checked: Checked) -> Iterator[Decision]:
        path = checked.dataset.project.root / FILE
        text = read_own(path, FILE) if path.is_file() else ""
        headless = not all(name in text.split("\n", 1)[0] for name in HEADER.split(","))
        seen: dict[tuple[str, str, str], str] = {}
        for line in list(read_lines(f"{HEADER}\n{text}" if headless else text, FILE, checked.problems))[1:]:
            cells = dict(zip(line.header, map(str.strip, line.cells), strict=True))
            record, word, where, decision = (cells.get(name, "") for name in HEADER.split(","))
            made = Decision(record, Skeleton(word).letters, self.canonical(where), decision)
            other = seen.setdefault(made[:3], decision)
            faults = list(self._faults(made, word, where, other))
            for fault in faults:
                spot = cell_spot(line.spot, line.written, fault.cell)
                spot = spot._replace(line=spot.line - headless)
                checked.problems.add(spot, PART_DECISION, fault.what, fault.hint)
            if not faults:
                yield made

    def canonical(self, where: str) -> str:
        """A place, by the table `claims` if it is in a claim."""
        table, *rest = where.split("/")
        kind = self._kinds.get(table)
        return "/".join(["claims" if kind and kind.is_claim else table, *rest])

    def _faults(self, made: Decision, word: str, where: str, other: str) -> Iterator[Fault]:
        owners = self._owners(made.word)
        everybody = {id_ for its in (self.parts.owners, self.parts.alone) for who in its.values() for id_ in who}
        if made.record and made.record not in everybody:
            hint = did_you_mean(made.record, everybody) or "name a record that has `protection:`, or nobody"
            yield Fault(_RECORD, f"{made.record!r} is no record whose name is withheld", hint)
        elif made.record not in owners if made.record else not owners:
            whose = f"a name of {made.record}" if made.record else "a name that is withheld"
            yield Fault(_WORD, f"{word!r} is no word of {whose}", "copy a word of the name, or take the line out")
        if made.decision not in (WITHHOLD, OTHER):
            what = f"{made.decision!r} is no decision"
            yield Fault(_DECISION, what, f"write `{WITHHOLD}` or `{OTHER}`")
        elif made.decision != other:
            yield Fault(_DECISION, f"another line says {other!r} of the same", "keep one of the two")
        if made.where:
            yield from self._place_faults(made, word, where)

    def _place_faults(self, made: Decision, word: str, where: str) -> Iterator[Fault]:
        if made.where.count("/") < 2 or "." in made.where.split("/")[0]:
            if made.decision == WITHHOLD:
                yield Fault(_WHERE, f"{where} is no place in a record", "change what says the word, or write no place")
            return
        table, id_, column = _place(made.where)
        record = self._records.get((table, id_))
        if record is None or column not in (*record.row.kind.keys, "evidence"):
            yield Fault(_WHERE, f"there is no {where}", "write table/id/column, or take the line out")
        elif not any(made.word in self.parts.find(text, True) for text in texts(record).get(column, ())):
            yield Fault(_WHERE, f"{word!r} does not stand in {where} any more", "take the line out")
        elif made.decision == WITHHOLD and (column == "id" or _is_term(record, column)):
            yield Fault(_WHERE, f"{where} is an id or a term, which is not rewritten", "give the record another one")


def _is_term(record: Record, column: str) -> bool:
    return column in record.row.kind.keys and bool(record.row.kind.keys[column].vocabulary)


def _place(where: str) -> tuple[str, str, str]:
    table, rest = where.split("/", 1)
    id_, column = rest.rsplit("/", 1)
    return table, id_, column


def texts(record: Record) -> dict[str, list[str]]:
    """The texts of a record by column; those of references aside, which stand in the records that they name."""
    keys = record.row.kind.keys
    found = {name: list(_strings(record.values.get(name))) for name in keys if name not in record.row.kind.refs}
    found["evidence"] = [span.exact for span in record.spans if span.exact]
    return {name: its for name, its in found.items() if its}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.items() for each in item for text in _strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _strings(each))


def line(record: str, word: str, where: str, decision: str) -> str:
    """A line of the file."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow([record, word, where, decision])
    return out.getvalue()
