"""What came of the checks: sound records, problems, and counts of claims that are not kept."""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from curate.check.spans import Phrase
from curate.model.problems import Problems
from curate.read.dataset import Dataset
from curate.read.row import Row


@dataclass
class Record:
    """A sound row: its values by key as the model reads them, ids of references, and its spans."""

    row: Row
    values: dict[str, Any]
    ids: dict[str, Any]
    spans: list[Phrase] = field(default_factory=list)
    #: What comparing the spans with the text found: a term of EvidenceStatus.
    status: str = "unavailable"

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.values["id"])


@dataclass
class Tally:
    """What is counted while claims pass, wherever they come from."""

    #: How many claims there are of each source, kind, evidence status and review status.
    claims: Counter[tuple[str | None, str, str, str]] = field(default_factory=Counter)
    #: Starts and ends of the spans in each source's text, quotations aside.
    slices: dict[str, "array[int]"] = field(default_factory=dict)

    def merge(self, other: "Tally") -> None:
        """Add what was counted elsewhere."""
        self.claims += other.claims
        for source, bounds in other.slices.items():
            self.slices.setdefault(source, array("I")).extend(bounds)


@dataclass
class Checked:
    """What came of the checks: sound records by table, links that nesting makes, and all problems.

    Claims of JSON lines are not among the records: they are checked while they are loaded, and only counted here.
    """

    dataset: Dataset
    records: dict[str, list[Record]]
    links: list[dict[str, Any]]
    tally: Tally = field(default_factory=Tally)

    def apart(self) -> "Checked":
        """The same with nothing found and nothing counted yet, for another process to go on with."""
        return replace(self, dataset=self.dataset.apart(), tally=Tally())

    @property
    def problems(self) -> Problems:
        """Everything found."""
        return self.dataset.problems

    @cached_property
    def written_links(self) -> dict[str, Row]:
        """The links between claims that are written in files, by id."""
        return {record.id: record.row for record in self.records["claim_links"]}

    def claims(self) -> Iterable[Record]:
        """The records of all claim kinds, those of JSON lines aside."""
        for kind in self.dataset.project.schema.claims:
            yield from self.records[kind.table]

    @property
    def claims_met(self) -> int:
        """How many claims there are, sound or not, those of JSON lines included."""
        return self.dataset.lines.count + sum(1 for _ in self.claims())

    def count(self, table: str) -> int:
        """How many sound records of a kind there are, once everything is loaded."""
        streamed = sum(n for (_, kind, _, _), n in self.tally.claims.items() if kind == table)
        return streamed or len(self.records[table])
