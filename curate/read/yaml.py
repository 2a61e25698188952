"""YAML files to nodes that know where they stand, from PyYAML's events.

Every scalar is read as the string it is; an unquoted `null`, `~` or nothing is no value. Anchors, aliases, tags,
duplicate keys and nesting beyond 40 levels are refused: nobody needs them here, and each hides a mistake or an attack.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from curate.model.checks import YAML
from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.read.broken import TOO_DEEP, explain, indented
from curate.read.checks import DUPLICATE_KEY

_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as written; `start` and `end` are its offsets in the file's text, without a byte order mark."""

    text: str | None
    spot: Spot
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "list[Node]"
    spot: Spot


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values; `flow` says whether it is written in braces."""

    entries: "_Entries"
    spot: Spot
    flow: bool = False

    def get(self, key: str) -> "Node | None":
        """The value of a key."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Scalar | Sequence | Mapping
_Pair = tuple[Scalar, Node]
_Entries = dict[str, _Pair]


class _Refused(Exception):
    def __init__(self, mark: Any, message: str, hint: str) -> None:
        self.mark, self.message, self.hint = mark, message, hint


class _Lines:
    """Lines as editors count them: YAML also ends a line at characters that no editor shows as an end."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> Spot:
        line = bisect(self.starts, offset)
        return Spot(self.file, line, offset - self.starts[line - 1] + 1)

    def spot(self, mark: Any) -> Spot:
        return self.at(mark.index) if mark else Spot(self.file)


_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass
class _Builder:
    events: Iterator[yaml.Event]
    lines: _Lines
    problems: Problems
    depth: int = 0
    waiting: list[yaml.Event] = field(default_factory=list)

    def spot(self, event: yaml.Event) -> Spot:
        return self.lines.spot(event.start_mark)

    def node(self, event: yaml.Event, in_list: bool = False) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(event.start_mark, "anchors and aliases (& and *) are not read", "write the value out")
        if getattr(event, "tag", None) and not isinstance(event, yaml.ScalarEvent):
            raise _Refused(event.start_mark, "tags (!) are not read", "leave the tag out")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if self.depth >= _DEEPEST:
            raise _Refused(event.start_mark, *TOO_DEEP)
        self.depth += 1
        made = self.sequence(event) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(event, in_list)
        self.depth -= 1
        return made

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.tag:
            raise _Refused(event.start_mark, "tags (!) are not read", "leave the tag out, or quote the value")
        plain_null = event.style in (None, "") and event.value in _NULLS
        text = None if plain_null else event.value
        start, end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
        return Scalar(text, self.spot(event), start, end)

    def sequence(self, event: yaml.Event) -> Sequence:
        items = []
        while not isinstance(following := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(following, in_list=True))
        return Sequence(items, self.spot(event))

    def mapping(self, event: yaml.Event, in_list: bool) -> Mapping:
        pairs: list[_Pair] = []
        while not isinstance(following := next(self.events), yaml.MappingEndEvent):
            key = self.node(following)
            value = self.node(next(self.events))
            if not isinstance(key, Scalar) or key.text is None:
                raise _Refused(following.start_mark, "a key must be a word", "write `key: value`")
            if not getattr(following, "style", None) and (odd := indented(key.text)):
                raise _Refused(following.start_mark, *odd[1:])
            pairs.append((key, value))
        flow = bool(getattr(event, "flow_style", False))
        return Mapping(self.entries(pairs, in_list and not flow), self.spot(event), flow)

    def entries(self, pairs: list[_Pair], in_list: bool) -> _Entries:
        """The first of each key. In a list, several that are given twice are a record whose `- ` was forgotten."""
        entries: _Entries = {}
        again = [
            n for n, (key, value) in enumerate(pairs) if entries.setdefault(key.text or "", (key, value))[0] != key
        ]
        names = list(dict.fromkeys(repr(pairs[n][0].text) for n in again))
        record = "write `- ` before the first key of each record"
        for n in again:
            key, value = pairs[n]
            what = f"is given twice; the first is at line {entries[key.text or ''][0].spot.line}"
            if in_list and len(names) > 1:
                what = f"{', '.join(names)} {what.replace('is', 'are', 1)}"
                self.problems.add(key.spot, DUPLICATE_KEY, what, record)
                return {k.text or "": (k, v) for k, v in pairs[:n]}
            hint = "move its items below the first one" if isinstance(value, Sequence) else "keep one of the two"
            hint += f", or {record}" if in_list else ""
            self.problems.add(key.spot, DUPLICATE_KEY, f"{key.text!r} {what}", hint)
        return entries


def read_yaml(text: str, file: str, problems: Problems) -> Node | None:
    """The file's one document, or None if it is empty or broken (which is then among the problems)."""
    events = (e for e in yaml.parse(text, Loader=yaml.CSafeLoader))
    lines = _Lines(text, file)
    builder = _Builder(events, lines, problems)
    found: Node | None = None
    try:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and found is not None:
                raise _Refused(event.start_mark, "a second document begins (---)", "put it in a file of its own")
            if isinstance(event, yaml.NodeEvent):
                found = builder.node(event)
    except _Refused as refused:
        spot = lines.spot(refused.mark)
        problems.add(spot, YAML, refused.message, refused.hint)
        return None
    except yaml.MarkedYAMLError as error:
        offset, what, hint = explain(text, error)
        problems.add(lines.at(offset), YAML, what, hint)
        return None
    except yaml.reader.ReaderError as error:
        spot = lines.at(len(text.encode()[: error.position].decode(errors="ignore")))
        problems.add(spot, YAML, "a character that YAML does not allow", "delete it or type it anew")
        return None
    return found
