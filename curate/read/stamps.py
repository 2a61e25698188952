"""The id and offsets of claims, as text put into a YAML file at known positions."""

from typing import Any

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.read.evidence import own_groups
from curate.read.find import Slice
from curate.read.row import Row
from curate.read.yaml import Mapping, Node, Scalar, Sequence, read_yaml

#: What to put in place of which slice of a file's text.
Edit = tuple[int, int, str]


def stamp_records(text: str, records: list[list[Row]]) -> str:
    """The text with what the records lack; each record is given as its rows."""
    pieces, done = [], 0
    for start, end, new in sorted(edit for rows in records for edit in edits(rows, text)):
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def reads_back(text: str, stamped: str, records: list[list[Row]]) -> bool:
    """Whether a stamped text says what the text said, and the stamps besides."""
    stamps = {rows[0].written.spot: _lacking(rows) for rows in records}
    before, after = (read_yaml(t, records[0][0].spot.file, Problems()) for t in (text, stamped))
    return bool(_said(before, stamps) == _said(after, {}))


def _said(node: Node | None, stamps: dict[Spot, dict[str, str]]) -> Any:
    if isinstance(node, Mapping):
        said = {name: _said(value, stamps) for name, (_, value) in node.entries.items()}
        return said | stamps.get(node.spot, {})
    return [_said(item, stamps) for item in node.items] if isinstance(node, Sequence) else node and node.text


def edits(rows: list[Row], text: str) -> list[Edit]:
    """What a record lacks, and where to put it."""
    node: Mapping = rows[0].written
    made, new = [], []
    for name, value in _lacking(rows).items():
        written = node.get(name)
        value = f'"{value}"' if ";" in value and node.flow else value
        if isinstance(written, Scalar):
            gap = "" if text[written.start - 1].isspace() else " "
            made.append((written.start, written.end, gap + value))
        else:
            new.append(f"{name}: {value}")
    if new:
        start, column = _place(node, text)
        newline = "\r\n" if "\r\n" in text else "\n"
        between = ", " if node.flow else newline + " " * column
        made.append((start, start, "".join(stamp + between for stamp in new)))
    return made


def _lacking(rows: list[Row]) -> dict[str, str]:
    """The stamps that a record has not, or has for other phrases."""
    stamps = {"id": rows[0].base_id, "at": _at(rows)}
    written = {name: rows[0].written.get(name) for name in stamps}
    return {
        name: value
        for name, value in stamps.items()
        if (node := written[name]) is None or (isinstance(node, Scalar) and node.text != value)
    }


def _place(node: Mapping, text: str) -> tuple[int, int]:
    """Where keys are put into a record, before its evidence, and how far from the margin."""
    key = node.entries["evidence" if "evidence" in node.entries else next(iter(node.entries))][0]
    start, column = key.start, key.spot.column - 1
    before = text[:start].rstrip(" ")
    if before.endswith("?"):  # as in `? evidence`, a rare way to write a key
        return len(before) - 1, column - (start - len(before) + 1)
    return start, column


def _at(rows: list[Row]) -> str:
    """The offsets of all phrases: those the rows share, then after each `;` what belongs to one item."""
    blocks = [row.found.slices if row.found else [] for row in rows]
    if not rows[0].each:
        return _join(blocks[0])
    shared = sum(len(g.parts) for g in own_groups(rows[0]) if rows[0].item not in g.parts)
    return "; ".join([_join(blocks[0][:shared]), *(_join(block[shared:]) for block in blocks)])


def _join(slices: list[Slice]) -> str:
    return " ".join(f"{start}-{end}" for start, end in slices)
