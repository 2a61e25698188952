"""Bridges."""

from typing import Annotated

from curate import Edtf, Facet, FullText, Latitude, Longitude, Name, NonNegative, Record, Url, optional


class Bridge(Record):
    """Bridges that claims name."""

    table = "bridges"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, FullText]
    """The usual name."""
    name_ar: Annotated[str, Name, FullText] = optional
    """The name in Arabic."""
    aliases: Annotated[list[str], Name, FullText] = []
    """Other names as printed."""
    latitude: Latitude = optional
    """Degrees north (WGS 84)."""
    longitude: Longitude = optional
    """Degrees east (WGS 84)."""
    length_m: NonNegative = optional
    """Length in metres."""
    lanes: int = optional
    """How many lanes of road it has."""
    listed: Annotated[bool, Facet] = optional
    """Whether it is a listed monument."""
    opened: Edtf = optional
    """When it was opened."""
    url: Url = optional
    """A page about it."""
    note: Annotated[str, FullText] = optional
    """What a reader should know."""
