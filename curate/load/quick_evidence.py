"""What the quick way has to know of evidence: where a claim's phrases certainly stand, and whether they state it."""

from array import array
from dataclasses import dataclass, field
from functools import lru_cache

from curate.check.checked import Checked
from curate.check.spans import Phrase, in_order
from curate.language.limits import Limits, limits_of
from curate.read.boundary import find_whole, has_whole
from curate.read.evidence import parts
from curate.read.find import Group, Slice, find
from curate.read.fold import Folded, fold
from curate.read.locate import ascending, offsets, stands

#: Names and counts come again and again.
_fold = lru_cache(65_536)(fold)


@dataclass
class Here:
    """What the claims of a source are compared with."""

    text: Folded | None
    #: Whether the text and what is cut out of it are their own folded forms.
    is_plain: bool
    published: str
    language: str
    #: None where curate has no words of the language.
    limits: Limits | None
    slices: "array[int]"
    _held: dict[str, bool] = field(default_factory=dict)

    def spans(self, evidence: str | None, stamped: str | None) -> list[Phrase]:
        """Where the phrases certainly stand, whole and with nothing left out, else none."""
        if not evidence:
            return []
        said = parts(evidence) if "[" in evidence else (evidence,)
        at = offsets(stamped) if stamped else []
        if at is None or (at and len(at) != len(said)) or (len(at) > 1 and not ascending(at)):
            return []
        if self.text is None:
            places: list[Slice] | list[tuple[None, None]] = at or [(None, None)] * len(said)
            return in_order([Phrase(a, b, p) for (a, b), p in zip(places, said, strict=True)])
        text = self.text.text
        if not at:
            found = find(self.text, [Group(said)])
            at = found.slices if found.status == "verified" else []
        spans = []
        for (start, end), phrase in zip(at, said, strict=False):
            if not stands(text, (start, end), phrase) or (self.limits and self.limits.of(text, start, end)):
                return []
            spans.append(Phrase(start, end, text[start:end]))
        return in_order(spans) if len(spans) > 1 else spans

    def holds(self, wording: str) -> bool:
        """Whether wording stands anywhere in the text, whole, as far as there is one to look at."""
        if wording not in self._held:
            self._held[wording] = self.text is None or has_whole(self.text.folded, fold(wording))
        return self._held[wording]


class Sources:
    """The sources of claims that come mostly source by source."""

    def __init__(self, checked: Checked) -> None:
        self._dataset, self._slices = checked.dataset, checked.tally.slices
        self._at, self._here = "", Here(None, False, "", "", None, array("I"))

    def of(self, source: str) -> Here:
        """The source with an id."""
        if source != self._at:
            text = self._dataset.context.text_of(source)
            slices = self._slices.setdefault(source, array("I"))
            is_plain = text is not None and text.folded == text.text
            published = self._dataset.context.names.rows["sources"][source].get("published")
            language = self._dataset.context.language_of(source)
            self._at, self._here = source, Here(text, is_plain, published, language, limits_of(language), slices)
        return self._here


def states(exacts: list[str], wording: str, limits: Limits | None) -> bool:
    """Whether a folded phrase holds the wording, whole, and with nothing beside it that limits it as a count."""
    for exact in exacts:
        if not limits and f" {wording} " in f" {exact} ":
            return True
        for start, end in find_whole(exact, _fold(wording)):
            if not limits or not limits.of_count(exact, start, end):
                return True
    return False
