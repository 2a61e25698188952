"""Actors: whoever acts or speaks."""

from typing import Annotated

from curate import Facet, FullText, Name, Protection, Public, Record, Ref, Vocabulary, optional, term


class ActorKind(Vocabulary):
    """What sort of actor it is."""

    person = term("One named person", "A minister")
    organisation = term("People acting together under a name", "A union, a company, a ministry")
    unnamed = term("Somebody whom the article does not name", "An official")


class Actor(Record):
    """People and organisations that act or make claims, each once, under all names printed."""

    table = "actors"
    label = ("name",)
    sort = "name"
    claimants = True  # whoever says something in an article is one of these

    name: Annotated[str, Name, FullText, Public]
    """A neutral name."""
    kind: Annotated[ActorKind, Facet, Public]
    """What sort of actor it is."""
    aliases: Annotated[list[str], Name, FullText, Public] = []
    """Other names, as printed."""
    protection: Annotated[Protection, Facet, Public] = optional
    """Whether releases may name a person: witnesses, minors and private persons are counted, not named."""
    parent: Annotated[str, Ref("actors"), Public] = optional
    """The actor that it belongs to or speaks for."""
