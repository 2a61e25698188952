"""Limits on excerpts: how much of an article a release prints, in one piece and in all.

A span beyond the limits keeps its offsets and loses its words. Excerpts of one article with no word between them are
one piece, whichever claims they belong to. Indirect speech, which is the article's own wording, loses its words first,
then other spans, longest first; direct and partial quotations lose them last.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from curate.check.checked import Checked, Record
from curate.check.spans import Phrase, covered
from curate.model.count import Count
from curate.model.markers import InText, Span
from curate.publish.checks import SHARE
from curate.publish.pieces import PrintedWords, within
from curate.read.boundary import find_whole
from curate.read.evidence import parts
from curate.read.find import Slice
from curate.read.fold import Folded, fold

#: Stands in a field that must hold something, where a limit took its words.
LEFT_OUT = "[words left out]"

_INDIRECT, _OTHER, _QUOTATION = range(3)


@dataclass(frozen=True)
class Share:
    """How much of an article a release prints: the share of its characters (None: length unknown) and the most that it
    may, spans with words and spans without, claims and how many of them lost words to the limits."""

    source: str
    share: float | None
    most: float
    printed: int
    wordless: int
    claims: int
    shortened: int


@dataclass
class Excerpt:
    """A slice of an article, the spans that print it, and how long it may keep its words."""

    spans: list[tuple[Record, int]]
    rank: int


def limit(
    source: str, records: Iterable[Record], text: Folded | None, length: int | None, most: int, share: float
) -> Share:
    """Take the words from spans of one article until no piece has more than `most` words, and all together print no
    more than the share.

    Spans without offsets cannot be measured, and lose their words.
    """
    claims = list(records)
    before = [_words_of(claim) for claim in claims]
    excerpts = _excerpts(claims)
    order = sorted(excerpts, key=lambda s: (excerpts[s].rank, s[0] - s[1], s))  # who loses words first
    kept = within(order[::-1], _printed_words(claims, text), most)
    waiting = [slice_ for slice_ in order if slice_ in kept]
    fixed = [s for claim in claims for s in _wordings(claim, text)]
    room = share * length if length else 0
    # the more are gone, the less the rest covers
    gone = bisect_left(range(len(waiting)), True, key=lambda n: covered(fixed + waiting[n:]) <= room)
    for slice_ in excerpts.keys() - set(waiting[gone:]):
        for claim, n in excerpts[slice_].spans:
            claim.spans[n] = Phrase(*slice_, "")
    for claim in claims:
        claim.spans = [s if s.start is not None else Phrase(None, None, "") for s in claim.spans]
        _drop_speech(claim)
    spans = [s for claim in claims for s in claim.spans]
    printed = sum(bool(s.exact) for s in spans)
    shortened = sum(_words_of(claim) != words for claim, words in zip(claims, before, strict=True))
    part = covered(fixed + waiting[gone:]) / length if length else None
    return Share(source, part, share, printed, len(spans) - printed, len(claims), shortened)


def _words_of(claim: Record) -> list[str]:
    return [span.exact for span in claim.spans]


def _printed_words(claims: list[Record], text: Folded | None) -> PrintedWords:
    """The words of the article, or without it those that the claims print."""
    if text:
        return PrintedWords([], text.text)
    spans = {span for claim in claims for span in claim.spans if span.start is not None}
    return PrintedWords([(span.start or 0, span.exact) for span in spans])


def _excerpts(claims: list[Record]) -> dict[Slice, Excerpt]:
    found: dict[Slice, Excerpt] = {}
    for claim in claims:
        speech = _speech(claim)
        for n, span in enumerate(claim.spans):
            if span.start is None or span.end is None or not span.exact:
                continue
            excerpt = found.setdefault((span.start, span.end), Excerpt([], _INDIRECT))
            excerpt.spans.append((claim, n))
            excerpt.rank = max(excerpt.rank, _rank(span, speech))
    return found


def _rank(span: Phrase, speech: list[str] | None) -> int:
    """How long a span may keep its words, by the speech that its claim quotes."""
    if speech and any(fold(span.exact) in fold(part) or fold(part) in fold(span.exact) for part in speech):
        return _QUOTATION
    return _INDIRECT if speech == [] else _OTHER


def _speech(claim: Record) -> list[str] | None:
    """The speech that a claim quotes word for word; None for a kind that quotes nobody, empty for indirect speech."""
    keys = claim.row.kind.spans
    return [part for name in keys for part in parts(claim.values.get(name) or "")] if keys else None


def _drop_speech(claim: Record) -> None:
    """A field that repeats a span's words loses them with it."""
    kept = " ".join(fold(span.exact) for span in claim.spans)
    for name, key in claim.row.kind.keys.items():
        value = claim.values.get(name)
        if key.has(Span) and value and not all(fold(part) in kept for part in parts(value)):
            claim.values[name] = LEFT_OUT if key.required else None


def _wordings(claim: Record, text: Folded | None) -> list[Slice]:
    """Where the numbers and names stand that a record states in the article's words, which it keeps in any case."""
    kind, found = claim.row.kind, []
    stated = [n for n, k in kind.keys.items() if n in kind.stated or k.has(InText) or k.holds is Count]
    for wording in {str(claim.values[n]) for n in stated if claim.values.get(n)}:
        inside = [
            (s.start + a, s.start + b)
            for s in claim.spans
            if s.start is not None
            for a, b in find_whole(fold(s.exact), fold(wording).strip())[:1]
        ]
        found += inside[:1] or (text.hits(wording)[:1] if text else [])
    return found


def check_shares(shares: Iterable[Share], checked: Checked) -> None:
    """A problem for each article of which more than the share is printed whatever excerpts lose their words."""
    sources = {r.id: r for r in checked.records["sources"]}
    for share in shares:
        if share.share is not None and share.share > share.most:
            what = f"the wording of counts, names and dates alone is {share.share:.0%} of {share.source}"
            hint = f"shorten it to what states a value; {share.most:.0%} may be printed (`excerpt_share`)"
            checked.problems.add(sources[share.source].row.spot, SHARE, what, hint)


def by_source(claims: Iterable[Record]) -> dict[str, list[Record]]:
    """Claims by the article that they were found in."""
    found: dict[str, list[Record]] = defaultdict(list)
    for claim in claims:
        found[str(claim.ids["source"])].append(claim)
    return found
