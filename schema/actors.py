"""Actors: whoever acts or speaks."""

from typing import Annotated

from curate import Facet, FullText, Name, Protection, Public, Record, Ref, Vocabulary, optional, term


class ActorKind(Vocabulary):
    """What sort of actor it is."""

    armed_group = term("An organised armed group that is no state's force", "Shaheen Brigades", ACLED="Rebel groups")
    coalition = term("Several armed groups acting together", "Command of Military Operations", ACLED="Rebel groups")
    militia = term("An armed group at a government's side", "Iranian-backed militias", ACLED="Political militias")
    state_forces = term("A state's armed forces", "Russian forces", ACLED="State forces")
    government = term("A state, its government or an office of it", "UK Foreign Office", PLOVER="GOV")
    organisation = term("An international or other organisation", "United Nations", PLOVER="IGO")
    monitor = term("An organisation that records what happens", "Syrian Observatory for Human Rights", PLOVER="NGO")
    media = term("A publisher or broadcaster", "Syrian state media", PLOVER="MED")
    civilians = term("People who take no part in fighting", "citizens from Hama", ACLED="Civilians", PLOVER="CVL")
    person = term("One named person", "Hakan Fidan")
    unnamed_source = term("Somebody whom the article does not name", "military sources")


class Actor(Record):
    """People, groups, forces, governments and offices that act or make claims, each once, under all names printed."""

    table = "actors"
    label = ("name",)
    sort = "name"
    claimants = True

    name: Annotated[str, Name, FullText, Public]
    """A neutral English name."""
    name_ar: Annotated[str, Name, FullText, Public] = optional
    """The name in Arabic."""
    kind: Annotated[ActorKind, Facet, Public]
    """What sort of actor it is."""
    aliases: Annotated[list[str], Name, FullText, Public] = []
    """Names as printed, however partial; none of them is this dataset's own word."""
    protection: Annotated[Protection, Facet, Public] = optional
    """Whether releases may name a person; every person needs one."""
    parent: Annotated[str, Facet, Ref("actors"), Public] = optional
    """The actor that it belongs to or speaks for, as far as the articles say."""
    note: Annotated[str, FullText, Public] = optional
    """What a reader should know of names and belonging."""
