"""Counts as worded, and the range of whole numbers that the wording implies.

Rules (also in the codebook). A plain number is exact. *Over* and *more than* exclude the number, *at least* includes
it, likewise *under* and *up to*. *Around* keeps the number on both sides and says `about`: no tolerance is invented.
Vague plurals give the lowest number that ACLED codes for them (tens 10, dozens 12, scores 20, hundreds 100) and no
highest; UCDP's practice of separate low and high estimates is why both ends are kept. *Several* has no number. A scale
counts for both ends of a range: *2-3 million* is 2,000,000 to 3,000,000.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic_core import core_schema

from curate.model.column import Column
from curate.model.number import in_ascii, read_number, read_numbers
from curate.model.vocabulary import Vocabulary, term


class CountQualifier(Vocabulary):
    """How the wording limits the number."""

    exact = term("The number itself", "13 bridges")
    over = term("More than the number; the lowest is one above it", "over 200")
    at_least = term("The number or more", "at least 5; dozens")
    under = term("Fewer than the number; the highest is one below it", "fewer than 40")
    up_to = term("The number or fewer", "up to 40")
    range = term("Between two numbers, both included", "20-25")
    about = term("Near the number; both ends keep it and no tolerance is invented", "around 50")
    indefinite = term("No number is implied", "several")


class CountRange(NamedTuple):
    """Lowest and highest whole number implied, None where open, and a CountQualifier term."""

    low: int | None
    high: int | None
    qualifier: str


_VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
_INDEFINITE = {"several", "some", "many", "few", "a few", "numerous", "multiple", "a number", "various", "countless"}
_PREFIXES = {
    "over": "over|more than|in excess of|upwards? of|above|exceeding",
    "at least": "at least|no fewer than|no less than|not less than|a minimum of",
    "up to": "up to|as many as|at most|no more than|not more than|a maximum of",
    "under": "under|fewer than|less than|below",
    "about": "(?:an )?estimated|around|about|approximately|some|roughly|circa|ca\\.?|nearly|almost|close to",
}
_PREFIX = re.compile("|".join(rf"(?P<{name.replace(' ', '_')}>{words})(?!\B\w)" for name, words in _PREFIXES.items()))
#: No count is worded in more characters.
_LONGEST = 200
_TO = r"(?: to |\s*[-–—]\s*)"
_RANGE = re.compile(rf"between (.+?)(?:{_TO}| and )(.+)|(?:from )?(.+?)(?:{_TO}| or )(.+)")
_SUFFIX = re.compile(r"\s+or (more|fewer|less|so)$")
_FILLER = re.compile(
    r"(?<!\bor)\s+(?:more|additional|new|other|others|further|of)$|^(?:the|another|an additional|all)\s+"
)


@lru_cache(maxsize=65_536)
def read_count(wording: str) -> CountRange:
    """Read a count as worded.

    Raises:
        ValueError: the wording is not one of the documented forms.
    """
    if len(wording) > _LONGEST:
        raise ValueError(f"no count can be read from {len(wording):,} characters; copy the number with its hedge only")
    text = in_ascii(" ".join(wording.casefold().split()))
    while (shorter := _FILLER.sub("", text)) != text:
        text = shorter
    if text in _INDEFINITE:
        return CountRange(None, None, "indefinite")
    if (n := read_number(text)) is not None:
        return CountRange(n, n, "exact")
    if text in _VAGUE or text.removeprefix("many ") in _VAGUE:
        return CountRange(_VAGUE[text.removeprefix("many ")], None, "at least")
    if match := _SUFFIX.search(text):
        qualifier = {"more": "at least", "so": "about"}.get(match[1], "up to")
        return _qualified(wording, text[: match.start()], qualifier)
    if (match := _RANGE.fullmatch(text)) and (ends := read_numbers(match[1] or match[3], match[2] or match[4])):
        if ends[1] < ends[0]:
            raise ValueError(f"the range {wording!r} ends below its beginning; write the lower number first")
        return CountRange(*ends, "range")
    if match := _PREFIX.match(text + " "):
        name = (match.lastgroup or "").replace("_", " ")
        return _qualified(wording, text[match.end() :].strip(), name)
    raise ValueError(
        f"no count can be read from {wording!r}; copy the number with its hedge only, "
        "such as 13, over 200, at least 5, 20-25, dozens, several"
    )


def _qualified(wording: str, rest: str, qualifier: str) -> CountRange:
    low, high, _ = read_count(rest) if rest else (None, None, "")
    needed = {"over": [low], "at least": [low], "up to": [high], "under": [high], "about": [low, high]}
    # "Dozens" and hedged numbers are open at one end, and a hedge on them says something only of the other.
    if None in needed[qualifier]:
        raise ValueError(f"the hedge in {wording!r} limits no number; copy the number with its one hedge")
    ends: dict[str, tuple[int | None, int | None]] = {
        "over": ((low or 0) + 1, None),
        "at least": (low, None),
        "up to": (None, high),
        "under": (None, max((high or 0) - 1, 0)),
        "about": (low, high),
    }
    return CountRange(*ends[qualifier], qualifier)


class Count(str):
    """A count as worded. Columns: `count_stated`, `count_low`, `count_high`, `count_qualifier`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        def readable(value: str) -> str:
            read_count(value)
            return value

        return core_schema.no_info_after_validator_function(readable, core_schema.str_schema(min_length=1))

    @staticmethod
    def columns(name: str, description: str) -> list[Column]:
        """The columns of a field called `name`, which ends in `_stated`."""
        stem = name.removesuffix("_stated")
        return [
            Column(name, description=description),
            Column(f"{stem}_low", "INTEGER", description="Lowest whole number that the wording implies"),
            Column(f"{stem}_high", "INTEGER", description="Highest whole number that the wording implies"),
            Column(
                f"{stem}_qualifier",
                description="How the wording limits the number",
                vocabulary=CountQualifier,
                facet=True,
            ),
        ]

    @staticmethod
    def values(wording: str) -> tuple[str | int | None, ...]:
        """The values of those columns, in order."""
        return (wording, *read_count(wording))
