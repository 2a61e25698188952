"""A text cut where spans begin and end, so that nested and overlapping spans can all be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Segment:
    """A stretch of text, the spans that cover it, narrowest first, and those that begin and end at its edges, in the
    order in which they were given."""

    text: str
    spans: tuple[dict[str, Any], ...]
    begin: tuple[dict[str, Any], ...]
    end: tuple[dict[str, Any], ...]


def segments(text: str, spans: Iterable[dict[str, Any]]) -> list[Segment]:
    """The whole text in order. A span that is not there word for word is left out: nothing unproved is highlighted."""
    sound = [s for s in spans if s["start"] is not None and s["exact"] and text[s["start"] : s["end"]] == s["exact"]]
    narrowest = sorted(sound, key=lambda s: (s["end"] - s["start"], s["start"], s["id"]))
    edges = sorted({0, len(text), *(s["start"] for s in sound), *(s["end"] for s in sound)})
    return [
        Segment(
            text[start:end],
            tuple(s for s in narrowest if s["start"] <= start and end <= s["end"]),
            tuple(s for s in sound if s["start"] == start),
            tuple(s for s in sound if s["end"] == end),
        )
        for start, end in pairwise(edges)
    ]
