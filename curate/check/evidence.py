"""Evidence: what seeking a claim's phrases found, wording in its spans, and nothing left out beside them."""

from difflib import SequenceMatcher
from typing import NamedTuple

from curate.check.left_out import beside
from curate.model.count import Count
from curate.model.markers import InText
from curate.model.problem import Problems
from curate.read.boundary import find_whole, has_whole, whole
from curate.read.evidence import phrases
from curate.read.find import Slice
from curate.read.fold import Folded, fold
from curate.read.row import Row


class Phrase(NamedTuple):
    """A phrase as printed, with its offsets in the text where they are known."""

    start: int | None
    end: int | None
    exact: str


def check_evidence(row: Row, text: Folded | None, problems: Problems, wrong: set[str]) -> list[Phrase]:
    """The claim's spans in the order of the text, with a problem for each that does not hold.

    Wording under keys that are `wrong` already, or beside phrases that do not stand in the text, is not checked.
    """
    said, found = phrases(row), row.found
    if not said and row.misspelt:
        return []
    if not said:
        problems.add(
            row.spot,
            "no-evidence",
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
        spans = [Phrase(None, None, fold(p)) for p in said]
    elif text:
        spans = [Phrase(a, b, text.text[a:b]) for a, b in found.slices]
    else:
        spans = [Phrase(a, b, fold(p)) for (a, b), p in zip(found.slices, said, strict=True)]
    spans = in_order(spans)
    _check_left_out(row, text, spans, problems, wrong)
    if found.status in ("verified", "unavailable"):
        _check_wording(row, text, spans, problems, wrong)
    return spans


def in_order(spans: list[Phrase]) -> list[Phrase]:
    """Spans by their place in the text; a span that lies within another one adds nothing."""
    if any(s.start is None for s in spans):
        return list(dict.fromkeys(spans))
    ordered = sorted(set(spans), key=lambda s: (s.start or 0, -(s.end or 0)))
    kept: list[Phrase] = []
    for span in ordered:
        if not kept or (span.end or 0) > (kept[-1].end or 0):
            kept.append(span)
    return kept


def _place(row: Row) -> str:
    """The key that holds the phrase at fault."""
    wanted = row.found.phrase if row.found else ""
    return next((k for k in ("evidence", *row.values) if wanted and wanted in row.get(k)), "evidence")


def _mismatch(row: Row, text: Folded, problems: Problems) -> None:
    assert row.found
    phrase, choices = row.found.phrase, row.found.choices
    spot = row.where(_place(row))
    if row.found.cut and choices:
        a, b = choices[0]
        if not whole(text.text, a, b):
            what = f"{phrase!r} begins or ends inside a word or number: {_around(text.text, a, b)}"
            problems.add(spot, "cut-short", what, "take the whole word or number")
        else:
            what = f"{phrase!r} stands elsewhere than `prefix`, `suffix` or the claim above allow"
            problems.add(spot, "mismatch", what, f"it stands in {_around(text.text, a, b)}")
        return

    def hint() -> str:
        near = nearest(text.text, phrase)
        return f"the nearest passage is {near!r}; copy the words as printed" if near else "copy the words as printed"

    problems.add(
        spot, "mismatch", f"{phrase!r} does not stand in {row.get('source')}", hint, about=row.about("evidence")
    )


def _ambiguous(row: Row, text: Folded, problems: Problems) -> None:
    assert row.found
    shown = " and ".join(_around(text.text, *choice) for choice in row.found.choices[:2])
    what = f"{row.found.phrase!r} stands in {len(row.found.choices)} places: {shown}"
    hint = "take in a word that tells them apart, or add `prefix:` with the words just before it"
    problems.add(row.where(_place(row)), "ambiguous", what, hint)


def _around(text: str, start: int, end: int) -> str:
    before, after = fold(text[max(0, start - 20) : start]), fold(text[end : end + 20])
    return f"“…{before}«{fold(text[start:end])}»{after}…”"


def nearest(text: str, phrase: str) -> str:
    """The words of the text most like a phrase, at most as many as it has and a few more."""
    words = text.split()
    width, best, passage = len(phrase.split()), 0.5, ""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(phrase.casefold())
    for i in range(len(words)):
        candidate = " ".join(words[i : i + width])
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, passage = ratio, candidate
    return passage.strip(" ,.;:“”")


def _check_left_out(row: Row, text: Folded | None, spans: list[Phrase], problems: Problems, wrong: set[str]) -> None:
    """A hedge or negation beside a span, or beside the count inside one, must be part of it."""
    if row.get("left_out"):
        return
    stated = [
        name for name in row.kind.stated if row.kind.keys[name].holds is Count and row.get(name) and name not in wrong
    ]
    for name in stated:
        wording = fold(row.get(name)).strip()
        inside = [(fold(s.exact), hit) for s in spans for hit in find_whole(fold(s.exact), wording)]
        cuts = [exact[slice(*cut)] for exact, hit in inside if (cut := beside(exact, *hit))]
        if cuts and len(cuts) == len(inside):
            what = f"{name} is {wording!r} and leaves out {cuts[0].strip()!r} beside it"
            problems.add(row.where(name), "left-out", what, "include it, or say why not in `left_out:`")
    for span in spans:
        if not text or span.start is None or span.end is None:
            continue
        cut = beside(text.text, span.start, span.end)
        if cut and not any(_holds(other, cut) for other in spans):
            word = text.text[slice(*cut)].strip()
            what = f"{span.exact!r} leaves out {word!r} beside it: {_around(text.text, span.start, span.end)}"
            problems.add(row.where("evidence"), "left-out", what, "include it, or say why not in `left_out:`")


def _holds(span: Phrase, cut: Slice) -> bool:
    """Whether a span of the claim takes in the word that another one leaves out."""
    return span.start is not None and span.end is not None and span.start <= cut[0] and cut[1] <= span.end


def _in_other_case(spans: list[Phrase], wording: str) -> str:
    """The wording as a span prints it, if only capital letters differ."""
    hits = [(fold(s.exact), hit) for s in spans for hit in find_whole(fold(s.exact).casefold(), wording.casefold())]
    return next((exact[slice(*hit)] for exact, hit in hits), "")


def _check_wording(row: Row, text: Folded | None, spans: list[Phrase], problems: Problems, wrong: set[str]) -> None:
    told: set[str] = set()  # a quotation's speaker is its claimant too: one wording, one message
    for name, ref in sorted(row.kind.stated.items(), key=lambda stated: stated[1] not in row.spots):
        wording = fold(row.get(name)).strip()
        if name in wrong or wording in told:
            continue
        if wording and not any(find_whole(fold(s.exact), wording) for s in spans):
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


def covered(spans: list[Slice]) -> int:
    """How many characters the slices cover together."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
