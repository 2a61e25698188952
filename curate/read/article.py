"""An article file to rows: what annotators may leave out is filled in.

A claim takes what it does not say from the claim it stands under, then from the file's `defaults`. `each <key>: […]`
makes one claim an item. A record written inside a claim (`event: {…}`) goes with it to nested claims, and what those
say of it themselves (their place, say) replaces what it said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from curate.model.checks import WRONG_SHAPE
from curate.model.kind import Kind
from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.model.schema import Schema
from curate.read.broken import wide_colon
from curate.read.checks import UNKNOWN_KEY, UNKNOWN_KIND, WRONG_VALUE
from curate.read.inherit import default, follow, inherit
from curate.read.record import read_record
from curate.read.row import Row
from curate.read.yaml import Mapping, Node, Scalar, Sequence

#: What may stand under a claim: the kind of link, which is also the stance if it is `denies` or `corroborates`.
NESTED = {
    "parts": "part_of",
    "denied": "denies",
    "corroborated": "corroborates",
    "superseded": "supersedes",
    "retracted": "retracts",
    "caused": "causes",
}
_EACH = "each "


@dataclass
class ArticleReader:
    """Reads one article file; `source` is its id once known, empty where the article states none."""

    schema: Schema
    file: str
    problems: Problems
    source: str | None = None

    def rows(self, node: Mapping) -> Iterator[Row]:
        """The source first, then its claims, each before those that stand under it."""
        yield from self._source(node.get("source"))
        defaults = self._defaults(node.get("defaults"))
        for name, (key, value) in node.entries.items():
            if name in ("source", "defaults"):
                continue
            kind = self.schema.written.get(name)
            if kind is None:
                hint = did_you_mean(name, ["source", "defaults", *self.schema.written])
                hint = hint or f"there are {', '.join(self.schema.written)}"
                self.problems.add(key.spot, UNKNOWN_KIND, f"no kind of record is called {name!r}", hint)
            else:
                for record in self.records(kind, value):
                    yield from self._claims(kind, record, defaults, None, "")

    def records(self, kind: Kind, node: Node) -> Iterator[Mapping]:
        """The mappings of a list of records."""
        items = (
            node.items if isinstance(node, Sequence) else [] if isinstance(node, Scalar) and not node.text else [node]
        )
        for item in items:
            if isinstance(item, Mapping):
                yield item
            else:
                what, hint = f"{kind.one} is written as keys and values", "write `- key: value`, one key a line"
                if isinstance(item, Scalar) and (fault := wide_colon(item.text or "")):
                    hint = f"{fault[1]}: {fault[2]}"
                self.problems.add(item.spot, WRONG_SHAPE, what, hint)

    def _source(self, node: Node | None) -> Iterator[Row]:
        if isinstance(node, Mapping):
            row = read_record(self.schema, self.schema.kinds["sources"], node, self.problems)
            self.source = row.get("id")
            yield row
        elif node is not None:
            self.source = ""
            self.problems.add(node.spot, WRONG_SHAPE, "`source` takes the article's metadata", "write `id:` under it")

    def _defaults(self, node: Node | None) -> dict[str, Scalar]:
        if node is None or (isinstance(node, Scalar) and node.text is None):
            return {}
        if not isinstance(node, Mapping):
            self.problems.add(node.spot, WRONG_SHAPE, "`defaults` takes keys and values", "write `period: …` under it")
            return {}
        known = {name for kind in self.schema.claims for name in kind.inherits}
        for name, (key, value) in node.entries.items():
            if name not in known:
                hint = did_you_mean(name, known) or "write it in each claim, or correct the key"
                self.problems.add(key.spot, UNKNOWN_KEY, f"no claim takes {name!r} as a default", hint)
            elif not isinstance(value, Scalar):
                what = f"{name!r} takes one value as a default"
                self.problems.add(value.spot, WRONG_VALUE, what, f"write `{name}: …`, or write it in each claim")
        return {name: value for name, (_, value) in node.entries.items() if isinstance(value, Scalar)}

    def _claims(
        self, kind: Kind, node: Mapping, defaults: dict[str, Scalar], above: Row | None, relation: str
    ) -> Iterator[Row]:
        each = next((name for name in node.entries if name.startswith(_EACH)), "")
        extra = [*NESTED, each or _EACH + "…"] if kind.is_claim else []
        row = read_record(self.schema, kind, node, self.problems, extra)
        row.relation = relation
        own = set(row.values) | set(row.inline)
        if kind.is_claim:
            row.above = above
            if self.source:
                row.values.setdefault("source", self.source)
            elif self.source is not None:
                row.soft.add("source")  # that the article has no id was told
            if above:
                inherit(row, above, own)
            default(row, defaults, own)
        for key in row.inline:
            follow(row, key, own)
        yield from self._items(row, each, node) if each else [row]
        for name, link in NESTED.items():
            nested = node.get(name)
            if nested and each:
                what = f"`{name}` cannot stand under `{each}`: it would not say which item it concerns"
                self.problems.add(nested.spot, WRONG_SHAPE, what, "write the item it concerns as a claim of its own")
            elif nested and kind.is_claim:
                for record in self.records(kind, nested):
                    yield from self._claims(kind, record, defaults, row, link)

    def _items(self, row: Row, each: str, node: Mapping) -> Iterator[Row]:
        """One row an item; each has the item as its own value of the key."""
        key, list_node = each.removeprefix(_EACH).strip(), node.get(each)
        items = list_node.items if isinstance(list_node, Sequence) else []
        if key not in row.kind.keys or row.kind.keys[key].is_link:
            hint = did_you_mean(key, row.kind.keys) or "name one key that takes a single value"
            self.problems.add(node.entries[each][0].spot, UNKNOWN_KEY, f"there is no {key!r} to list", hint)
            return
        if not items or not all(isinstance(item, Scalar) and item.text for item in items):
            what, hint = f"`{each}` takes a list of words", f"write `{each}: [one, another]`"
            self.problems.add(node.entries[each][1].spot, WRONG_SHAPE, what, hint)
            return
        for n, item in enumerate(items):
            assert isinstance(item, Scalar)
            made = row.copy()
            made.each, made.item, made.position, made.spot = key, item.text or "", n, item.spot
            made.values[key], made.spots[key] = item.text, item.spot
            made.soft.discard(key)
            made.inherited.discard(key)
            for name in made.inline:
                follow(made, name, {key})
            yield made
