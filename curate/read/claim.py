"""One claim on its way from what a file says to where its phrases stand in the text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curate.model.problems import Problems
from curate.model.schema import Schema
from curate.read.checks import NESTING
from curate.read.evidence import complete
from curate.read.fold import Folded
from curate.read.locate import locate
from curate.read.names import Names
from curate.read.row import Row
from curate.read.texts import Texts


@dataclass(frozen=True)
class Context:
    """What a claim is read and checked against. It is made once, and no check changes it."""

    schema: Schema
    names: Names
    texts: Texts
    #: Whether there is a claim with an id, and the ids to suggest where there is none.
    claim_exists: Callable[[str], bool]
    claim_ids: Callable[[], Iterable[str]]

    def source_of(self, row: Row) -> Row | None:
        """The record of the article that a claim was found in."""
        return self._source(row.ids.get("source"))

    def _source(self, id_: str | None) -> Row | None:
        return self.names.rows.get("sources", {}).get(id_ or "")

    def sha256_of(self, source: str | None) -> str:
        """The hash of a source's text, empty where it states none."""
        row = self._source(source)
        return row.get("text_sha256") if row else ""

    def language_of(self, source: str | None) -> str:
        """The language of a source as a BCP 47 tag, empty where it states none."""
        row = self._source(source)
        return row.get("language") if row else ""

    def text_of(self, source: str | None) -> Folded | None:
        """The text of a source, if it is at hand."""
        sha256 = self.sha256_of(source)
        return self.texts.get(sha256) if sha256 else None


def resolve_claim(context: Context, row: Row, problems: Problems) -> None:
    """Find the records that a claim names, and fill in what follows from them and from the claim above it."""
    context.names.resolve(row, problems)
    complete(row)


def anchor_claim(context: Context, row: Row, problems: Problems) -> None:
    """Find the phrases of a resolved claim in the text of its source."""
    if row.relation == "part_of" and row.above:
        if row.get("part_of") not in ("", row.above.get("id")):
            what = f"the claim stands under another one, and says that it is part of {row.get('part_of')!r}"
            problems.add(row.where("part_of"), NESTING, what, "leave `part_of` out, or do not nest the claim")
        row.values["part_of"] = row.above.get("id")
    row.found = locate(row, context.text_of(row.ids.get("source")), problems)
