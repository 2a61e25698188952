"""Wording in a claim's spans."""

from curate.check.checks import NOT_IN_EVIDENCE, NOT_IN_TEXT
from curate.check.spans import Phrase
from curate.model.markers import InText
from curate.model.problems import Problems
from curate.read.boundary import find_whole, has_whole
from curate.read.evidence import says
from curate.read.fold import Folded, fold
from curate.read.row import Row


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
            problems.add(row.where(at), NOT_IN_EVIDENCE, what, hint, about=row.about(at))
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
                row.where(name), NOT_IN_TEXT, what, "copy it as printed, or leave it out", about=row.about(name)
            )
