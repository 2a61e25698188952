"""A record kind as the rest of curate sees it: its keys in files, its columns in a table."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from curate.model.claim import Claim
from curate.model.column import Column
from curate.model.count import Count
from curate.model.key import Key, issubclass_
from curate.model.markers import (
    CLAIMANT,
    Computed,
    Follows,
    Link,
    Name,
    NotInherited,
    Ref,
    Span,
    Stated,
)
from curate.model.record import Record


@dataclass(frozen=True)
class Kind:
    """A record kind: the model and what follows from it."""

    model: type[Record]
    claimant_table: str
    #: Keys that have no columns here: what a release leaves out.
    without: frozenset[str] = frozenset()

    @cached_property
    def table(self) -> str:
        """The table, and the key in files."""
        return self.model.table

    @cached_property
    def singular(self) -> str:
        """One record of the kind, in words: `closure claim`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.model.__name__).lower()

    @cached_property
    def one(self) -> str:
        """The same with its article: `an event claim`."""
        return f"a{'n' * (self.singular[0] in 'aeiou')} {self.singular}"

    @cached_property
    def is_claim(self) -> bool:
        """Whether records are claims, with evidence."""
        return issubclass(self.model, Claim)

    @cached_property
    def description(self) -> str:
        """What the table holds, on one line."""
        return " ".join((self.model.__doc__ or "").split())

    @cached_property
    def keys(self) -> dict[str, Key]:
        """The keys that files may hold."""
        fields = self.model.model_fields.items()
        return {info.alias or name: Key(info.alias or name, info) for name, info in fields}

    @cached_property
    def file_keys(self) -> list[str]:
        """The keys that people may write; computed ones are not among them."""
        return [name for name, key in self.keys.items() if not key.marker(Computed)]

    @cached_property
    def attributes(self) -> dict[str, str]:
        """The key of each attribute of the model (they differ where Python's words end in an underscore)."""
        return {name: info.alias or name for name, info in self.model.model_fields.items()}

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The keys of those attributes whose name is another."""
        return {attribute: name for attribute, name in self.attributes.items() if attribute != name}

    @cached_property
    def numbers(self) -> list[str]:
        """The keys that hold numbers."""
        return [name for name, key in self.keys.items() if key.holds in (int, float)]

    @cached_property
    def whole_numbers(self) -> list[str]:
        """The keys that hold whole numbers, of which SQLite takes those of 64 bits."""
        return [name for name, key in self.keys.items() if key.holds is int]

    @cached_property
    def columns(self) -> list[Column]:
        """The table's columns, in order."""
        found = [c for name, key in self.keys.items() if name not in self.without for c in key.columns]
        return [replace(c, references=self.claimant_table) if c.references == CLAIMANT else c for c in found]

    @cached_property
    def refs(self) -> dict[str, str]:
        """The table that each reference, single or listed, points to."""
        marked = {name: key.marker(Ref) or key.marker(Link) for name, key in self.keys.items()}
        return {n: self.claimant_table if m.table == CLAIMANT else m.table for n, m in marked.items() if m}

    @cached_property
    def links(self) -> dict[str, Link]:
        """The keys that fill link tables."""
        return {n: link for n, k in self.keys.items() if n not in self.without and (link := k.marker(Link))}

    @cached_property
    def claim_refs(self) -> list[str]:
        """The keys that refer to claims, which may stand in any file."""
        return [name for name, key in self.keys.items() if (ref := key.marker(Ref)) and ref.table == "claims"]

    @cached_property
    def follows(self) -> dict[str, Follows]:
        """The keys that share their value with a key of a record that this one names."""
        return {name: marker for name, key in self.keys.items() if (marker := key.marker(Follows))}

    @cached_property
    def spans(self) -> list[str]:
        """The keys whose value is itself a phrase of the article."""
        return [name for name, key in self.keys.items() if key.has(Span)]

    @cached_property
    def stated(self) -> dict[str, str]:
        """The keys that hold wording, and the reference that each one words (or nothing)."""
        counts = {name: "" for name, key in self.keys.items() if issubclass_(key.holds, Count)}
        return counts | {name: m.of for name, key in self.keys.items() if (m := key.marker(Stated))}

    @cached_property
    def inherits(self) -> set[str]:
        """The keys that a claim may take over from the claim it stands under, or from its file's defaults."""
        return {name for name in self.file_keys if not self.keys[name].has(NotInherited)} - {"id"}

    @cached_property
    def names(self) -> list[str]:
        """The keys by whose values other records may refer to one of this kind."""
        return [name for name, key in self.keys.items() if key.has(Name)]
