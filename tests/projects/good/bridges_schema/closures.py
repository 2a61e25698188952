"""Closures: what the claims are about."""

from typing import Annotated

from curate import Computed, Facet, FullText, Link, MadeOf, Period, Record, Vocabulary, optional, term


class Cause(Vocabulary):
    """Why a bridge is closed."""

    flood = term("The water is too high", "after two days of rain")
    repair__work = term("It is being mended", "closed for repairs")


class Firmness(Vocabulary):
    """Whether anybody says that it happened."""

    claimed = term("Somebody asserts it", "closed the bridge")
    expected = term("Nobody does", "may be closed")


_FIRMNESS = """
SELECT CASE WHEN count(*) THEN 'claimed' ELSE 'expected' END
FROM closure_claims WHERE closure_id = closures.id AND stance = 'asserts'
"""


class Closure(Record):
    """Closures of a bridge, or of several."""

    table = "closures"
    label = ("title",)
    id_from = ("cause", "bridge")
    sort = "start_date"

    title: Annotated[str, FullText, MadeOf(("cause", "bridge"))] = optional
    """The closure in a few words."""
    cause: Annotated[Cause, Facet]
    """Why it was closed."""
    bridge: Annotated[list[str], Link("bridges", through="closure_bridges", role="closed")] = []
    """What was closed."""
    closer: Annotated[list[str], Link("bodies", through="closure_bodies", role="closer")] = []
    """Who closed it."""
    period: Period = optional
    """When it was closed."""
    firmness: Annotated[Firmness, Facet, Computed(_FIRMNESS)] = optional
    """Whether a claim asserts it."""
