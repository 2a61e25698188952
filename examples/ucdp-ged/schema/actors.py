"""Actors, and the conflicts and dyads that they form."""

from typing import Annotated

from curate import Facet, FullText, Name, Record, optional


class Actor(Record):
    """States, organised groups and civilians, as UCDP numbers them."""

    table = "actors"
    label = ("name",)
    sort = "name"
    claimants = True

    name: Annotated[str, Name, FullText]
    """The actor's name in the dataset."""
    state_number: Annotated[str, Facet] = optional
    """Gleditsch and Ward number of a state."""


class Conflict(Record):
    """Incompatibilities that armed actors fight over, or that civilians are killed in."""

    table = "conflicts"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, FullText]
    """The conflict's name in the dataset."""


class Dyad(Record):
    """Pairs of actors that fight, or one that kills civilians."""

    table = "dyads"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, FullText]
    """The dyad's name in the dataset."""
