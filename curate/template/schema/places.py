"""Places."""

from typing import Annotated

from curate import FullText, Latitude, Longitude, Name, Public, Record, optional


class Place(Record):
    """Places that claims name, each once, under all spellings printed."""

    table = "places"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, FullText, Public]
    """The usual name."""
    aliases: Annotated[list[str], Name, FullText, Public] = []
    """Other names, as printed."""
    latitude: Annotated[Latitude, Public] = optional
    """Degrees north (WGS 84)."""
    longitude: Annotated[Longitude, Public] = optional
    """Degrees east (WGS 84)."""
    note: Annotated[str, FullText, Public] = optional
    """Where the point was taken from, or why there is none."""
