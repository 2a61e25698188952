"""Counts as worded, and the range of whole numbers that the wording implies."""

from functools import lru_cache
from typing import NamedTuple

from curate.language.quantities import QuantityReader, quantity_reader
from curate.language.ranges import Quantity
from curate.language.tokens import Token


class CountRange(NamedTuple):
    """Lowest and highest whole number implied, None where open, and a CountQualifier term."""

    low: int | None
    high: int | None
    qualifier: str


#: No count is worded in more characters.
_LONGEST = 200
_NO_COUNT = {
    "share": "{!r} is a share, and no count; record the number of people or things if the text gives one",
    "money": "{!r} is a sum of money, and no count",
    "measure": "{!r} is a measure, and no count",
    "time": "{!r} is a time, and no count",
    "multiple": "{!r} is a comparison, and no count; record the number if the text gives one",
    "decimal": "{!r} is no count, as it is no whole number",
    "ambiguous": "no count can be read from {!r}, which can be read in two ways; copy the phrase without the number, "
    "or leave the count out and say so in `note:`",
    "backwards": "the range {!r} ends below its beginning; write the lower number first",
    "unhedged": "the hedge in {!r} limits no number; copy the number with its one hedge",
}


@lru_cache(maxsize=65_536)
def read_count(wording: str, language: str = "en") -> CountRange:
    """Read a count as worded in a language (a BCP 47 tag; as in English where curate has no words of it).

    Raises:
        ValueError: the wording is not one of the documented forms.
    """
    if len(wording) > _LONGEST:
        raise ValueError(f"no count can be read from {len(wording):,} characters; copy the number with its hedge only")
    if wording.isascii() and wording.isdecimal() and len(wording) < 16:
        return CountRange(int(wording), int(wording), "exact")
    reader = quantity_reader(language)
    tokens = reader.pack.cutter.tokens(wording)
    found = read_whole(reader, tokens)
    if not found:
        raise ValueError(
            f"no count can be read from {wording!r}; copy the number with its hedge only, "
            "such as 13, over 200, at least 5, 20-25, dozens, several"
        )
    if found.kind != "count":
        raise ValueError(_NO_COUNT[found.kind].format(wording))
    return CountRange(found.low, found.high, found.qualifier)


def read_whole(reader: QuantityReader, tokens: list[Token]) -> Quantity | None:
    """The quantity that all of the tokens are, but for words that add nothing (another, more, of)."""
    before, behind = reader.small["more"], reader.small["behind"]
    start, end = 0, len(tokens)
    while start < end:
        found = reader.read(tokens, start, end)
        if found and found.end == end:
            return found
        if found and (filler := behind.at(tokens, found.end, end)):
            rest = tokens[: found.end] + tokens[filler[0] :]
            return read_whole(reader, rest)
        skipped = before.at(tokens, start, end)
        if not skipped:
            return None
        start = skipped[0]
    return None
