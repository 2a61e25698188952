"""How far a second annotator, who had not seen the first one's work, agrees with the dataset.

Usage: python scripts/agreement.py [--write]

docs/agreement/second.csv holds the second annotation without any words of the articles: what it records and the
offsets of its spans. Two records are of the same thing if they are of one kind and article and their spans overlap;
each record is paired with the one that it shares the most characters with. `--write` updates docs/agreement.md.
"""

import csv
import sqlite3
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("event_claims", "casualty_claims", "equipment_claims", "quotes")
Claim = dict[str, str]
Spans = list[tuple[int, int]]


def ours() -> list[Claim]:
    """The dataset's claims, with their spans as the second annotation writes them."""
    database = sqlite3.connect(ROOT / "build" / "northwest-syria-2024.db")
    database.row_factory = sqlite3.Row
    spans: dict[str, list[str]] = {}
    for row in database.execute("SELECT claim_id, start, end FROM evidence ORDER BY id"):
        spans.setdefault(row["claim_id"], []).append(f"{row['start']}-{row['end']}")
    found = []
    for kind in KINDS:
        count = "NULL" if kind == "quotes" else "count_stated"
        dates = "NULL, NULL" if kind == "quotes" else "start_date, end_date"
        select = f"SELECT id, source_id, stance, claimant_id IS NULL, {count}, {dates} FROM {kind}"
        for id_, source, stance, own_voice, stated, start, end in database.execute(select):
            values = (kind, source, stance, "own" if own_voice else "named", stated, start, end, " ".join(spans[id_]))
            found.append(dict(zip(FIELDS, (v or "" for v in values), strict=True)))
    return found


FIELDS = ("kind", "source", "stance", "voice", "count_stated", "start_date", "end_date", "spans")


def theirs() -> list[Claim]:
    """The second annotation."""
    with (ROOT / "docs" / "agreement" / "second.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spans_of(claim: Claim) -> Spans:
    """The offsets of a claim's spans."""
    return [(int(a), int(b)) for a, _, b in (s.partition("-") for s in claim["spans"].split())]


def shared(a: Claim, b: Claim) -> int:
    """How many characters the spans of two claims share; 0 if they are of other kinds or articles."""
    if (a["kind"], a["source"]) != (b["kind"], b["source"]):
        return 0
    return sum(max(0, min(e, h) - max(s, g)) for s, e in spans_of(a) for g, h in spans_of(b))


def like(a: Claim, b: Claim) -> tuple[float, bool]:
    """How alike two claims are: shared characters over all, and the same count."""
    total = sum(e - s for c in (a, b) for s, e in spans_of(c)) or 1
    return 2 * shared(a, b) / total, a["count_stated"] == b["count_stated"]


def pairs(first: list[Claim], second: list[Claim]) -> list[tuple[Claim, Claim]]:
    """Each claim of the first with the claim of the second that is most like it, if any is."""
    best = [(a, max(second, key=lambda b: like(a, b))) for a in first]
    return [(a, b) for a, b in best if shared(a, b)]


def agree(a: Claim, b: Claim) -> Counter[str]:
    """Which fields of two paired claims agree; periods do if they overlap."""
    overlap = (a["start_date"] or "") <= (b["end_date"] or "9") and (b["start_date"] or "") <= (a["end_date"] or "9")
    return Counter(
        stance=a["stance"] == b["stance"],
        claimant=a["voice"] == b["voice"],
        count=a["count_stated"].split()[:2] == b["count_stated"].split()[:2],
        period=overlap,
    )


def report() -> str:
    """The figures, in Markdown."""
    first, second = ours(), theirs()
    there, back = pairs(first, second), pairs(second, first)
    lines = ["| | records | also in the other |", "| --- | --- | --- |"]
    for name, mine, found in (("dataset", first, there), ("second annotation", second, back)):
        lines.append(f"| {name} | {len(mine)} | {len(found)} ({len(found) / len(mine):.0%}) |")
    lines += ["", "Of the pairs, this share agrees:", "", "| field | agree |", "| --- | --- |"]
    total = sum((agree(a, b) for a, b in there), Counter[str]())
    lines += [f"| {field} | {total[field] / len(there):.0%} |" for field in ("stance", "claimant", "count", "period")]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    page = ROOT / "docs" / "agreement.md"
    if "--write" in sys.argv:
        head, mark, _ = page.read_text("utf-8").partition("<!-- figures -->\n")
        page.write_text(head + mark + report(), "utf-8")
    sys.stdout.write(report())
