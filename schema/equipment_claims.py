"""Equipment claims."""

from typing import Annotated

from curate import Facet, FullText, Public, Ref, Stated, Vocabulary, optional, term
from schema.claims import Counted


class EquipmentCategory(Vocabulary):
    """What sort of equipment it is."""

    tank = term("Tanks", "13 tanks")
    armoured_vehicle = term("Armoured vehicles other than tanks", "five BMP infantry fighting vehicles")
    vehicle = term("Vehicles without armour, or not told", "several vehicles")
    artillery = term("Guns and self-propelled guns", "four field cannons")
    mortar = term("Mortars", "three mortar launchers")
    anti__tank_weapon = term("Anti-tank missiles and launchers", "two anti-tank launchers")
    anti__aircraft_weapon = term("Anti-aircraft guns and missiles", "five 23mm anti-aircraft machine guns")
    helicopter = term("Helicopters", "two helicopters")
    drone = term("Unmanned aircraft", "FPV drones")
    munitions = term("Ammunition, and stores of it or of missiles", "a munitions warehouse")
    unspecified = term("Not told", "key equipment")


class EquipmentAction(Vocabulary):
    """What is said to have been done with it."""

    seized = term("Taken from its holder", "captured 13 tanks")
    destroyed = term("Made useless", "destroyed two helicopters")
    used = term("Used by its holder", "the use of FPV drones")


class EquipmentClaim(Counted):
    """Statements that equipment was seized, destroyed or used."""

    table = "equipment_claims"
    label = ("action", "count_stated", "item_stated")
    sort = "start_date"

    event: Annotated[str, Facet, Ref("events"), Public] = optional
    """The event in which it happened, where the claim is of one event."""
    item_stated: Annotated[str, FullText, Stated(), Public]
    """The equipment as named in the spans."""
    category: Annotated[EquipmentCategory, Facet, Public]
    """What sort of equipment it is."""
    model: Annotated[str, Facet, FullText, Public] = optional
    """Make or model, where told."""
    action: Annotated[EquipmentAction, Facet, Public]
    """What is said to have been done with it."""
    owner: Annotated[str, Facet, Ref("actors"), Public] = optional
    """Who held it before."""
    actor: Annotated[str, Facet, Ref("actors"), Public] = optional
    """Who seized, destroyed or used it."""
