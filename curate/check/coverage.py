"""How much of an article its spans give away."""

from array import array

from curate.check.checked import Checked, Record
from curate.check.checks import COVERAGE
from curate.check.spans import Phrase, covered
from curate.read.fold import fold


def count_claim(checked: Checked, record: Record) -> None:
    """Count a sound claim."""
    source, status = record.ids.get("source"), record.status
    checked.tally.claims[source, record.row.kind.table, status, record.values["review_status"]] += 1
    speech = [fold(said) for name in record.row.kind.spans if (said := record.row.get(name))]
    for span in record.spans:
        if source and span.start is not None and span.end is not None and not _in(span, speech):
            checked.tally.slices.setdefault(source, array("I")).extend((span.start, span.end))


def _in(span: Phrase, speech: list[str]) -> bool:
    return any(fold(span.exact) in said for said in speech)


def coverage(checked: Checked, source: str) -> float | None:
    """The share of an article's text that spans cover in union, fields that are quotations aside; None without text."""
    length = checked.dataset.context.texts.length(checked.dataset.context.sha256_of(source))
    bounds = checked.tally.slices.get(source, array("I"))
    return None if length is None else covered(list(zip(bounds[::2], bounds[1::2], strict=True))) / max(1, length)


def check_coverage(checked: Checked) -> None:
    """No article is given away by its spans; to be asked when all claims have passed."""
    limit = checked.dataset.project.coverage_limit
    for record in checked.records["sources"]:
        share = coverage(checked, record.id)
        if share is not None and share > limit:
            what = f"the spans of {record.id} cover {share:.1%} of its text, quotations aside; the limit is {limit:.0%}"
            checked.problems.add(
                record.row.spot,
                COVERAGE,
                what,
                "shorten phrases to what states a value",
                about=record.row.about(),
            )
