"""Events: what the claims are about, as the editor reads them."""

from typing import Annotated

from curate import Computed, Facet, FullText, Link, MadeOf, Period, Public, Record, Vocabulary, optional, term


class EventType(Vocabulary):
    """What sort of event it is."""

    capture = term(
        "A party takes control of a place, whoever held it",
        "captured the town of Halfaya",
        ACLED="Non-state actor overtakes territory; Government regains territory",
        PLOVER="ASSAULT",
    )
    advance = term("A party moves towards a place or reaches its edge", "reached the outskirts")
    entry = term("A party enters a place without being said to control it", "entered the city of Aleppo")
    withdrawal = term(
        "A party leaves a place", "later withdrew", ACLED="Non-violent transfer of territory", PLOVER="RETREAT"
    )
    offensive = term("A campaign begins, goes on or is planned", "launched Wednesday", PLOVER="ASSAULT")
    clash = term("Parties fight", "fierce fighting", ACLED="Armed clash", UCDP="State-based conflict", PLOVER="ASSAULT")
    attack = term(
        "One party attacks, by means not told or several",
        "targeted Hama Military Airport",
        ACLED="Attack",
        PLOVER="ASSAULT",
    )
    air_strike = term(
        "Bombs or missiles from aircraft", "airstrikes on residential areas", ACLED="Air/drone strike", PLOVER="ASSAULT"
    )
    shelling = term(
        "Artillery, mortars or rockets", "firing artillery", ACLED="Shelling/artillery/missile attack", PLOVER="ASSAULT"
    )
    drone_use = term("Unmanned aircraft are used", "use of FPV drones", ACLED="Air/drone strike")
    mass_killing = term(
        "Many people are killed by one side", "the 1982 killings in Hama", UCDP="One-sided violence", ACLED="Attack"
    )
    supply_line_cut = term("A road or supply line is cut", "sever the M5", ACLED="Other")
    mobilisation = term("Forces gather or are sent", "reinforcements gathering", PLOVER="MOBILIZE")
    control = term("A party holds a place, or does not", "not under the control of")
    presence = term("A party is in a place, or is not", "absent from the neighbourhoods")
    resistance = term("A party opposes an advance, or does not", "did not resist")
    siege = term("A place is cut off", "Damascus would be besieged", PLOVER="ASSAULT")
    displacement = term("People are driven from home", "displaced thousands", PLOVER="COERCE")
    return_ = term("Displaced people go back", "return to their areas")
    defection = term("People leave a side", "urged soldiers to defect", ACLED="Change to group/activity")
    protest = term("People demonstrate", "protests against the government", ACLED="Peaceful protest", PLOVER="PROTEST")
    removal_of_property = term(
        "Money, documents or goods are taken away",
        "removal of documents from banks",
        ACLED="Looting/property destruction",
    )
    closure = term("Offices or services close", "closure of exchange offices")
    talks = term("Parties meet to negotiate", "will host talks", PLOVER="CONSULT")
    normalisation = term("States restore relations", "normalization of relations", PLOVER="COOPERATE")
    coercion = term(
        "A party presses people or a place by force or threat", "exerted pressure on the city", PLOVER="COERCE"
    )
    humanitarian_crisis = term("Want of shelter, food or care", "fears of a humanitarian crisis")
    collapse = term("An order or a force breaks down", "a total collapse")
    disruption = term("Operations are hindered", "operations will be disrupted")
    conflict = term("Fighting over years, as a whole", "the prolonged conflict", UCDP="State-based conflict")


class EventStatus(Vocabulary):
    """What the claims about an event amount to, by the rule in its column's description."""

    claimed_by_one = term("One claimant asserts it and nobody denies it", "Only one article tells of it")
    claimed_by_several = term(
        "Two claimants or more assert or corroborate it and nobody denies it", "Three articles name the town"
    )
    disputed = term("Somebody asserts it and somebody else denies it", "A force claims villages, a ministry denies it")
    denied = term("It is only denied", "A party is said not to have been there")
    anticipated = term("It is only hoped for, feared, planned or conditional", "If Arza is captured")


_STATUS = """
WITH said AS (
    SELECT c.stance, c.voice FROM event_claims AS e JOIN counted_claims AS c ON c.id = e.id WHERE e.event_id = events.id
), voices AS (
    SELECT count(DISTINCT voice) FILTER (WHERE stance IN ('asserts', 'corroborates')) AS for_it,
           count(*) FILTER (WHERE stance = 'denies') AS against FROM said
)
SELECT CASE WHEN for_it AND against THEN 'disputed' WHEN against THEN 'denied' WHEN for_it > 1 THEN 'claimed by several'
            WHEN for_it THEN 'claimed by one' ELSE 'anticipated' END FROM voices
"""


class Event(Record):
    """Things said to have happened or to come, each at one place in one period: the editor's reading of what claims of
    several articles are about. What was claimed, by whom and how firmly, stands in the claims."""

    table = "events"
    label = ("title",)
    id_from = ("type", "place")
    sort = "start_date"

    title: Annotated[str, FullText, MadeOf(("type", "place", "initiator")), Public] = optional
    """The event in a few words; unless written, made of type, place and initiator."""
    type: Annotated[EventType, Facet, Public]
    """What sort of event it is."""
    place: Annotated[list[str], Link("places", through="event_places", role="location"), Public] = []
    """Where it is said to have happened."""
    origin: Annotated[list[str], Link("places", through="event_places", role="origin"), Public] = []
    """Where a movement came from."""
    destination: Annotated[list[str], Link("places", through="event_places", role="destination"), Public] = []
    """Where a movement goes."""
    initiator: Annotated[list[str], Link("actors", through="event_actors", role="initiator"), Public] = []
    """Who is said to act."""
    target: Annotated[list[str], Link("actors", through="event_actors", role="target"), Public] = []
    """Against whom, or whose control ends."""
    period: Annotated[Period, Public] = optional
    """When it is said to have happened, in EDTF."""
    period_stated: Annotated[str, Public] = optional
    """The words that the period was worked out from."""
    description: Annotated[str, FullText, Public] = optional
    """What a reader should know, in neutral words."""
    status: Annotated[EventStatus, Facet, Computed(_STATUS), Public] = optional
    """What the claims that count (counted_claims) amount to. Rule: disputed if a claim asserts or corroborates it and
    another denies it; denied if only denied; else by the number of claimants that assert or corroborate it, an
    article's own voice counting as one; anticipated if none does."""
