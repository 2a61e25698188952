"""Nothing left out: what limits a phrase, or a count within one, stands in the claim's own phrases."""

from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from curate.check.checks import LEFT_OUT, MAY_BE_LEFT_OUT
from curate.check.spans import Phrase, around
from curate.language.limits import ANSWERED_BY, Limit, Limits, limits_of
from curate.model.count import Count
from curate.model.evidence import JOINT
from curate.model.problems import Problems
from curate.read.boundary import has_whole
from curate.read.evidence import find_wording
from curate.read.fold import Folded, fold
from curate.read.row import Row

#: So many places of a count in one span are looked at.
_MOST = 100
#: A phrase that would be longer with all the words up to its limit is offered in two pieces.
_LONGEST_HINT = 60
_NO_COUNT = {
    "share": "a share",
    "money": "a sum of money",
    "measure": "a measure",
    "time": "a time",
    "multiple": "a comparison",
}


class _Found(NamedTuple):
    """What a phrase or a count leaves out: the words, how certain it is, and what to write instead."""

    words: str
    level: str
    hint: str


def check_left_out(
    row: Row, text: Folded | None, spans: list[Phrase], language: str, problems: Problems, wrong: set[str]
) -> None:
    """A limit outside all spans, or beside a count inside one, must be part of it, or be named in `left_out`.

    Counts under keys that are `wrong` are not looked at. In a language that curate has no words of, nothing is.
    """
    if not (limits := limits_of(language)):
        return
    excused = fold(row.get("left_out")).casefold()
    for name in row.kind.stated:
        if row.kind.keys[name].holds is Count and row.get(name) and name not in wrong:
            wording = fold(row.get(name)).strip()
            for found in _of_count(row, spans, wording, limits, excused):
                what = f"{name} is {wording!r} and leaves out {found.words!r} beside it"
                problems.add(row.where(name), LEFT_OUT, what, found.hint)
    if text:
        _check_spans(row, text.text, spans, limits, excused, problems)


def _check_spans(row: Row, text: str, spans: list[Phrase], limits: Limits, excused: str, problems: Problems) -> None:
    """Tell the nearest limit of each span that no span takes in and nothing excuses."""
    found = {span: limits.of(text, span.start, span.end) for span in spans if span.start is not None and span.end}
    if not any(found.values()):
        return
    names = {span for span in spans if not limits.states(span.exact)} if len(spans) > 1 else set[Phrase]()
    for span, of_span in found.items():
        named = [limit for limit in of_span if _is_excused(fold(text[limit.start : limit.end]), excused)]
        for limit in of_span:
            words = fold(text[limit.start : limit.end]).strip()
            if _is_held(spans, limit) or any(_overlap(limit, other) for other in named):
                continue
            if limit.kind in ANSWERED_BY and not _concerns(row, span, limit, span in names and len(names) < len(spans)):
                continue
            _tell(row, text, span, limit, words, problems)
            break


def _concerns(row: Row, span: Phrase, limit: Limit, is_name: bool) -> bool:
    """Whether a negation, condition or the like that reaches a span concerns the claim, which may have others."""
    if span.exact in row.extra or (row.kind.spans and not limit.near):
        return False  # words that the claim above takes in, or that somebody said
    if limit.near:
        # What is said of a name behind it concerns the whole claim, which says it elsewhere.
        return not is_name or limit.end <= (span.start or 0)
    return ANSWERED_BY[limit.kind] != _stance(row) and not is_name


def _stance(row: Row) -> str:
    nested = row.relation if row.relation in ("denies", "corroborates") else ""
    return row.get("stance") or nested or "asserts"


def _of_count(row: Row, spans: list[Phrase], wording: str, limits: Limits, excused: str) -> Iterator[_Found]:
    """The nearest limit of a count where every place of it in the spans has one."""
    nearest = []
    stance = _stance(row)
    for exact, hits in (find_wording(span.exact, wording) for span in spans):
        for start, end in hits[:_MOST]:
            found = (
                _in_phrase(exact, start, end, limit)
                for limit in limits.of_count(exact, start, end)
                if ANSWERED_BY.get(limit.kind) != stance
            )
            first = next((each for each in found if not _is_excused(each.words, excused)), None)
            if first is None:
                return
            nearest.append(first)
    yield from nearest[:1]


def _in_phrase(exact: str, start: int, end: int, limit: Limit) -> _Found:
    words = exact[limit.start : limit.end].strip()
    if limit.kind in _NO_COUNT:
        return _Found(words, limit.level, f"the number is {_NO_COUNT[limit.kind]}, and no count: leave the count out")
    if limit.kind in ("hedge", "number", "sign", "ambiguous", "decimal"):
        whole = exact[min(start, limit.start) : max(end, limit.end)].strip()
        return _Found(words, limit.level, f"include it ({whole!r}), or name it in `left_out:` and say why")
    return _Found(
        words, limit.level, "leave the count out, change `stance:`, or name those words in `left_out:` and say why"
    )


def _tell(row: Row, text: str, span: Phrase, limit: Limit, words: str, problems: Problems) -> None:
    start, end = span.start or 0, span.end or 0
    wide = fold(text[min(start, limit.start) : max(end, limit.end)]).strip()
    if len(wide) > len(span.exact) + len(words) + _LONGEST_HINT:
        wide = JOINT.join([words, fold(span.exact)] if limit.start < start else [fold(span.exact), words])
    hint = f"write {wide!r}, or name those words in `left_out:` and say why they do not belong to it"
    spot, about = row.where("evidence"), row.about("evidence")
    if limit.level == "warning":
        # A warning is kept in the database, which must not show words of the text.
        problems.add(spot, MAY_BE_LEFT_OUT, f"words near {span.exact!r} may limit it", hint, about=about)
        return
    what = f"{span.exact!r} leaves out {words!r}: {around(text, start, end)}"
    problems.add(spot, LEFT_OUT, what, hint, about=about)


def _is_excused(words: str, excused: str) -> bool:
    return bool(excused) and has_whole(excused, fold(words).casefold().strip())


def _overlap(one: Limit, other: Limit) -> bool:
    return one.start < other.end and other.start < one.end


def _is_held(spans: list[Phrase], limit: Limit) -> bool:
    """Whether a span of the claim takes in the words that another one leaves out: the last that begins no later, since
    none lies within another."""
    n = bisect(spans, limit.start, key=lambda span: span.start or 0)
    return n > 0 and (spans[n - 1].end or 0) >= limit.end
