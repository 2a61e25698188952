"""Events, with the dataset's codes as terms."""

from typing import Annotated

from pydantic import Field

from curate import Facet, FullText, Link, MadeOf, Period, Record, Ref, Vocabulary, optional, term


class Violence(Vocabulary):
    """Who fights whom."""

    state__based = term("Two actors fight and one of them is a state's government", "A government and rebels", UCDP="1")
    non__state = term("Two organised actors fight and neither is a state's government", "Two rebel groups", UCDP="2")
    one__sided = term("A government or an organised group kills civilians", "A massacre of villagers", UCDP="3")


class DateCode(Vocabulary):
    """How closely the time is known."""

    day = term("The exact day is known", "2016-01-01", UCDP="1")
    two_to_six_days = term("It lies within a range of two to six days", "Some day over a weekend", UCDP="2")
    week = term("Only the week is known", "In the first week of May", UCDP="3")
    month = term("It lies within eight to thirty-one days; only the month is known", "In May", UCDP="4")
    year = term("It lies within more than a month; no more than the year is known", "In 2016", UCDP="5")


class PlaceCode(Vocabulary):
    """How closely the place is known."""

    exact = term("The place itself is known and located", "A village", UCDP="1")
    near = term("Near the point, or within some 25 km of it", "On the road out of a town", UCDP="2")
    second_level = term("Only the second-order administrative division is known", "A district", UCDP="3")
    first_level = term("Only the first-order administrative division is known", "A governorate", UCDP="4")
    estimated = term("The point stands for something long or without fixed limits", "A border, a region", UCDP="5")
    country = term("Only the country is known", "Syria", UCDP="6")
    sea_or_air = term("At sea or in the air outside a country's land", "A ship", UCDP="7")


class Clarity(Vocabulary):
    """How well the reports tell single events apart."""

    clear = term("The reports tell of one event, and enough to know it by", "A battle on one day", UCDP="1")
    summary = term("The reports sum up several events that cannot be told apart", "A month's fighting", UCDP="2")


Deaths = Annotated[int, Field(ge=0)]


class Event(Record):
    """Incidents in which an organised actor used armed force and at least one person died, by the dataset's best or
    high estimate."""

    table = "events"
    label = ("title",)
    sort = "start_date"

    title: Annotated[str, FullText, MadeOf(("dyad", "place"))] = optional
    """The dyad and the place."""
    violence: Annotated[Violence, Facet]
    """Who fights whom."""
    period: Period
    """First to last day on which it may have happened."""
    date_code: Annotated[DateCode, Facet]
    """How closely the time is known."""
    place: Annotated[str, Ref("places")]
    """Where it happened, as the precision of the place allows."""
    place_code: Annotated[PlaceCode, Facet]
    """How closely the place is known."""
    point: str
    """The point as the release words it (WKT)."""
    low: Deaths
    """Lowest estimate of deaths that the reports allow."""
    best: Deaths
    """Best estimate of deaths."""
    high: Deaths
    """Highest estimate of deaths that the reports allow."""
    deaths_side_a: Deaths
    """Best estimate of deaths on side A."""
    deaths_side_b: Deaths
    """Best estimate of deaths on side B."""
    deaths_civilians: Deaths
    """Best estimate of civilian deaths."""
    deaths_unknown: Deaths
    """Best estimate of deaths of people of unknown standing."""
    conflict: Annotated[str, Facet, Ref("conflicts")]
    """The conflict that it belongs to."""
    dyad: Annotated[str, Facet, Ref("dyads")]
    """The dyad that fought."""
    side_a: Annotated[str, Facet, Ref("actors")]
    """The first side: the government where there is one, or whoever kills civilians."""
    side_b: Annotated[str, Facet, Ref("actors")]
    """The second side; civilians where they are killed by the first."""
    clarity: Annotated[Clarity, Facet]
    """How well the reports tell single events apart."""
    is_active_year: Annotated[bool, Facet]
    """Whether the dyad caused at least 25 deaths in that year."""
    sources: Annotated[list[str], Link("sources", through="event_sources", role="reports")] = []
    """The reports that the event was coded from."""
    sources_stated: Annotated[int, Field(ge=0)]
    """The number of reports, as the release gives it."""
    offices: str = optional
    """The publishers, as the release lists them, parted by semicolons."""
    dates: str = optional
    """The dates of publication, as the release lists them, parted by semicolons."""
    headlines: Annotated[str, FullText] = optional
    """The headlines, as the release lists them, parted by semicolons."""
    informants: Annotated[str, FullText] = optional
    """Whom the reports name as their own source."""
