"""Wording in a claim's spans, and nothing left out beside them."""

from bisect import bisect

from curate.check.left_out import beside
from curate.check.spans import Phrase, around
from curate.model.count import Count
from curate.model.markers import InText
from curate.model.problems import Problems
from curate.read.boundary import find_whole, has_whole
from curate.read.evidence import find_wording, says
from curate.read.find import Slice
from curate.read.fold import Folded, fold
from curate.read.row import Row

#: So many places where a count stands in one span are looked at.
_MOST = 100


def check_left_out(row: Row, text: Folded | None, spans: list[Phrase], problems: Problems, wrong: set[str]) -> None:
    """A hedge or negation beside a span, or beside the count inside one, must be part of it."""
    if row.get("left_out"):
        return
    stated = [
        name for name in row.kind.stated if row.kind.keys[name].holds is Count and row.get(name) and name not in wrong
    ]
    for name in stated:
        wording = fold(row.get(name)).strip()
        found = [find_wording(span.exact, wording) for span in spans]
        inside = [(exact, hit) for exact, hits in found for hit in hits[:_MOST]]
        cuts = [exact[slice(*cut)] for exact, hit in inside if (cut := beside(exact, *hit))]
        if cuts and len(cuts) == len(inside):
            what = f"{name} is {wording!r} and leaves out {cuts[0].strip()!r} beside it"
            problems.add(row.where(name), "left-out", what, "include it, or say why not in `left_out:`")
    for span in spans:
        if not text or span.start is None or span.end is None:
            continue
        cut = beside(text.text, span.start, span.end)
        if cut and not _held(spans, cut):
            word = text.text[slice(*cut)].strip()
            what = f"{span.exact!r} leaves out {word!r} beside it: {around(text.text, span.start, span.end)}"
            problems.add(row.where("evidence"), "left-out", what, "include it, or say why not in `left_out:`")


def _held(spans: list[Phrase], cut: Slice) -> bool:
    """Whether a span of the claim takes in the word that another one leaves out: the last that begins no later, since
    none lies within another."""
    n = bisect(spans, cut[0], key=lambda span: span.start or 0)
    return n > 0 and (spans[n - 1].end or 0) >= cut[1]


def _in_other_case(spans: list[Phrase], wording: str) -> str:
    """The wording as a span prints it, if only capital letters differ."""
    hits = [(fold(s.exact), hit) for s in spans for hit in find_whole(fold(s.exact).casefold(), wording.casefold())]
    return next((exact[slice(*hit)] for exact, hit in hits), "")


def check_wording(row: Row, text: Folded | None, spans: list[Phrase], problems: Problems, wrong: set[str]) -> None:
    """Wording stands, whole, in the claim's spans, or where that is enough in the text; keys that are `wrong` are not
    looked at."""
    told: set[str] = set()  # a quotation's speaker is its claimant too: one wording, one message
    for name, ref in sorted(row.kind.stated.items(), key=lambda stated: stated[1] not in row.spots):
        wording = fold(row.get(name)).strip()
        if name in wrong or wording in told:
            continue
        if wording and not any(says(span.exact, wording) for span in spans):
            at = name if name in row.spots or not ref else ref
            hint = "copy it as printed there, or add the phrase that states it to `evidence` after [...]"
            if printed := _in_other_case(spans, wording):
                hint = f"it is printed {printed!r}"
            elif ref:
                hint += f"; where the words do not name it, write the id ({row.ids.get(ref) or '…'})"
            what = f"{name} {wording!r} is not among the claim's own words"
            problems.add(row.where(at), "not-in-evidence", what, hint, about=row.about(at))
            told.add(wording)
    for name, key in row.kind.keys.items():
        if (
            text
            and key.has(InText)
            and (wording := row.get(name))
            and not has_whole(text.folded, fold(wording).strip())
        ):
            what = f"{name} {wording!r} does not stand in {row.get('source')}"
            problems.add(
                row.where(name), "not-in-text", what, "copy it as printed, or leave it out", about=row.about(name)
            )
