"""Casualty claims."""

from typing import Annotated

from curate import Facet, FullText, Public, Ref, Stated, Vocabulary, optional, term
from schema.claims import Counted


class Outcome(Vocabulary):
    """What is said to have happened to the people counted."""

    killed = term("Said to have died", "13 officers killed", UCDP="deaths", ACLED="fatalities")
    wounded = term("Said to have been injured", "hundreds more wounded")
    killed_or_wounded = term("Casualties, without saying which", "hundreds of civilian casualties")
    captured = term("Said to have been taken prisoner", "26 personnel captured")
    displaced = term("Said to have left home, refugees included", "displaced thousands of civilians")
    missing = term("Said to be missing", "three are missing")


class Scope(Vocabulary):
    """What the number covers."""

    event = term("One event", "killed during the takeover of four towns")
    period = term("A stretch of time, over several events", "in the past 48 hours")
    cumulative = term("Everything since a beginning, up to the article", "over the last 13 years")


class CasualtyClaim(Counted):
    """Statements of how many people were killed, wounded, captured or displaced. Claims may overlap: never add them."""

    table = "casualty_claims"
    label = ("outcome", "count_stated", "victim_stated", "victim")
    sort = "start_date"

    event: Annotated[str, Facet, Ref("events"), Public] = optional
    """The event in which it happened, where the number is of one event."""
    outcome: Annotated[Outcome, Facet, Public]
    """What is said to have happened to the people counted."""
    victim: Annotated[str, Facet, Ref("actors"), Public] = optional
    """The actor whose members the people are said to be."""
    victim_stated: Annotated[str, FullText, Stated("victim"), Public] = optional
    """The people as named in the spans."""
    scope: Annotated[Scope, Facet, Public]
    """What the number covers."""
