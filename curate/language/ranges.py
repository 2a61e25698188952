"""The range of whole numbers that a quantity implies, and what a hedge makes of it."""

from typing import NamedTuple

from curate.language.numbers import Number


class Quantity(NamedTuple):
    """A quantity that ends before a token.

    `kind` is `count`, or what the number is instead: share, money, measure, time, multiple, decimal, ambiguous,
    backwards (a range that ends below its beginning), unhedged (a hedge on what has no number).
    """

    end: int
    low: int | None
    high: int | None
    qualifier: str
    kind: str = "count"


def single(number: Number) -> Quantity:
    """What one number implies."""
    if number.ambiguous:
        return Quantity(number.end, None, None, "exact", "decimal" if number.value.denominator > 1 else "ambiguous")
    if number.value.denominator != 1:
        return Quantity(number.end, None, None, "exact", "decimal")
    return Quantity(number.end, int(number.value), int(number.value), "exact")


def between(low: Number, high: Number) -> Quantity:
    """What a range implies: a scale counts for both ends, and 40-50,000 can be read in two ways."""
    least, most = low.value, high.value
    if low.scale == 1 and high.scale > 1 and least <= most / high.scale:
        least *= high.scale
    elif low.scale == 1 and high.scale == 1 and least < 1000 <= most and most % 1000 == 0 and least * 1000 <= most:
        return Quantity(high.end, None, None, "range", "ambiguous")
    if low.ambiguous or high.ambiguous:
        return Quantity(high.end, None, None, "range", "ambiguous")
    if least.denominator != 1 or most.denominator != 1:
        return Quantity(high.end, None, None, "range", "decimal")
    return Quantity(high.end, int(least), int(most), "range", "count" if least <= most else "backwards")


def limited(found: Quantity, qualifier: str) -> Quantity:
    """A quantity under one more hedge."""
    low, high = found.low, found.high
    if found.kind != "count" or qualifier in ("exact", "said"):
        return found
    needed = {"over": [low], "at least": [low], "up to": [high], "under": [high], "about": [low, high]}
    names = {"max": "up to", "min": "at least"}
    qualifier = names.get(qualifier, qualifier)
    # "Dozens" and hedged numbers are open at one end, and a hedge on them says something only of the other.
    if None in needed[qualifier]:
        return found._replace(kind="unhedged")
    ends = {
        "over": ((low or 0) + 1, None),
        "at least": (low, None),
        "up to": (None, high),
        "under": (None, max((high or 0) - 1, 0)),
        "about": (low, high),
    }
    return found._replace(low=ends[qualifier][0], high=ends[qualifier][1], qualifier=qualifier)
