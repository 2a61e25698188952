"""Places."""

from typing import Annotated

from curate import Facet, FullText, Latitude, Longitude, Name, Record, optional


class Place(Record):
    """Points that events are located at; one name at two points is two places."""

    table = "places"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, FullText]
    """What the point stands for."""
    first_level: Annotated[str, Facet, FullText] = optional
    """First-order administrative division, where known."""
    second_level: Annotated[str, FullText] = optional
    """Second-order administrative division, where known."""
    country: Annotated[str, Facet]
    """The country that it lies in."""
    country_number: str = optional
    """Gleditsch and Ward number of the country."""
    region: str = optional
    """The region that it lies in."""
    latitude: Latitude
    """Degrees north (WGS 84)."""
    longitude: Longitude
    """Degrees east (WGS 84)."""
    grid_cell: str = optional
    """The cell of the PRIO-GRID, half a degree wide."""
