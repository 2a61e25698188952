"""Evidence: what seeking a claim's phrases in the text found."""

from curate.check.checks import AMBIGUOUS, CUT_SHORT, MISMATCH, NO_EVIDENCE
from curate.check.left_out import check_left_out
from curate.check.nearest import nearest
from curate.check.spans import Phrase, around, in_order
from curate.check.wording import check_wording
from curate.model.problems import Problems
from curate.read.boundary import whole
from curate.read.evidence import phrases
from curate.read.fold import Folded
from curate.read.row import Row


def check_evidence(row: Row, text: Folded | None, language: str, problems: Problems, wrong: set[str]) -> list[Phrase]:
    """The claim's spans in the order of the text, with a problem for each that does not hold.

    Wording under keys that are `wrong` already, or beside phrases that do not stand in the text, is not checked.
    """
    said, found = phrases(row), row.found
    if not said and row.misspelt:
        return []
    if not said:
        problems.add(
            row.spot,
            NO_EVIDENCE,
            f"the {row.kind.singular} has no evidence",
            "add `evidence:` with words",
            about=row.about("evidence"),
        )
        return []
    assert found
    if text and found.status == "mismatch":
        _mismatch(row, text, problems)
    elif text and found.status == "ambiguous":
        _ambiguous(row, text, problems)
    if found.status == "mismatch" or found.status == "ambiguous" or not found.slices:
        spans = [Phrase(None, None, p) for p in said]
    elif text:
        spans = [Phrase(a, b, text.text[a:b]) for a, b in found.slices]
    else:
        spans = [Phrase(a, b, p) for (a, b), p in zip(found.slices, said, strict=True)]
    spans = in_order(spans)
    check_left_out(row, text, spans, language, problems, wrong)
    if found.status in ("verified", "unavailable"):
        check_wording(row, text, spans, problems, wrong)
    return spans


def _place(row: Row) -> str:
    """The key that holds the phrase at fault."""
    wanted = row.found.phrase if row.found else ""
    return next((k for k in ("evidence", *row.values) if wanted and wanted in row.get(k)), "evidence")


def _mismatch(row: Row, text: Folded, problems: Problems) -> None:
    assert row.found
    phrase, choices = row.found.phrase, row.found.choices
    spot = row.where(_place(row))
    if row.found.behind:
        what = f"{phrase!r} does not stand behind {row.found.behind!r}, which is written before it"
        order = "write the pieces in the order of the text, and none that overlap"
        problems.add(spot, MISMATCH, what, order, about=row.about("evidence"))
        return
    if row.found.cut and choices:
        a, b = choices[0]
        if not whole(text.text, a, b):
            what = f"{phrase!r} begins or ends inside a word or number: {around(text.text, a, b)}"
            problems.add(spot, CUT_SHORT, what, "take the whole word or number")
        else:
            what = f"{phrase!r} stands elsewhere than `prefix`, `suffix` or the claim above allow"
            problems.add(spot, MISMATCH, what, f"it stands in {around(text.text, a, b)}")
        return

    def hint() -> str:
        near = nearest(text.text, phrase)
        return f"the nearest passage is {near!r}; copy the words as printed" if near else "copy the words as printed"

    problems.add(spot, MISMATCH, f"{phrase!r} does not stand in {row.get('source')}", hint, about=row.about("evidence"))


def _ambiguous(row: Row, text: Folded, problems: Problems) -> None:
    assert row.found
    shown = " and ".join(around(text.text, *choice) for choice in row.found.choices[:2])
    what = f"{row.found.phrase!r} stands in {len(row.found.choices)} places: {shown}"
    hint = "take in a word that tells them apart, or add `prefix:` with the words just before it"
    problems.add(row.where(_place(row)), AMBIGUOUS, what, hint)
