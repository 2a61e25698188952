"""What the claim kinds of this dataset share."""

from typing import Annotated

from curate import Claim, Count, Follows, InText, Period, Public, optional


class Dated(Claim):
    """A claim about something that happens at some time."""

    period: Annotated[Period, Follows("event", "period"), Public] = optional
    """When it is said to have happened, resolved to EDTF; where the claim tells no time, that of its event."""
    period_stated: Annotated[str, InText, Public] = optional
    """The words that say when, as printed."""


class Counted(Dated):
    """A claim that may hold a number."""

    count_stated: Annotated[Count, Public] = optional
    """The number with its hedge, as printed."""
