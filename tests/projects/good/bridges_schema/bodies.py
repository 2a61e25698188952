"""Bodies: whoever closes a bridge or speaks about it."""

from typing import Annotated

from curate import Facet, FullText, Name, Record, Ref, Vocabulary, optional, term


class BodyKind(Vocabulary):
    """What sort of body it is."""

    authority = term("An office of the state", "river authority", PLOVER="GOV")
    service = term("A service that helps people", "fire service")
    person = term("One named person", "Jonas Reith")


class Body(Record):
    """People and offices that close bridges or speak about it, each once, under all names printed."""

    table = "bodies"
    label = ("name",)
    sort = "name"
    claimants = True

    name: Annotated[str, Name, FullText]
    """The usual name."""
    kind: Annotated[BodyKind, Facet]
    """What sort of body it is."""
    aliases: Annotated[list[str], Name, FullText] = []
    """Names as printed."""
    parent: Annotated[str, Facet, Ref("bodies")] = optional
    """The body that it belongs to."""
