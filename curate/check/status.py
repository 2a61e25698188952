"""Where the work stands."""

from collections import Counter
from dataclasses import dataclass

from curate.check.checked import Checked
from curate.check.coverage import coverage
from curate.model.claim import ReviewStatus
from curate.model.evidence import EvidenceStatus

#: Of more articles, only the largest shares are told in words.
_MOST_SHARES = 10


@dataclass(frozen=True)
class Article:
    """One article: its source id, whether its text is at hand, claims by kind, the share of the text covered."""

    source: str
    text: bool
    counts: list[int]
    covered: float | None


@dataclass(frozen=True)
class Status:
    """Everything at a glance; `advice` says what to do next."""

    articles: list[Article]
    evidence: dict[str, int]
    review: dict[str, int]
    problems: dict[str, int]
    advice: list[str]


def overview(checked: Checked) -> list[str]:
    """How much was checked, in words: records, evidence by outcome, and the share of each text that spans cover."""
    now = status(checked)
    records = sum(map(checked.count, checked.records))
    outcomes = ", ".join(f"{n} {outcome}" for outcome, n in now.evidence.items() if n) or "none"
    covered = [(a.covered, a.source) for a in now.articles if a.covered is not None]
    shown = covered if len(covered) <= _MOST_SHARES else sorted(covered, key=lambda s: (-s[0], s[1]))[:_MOST_SHARES]
    shares = ", ".join(f"{source} {share:.0%}" for share, source in shown)
    if more := len(covered) - len(shown):
        shares += f", and {more:,} more with smaller ones"
    lines = [f"{records} records; evidence: {outcomes}"]
    return lines + ([f"share of each text in spans, quotations aside: {shares}"] if shares else [])


def status(checked: Checked) -> Status:
    """Count what there is and what waits."""
    schema, rows = checked.dataset.project.schema, [r for r in checked.dataset.rows if r.kind.is_claim]
    by_source, outcomes, review = Counter[tuple[str | None, str]](), Counter[str](), Counter[str]()
    for (source, table, outcome, reviewed), n in checked.tally.claims.items():
        by_source[source, table] += n
        outcomes[outcome] += n
        review[reviewed] += n
    articles = []
    for record in checked.records["sources"]:
        counts = [by_source[record.id, kind.table] for kind in schema.claims]
        share = coverage(checked, record.id)
        articles.append(Article(record.id, share is not None, counts, share))
    advice, met = [], checked.problems.counts
    if absent := [a.source for a in articles if not a.text]:
        advice.append(f"curate add FILE… for the texts of {', '.join(absent[:5])}")
    if n := checked.problems.met["warning", "not-compared"]:
        advice.append(
            f"`language:` of {n} source{'s' * (n != 1)}, where nothing is sought beside the phrases of claims"
        )
    if any(not row.stamped for row in rows):
        advice.append("curate anchor, to stamp new claims")
    if checked.problems.has_errors:
        advice.append("curate validate, to see what to mend")
    return Status(
        sorted(articles, key=lambda a: a.source),
        {term: outcomes[term] for term in EvidenceStatus.terms if term != "withheld"},  # which only releases have
        {term: review[term] for term in ReviewStatus.terms},
        {f"{level}{'s' * (met[level] != 1)}": met[level] for level in ("error", "warning", "note")},
        advice,
    )
