"""Places, with how sure the point is."""

from typing import Annotated

from curate import (
    Facet,
    FullText,
    Latitude,
    Longitude,
    Name,
    NonNegative,
    Public,
    Record,
    Ref,
    Vocabulary,
    optional,
    term,
)


class PlaceKind(Vocabulary):
    """What sort of place it is."""

    country = term("A state", "Syria")
    region = term("A part of a country with no fixed limits", "northern Syria")
    governorate = term("A first-level administrative area of Syria", "Hama governorate")
    city = term("A city", "Aleppo")
    town = term("A town", "Halfaya")
    village = term("A village", "Al-Huwaiz")
    neighbourhood = term("A part of a city or town, housing associations included", "Al-Rahhal")
    hill = term("A hill", "Al-Raqem hill")
    road = term("A road", "M5 highway")
    airport = term("An airport or air base", "Hama military airport")
    military_site = term("A base, depot or position of armed forces", "Rahbat Khattab")
    facility = term("A building or site of another use", "Administrative Affairs Block")
    area = term("Land round or between places", "northern countryside of Hama")


class LocationKind(Vocabulary):
    """What the point on the map stands for."""

    point = term("The place itself", "A town's centre", UCDP="where_prec 1")
    proxy = term(
        "Another place near by, which the note names", "A village for the depot beside it", UCDP="where_prec 2"
    )
    area = term("The middle of an area that reaches as far as the radius", "A governorate", UCDP="where_prec 3 to 5")
    line = term("Something long, which no point stands for", "A highway")
    unknown = term("Cannot be located honestly; the note says what was tried", "A base that is not named")


class Place(Record):
    """Places that claims name, each once, under all the spellings that the articles print."""

    table = "places"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, FullText, Public]
    """The usual English name."""
    name_ar: Annotated[str, Name, FullText, Public] = optional
    """The name in Arabic."""
    kind: Annotated[PlaceKind, Facet, Public]
    """What sort of place it is."""
    aliases: Annotated[list[str], Name, FullText, Public] = []
    """Other spellings, as printed in articles and gazetteers."""
    parent: Annotated[str, Facet, Ref("places"), Public] = optional
    """The place that it lies in."""
    location_kind: Annotated[LocationKind, Facet, Public]
    """What the point stands for."""
    latitude: Annotated[Latitude, Public] = optional
    """Degrees north (WGS 84)."""
    longitude: Annotated[Longitude, Public] = optional
    """Degrees east (WGS 84)."""
    radius_km: Annotated[NonNegative, Public] = optional
    """How far from the point, in kilometres, the place may reach or lie."""
    gazetteer: Annotated[str, Facet, Public] = optional
    """The gazetteer that the point was taken from."""
    gazetteer_id: Annotated[str, Public] = optional
    """The place's id there."""
    note: Annotated[str, FullText, Public] = optional
    """Why this place and not another of the name; what the point stands for; why there is none."""
