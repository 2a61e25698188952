"""Places."""

from typing import Annotated

from curate import FullText, Latitude, Longitude, Name, Record, optional


class Place(Record):
    """Places that claims name, each once, under all spellings printed."""

    table = "places"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, FullText]
    """The usual name."""
    aliases: Annotated[list[str], Name, FullText] = []
    """Other names, as printed."""
    latitude: Latitude = optional
    """Degrees north (WGS 84)."""
    longitude: Longitude = optional
    """Degrees east (WGS 84)."""
    note: Annotated[str, FullText] = optional
    """Where the point was taken from, or why there is none."""
