"""One record as a file states it, each value with the place where it stands."""

from dataclasses import dataclass, field, replace
from typing import Any

from curate.model.kind import Kind
from curate.model.problem import About, Spot
from curate.read.find import Found


@dataclass
class Row:
    """A record before it is checked.

    `values` maps keys to strings (or lists of strings) as written. `spots` says where each value stands, as far as
    the file's format tells.
    """

    kind: Kind
    values: dict[str, Any]
    spot: Spot
    spots: dict[str, Spot] = field(default_factory=dict)
    #: Keys whose value comes from the file's defaults or from an inline record: not said of this claim in its spans.
    soft: set[str] = field(default_factory=set)
    #: The claim that this one stands under, and the keys taken over from it.
    above: "Row | None" = None
    inherited: set[str] = field(default_factory=set)
    #: How this claim stands to the one above it: a LinkKind term.
    relation: str = ""
    #: Records written inside this one, by the key that names them.
    inline: "dict[str, Row]" = field(default_factory=dict)
    #: The key and the item of the `each` list that the row is for.
    each: str = ""
    item: str = ""
    position: int = 0
    #: Ids that references were resolved to, by key.
    ids: dict[str, Any] = field(default_factory=dict)
    #: Wording taken over from the claim above that is a span of this claim too.
    extra: list[str] = field(default_factory=list)
    #: What seeking the claim's phrases in the text found.
    found: Found | None = None
    #: Whether the file gives the claim its id, and the offsets of its phrases.
    stamped: bool = True
    #: The id of the record in the file; rows of an `each` list add their item to it.
    base_id: str = ""
    #: Whether a key is not known, so that another may seem to be missing.
    misspelt: bool = False
    #: The record in the file that the row comes from, where `curate anchor` stamps id and offsets.
    written: Any = None

    def copy(self) -> "Row":
        """A row that states the same and shares nothing that is filled in later."""
        return replace(
            self,
            values=dict(self.values),
            spots=dict(self.spots),
            soft=set(self.soft),
            inherited=set(self.inherited),
            inline={key: inner.copy() for key, inner in self.inline.items()},
            ids={},
            extra=[],
        )

    def told_elsewhere(self, key: str) -> bool:
        """Whether the value was taken over from another record, at which its faults are told."""
        return key not in self.spots and (key in self.inherited or key in self.soft)

    def where(self, key: str) -> Spot:
        """The place of a value, or of the record if the value has none of its own."""
        return self.spots.get(key, self.spot)

    def about(self, key: str = "") -> About:
        """What a problem with a value, or with the record, is about."""
        return About(self.kind.table, self.get("id"), key)

    def get(self, key: str) -> str:
        """A value as text, empty where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def only(self, key: str) -> str | None:
        """A value as text, an id where it refers to another record, if there is just one."""
        value = self.ids.get(key, self.values.get(key))
        value = value[0] if isinstance(value, list) and len(value) == 1 else value
        return value if isinstance(value, str) else None
