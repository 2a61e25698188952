"""JSON lines to rows: one record a line, naming its kind and source."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curate.model.problem import Problems, Spot, did_you_mean
from curate.model.schema import Schema
from curate.read.evidence import stamp
from curate.read.files import LONGEST_LINE, long_line, unreadable
from curate.read.lines import Line, Lines
from curate.read.row import Row

#: What these find in a line with one brace is its id and kind: inside a string, the quotes would be escaped.
_ID = re.compile(rb'"id": ?"([\w-]+)"', re.ASCII)
_KIND = re.compile(rb'"kind": ?"(\w+)"', re.ASCII)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_WRITTEN = {True: "true", False: "false"}


@dataclass
class LineRow(Row):
    """A row of a JSON line; it looks for the place of a value only when somebody asks."""

    def where(self, key: str) -> Spot:
        """The place of the key's value in the line."""
        for match in _STRING.finditer(self.written):
            after = self.written[match.end() :].lstrip()
            if match[0] == json.dumps(key, ensure_ascii=False) and after.startswith(":"):
                value = self.written.index(":", match.end()) + 1
                gap = len(self.written[value:]) - len(self.written[value:].lstrip())
                return self.spot._replace(column=value + gap + 1)
        return self.spot


def kind_of(data: bytes) -> str:
    """What a line seems to name as its kind; a quick look, to be proven by reading it."""
    found = _KIND.search(data)
    return found[1].decode() if found else ""


class _Duplicate(ValueError):
    pass


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Duplicate(next(name for name in names if names.count(name) > 1))
    return made


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=str, parse_float=str)


def read_line(schema: Schema, data: bytes, spot: Spot, problems: Problems) -> Row | None:
    """The row that a line states, or None with a problem."""
    try:
        line = data.decode("utf-8").rstrip("\r\n")
        values = _DECODER.decode(line)
        json.dumps(values, ensure_ascii=False).encode()
        return _row(schema, values, line, spot, problems)
    except UnicodeEncodeError:
        problems.add(spot, "encoding", "half of a surrogate pair is no character", "write the character itself")
    except UnicodeDecodeError as error:
        what, hint = "a byte that is not UTF-8 text", "save the file as UTF-8, or move it out of data/"
        problems.add(spot._replace(column=error.start + 1), "encoding", what, hint)
    except _Duplicate as error:
        problems.add(spot, "duplicate-key", f"{error.args[0]!r} is given twice", "keep one of the two")
    except json.JSONDecodeError as error:
        hint = "check quotes, commas and brackets"
        problems.add(spot._replace(column=error.colno), "json", f"this is not JSON: {error.msg}", hint)
    except RecursionError:
        problems.add(spot, "json", "lists are nested too deep", "write one flat object a line")
    return None


def read_jsonl(schema: Schema, path: Path, file: str, lines: Lines, problems: Problems) -> Iterator[Row]:
    """The rows of a file; claims are not among them but noted in `lines`, to be read in the order of their ids."""
    try:
        yield from _read(schema, path, file, lines, problems)
    except OSError as error:
        unreadable(file, error, problems)


def _read(schema: Schema, path: Path, file: str, lines: Lines, problems: Problems) -> Iterator[Row]:
    claims = {kind.table.encode() for kind in schema.claims}
    here, begins, empty = lines.file(file), 0, True
    with open(path, "rb") as opened:
        for number, data in enumerate(opened, start=1):
            start, begins = begins, begins + len(data)
            if number == 1 and data.startswith(codecs.BOM_UTF8):
                start, data = 3, data[3:]
            if len(data) > LONGEST_LINE:
                long_line(file, number, problems)
                return
            if data.isspace() or not data:
                continue
            empty = False
            id_, kind = _ID.search(data), _KIND.search(data)
            if id_ and kind and kind[1] in claims and data.count(b"{") == 1 and b'"from"' not in data:
                lines.add(Line(id_[1].decode(), here, number, start, len(data)))
                continue
            met = Problems()
            row = read_line(schema, data, Spot(file, number), met)
            if row and row.kind.is_claim:  # its problems are told when it is read again
                lines.add(Line(row.get("id") or lines.free(stamp(row)), here, number, start, len(data)))
            else:
                problems.extend(met)
                yield from [row] if row else []
    if empty:
        problems.add(Spot(file), "empty", "the file is empty", "write its records, or delete it")


def _row(schema: Schema, values: Any, line: str, spot: Spot, problems: Problems) -> Row | None:
    if not isinstance(values, dict):
        problems.add(spot, "wrong-shape", "a line holds one object", 'write {"kind": "…", …}')
        return None
    # Links between claims have a key `kind` of their own, so a line that says `from` is one.
    table = "claim_links" if "from" in values else values.pop("kind", None)
    kind = schema.written.get(str(table))
    if kind is None:
        known = ", ".join(schema.written)
        hint = did_you_mean(str(table), schema.written) or f"name one of {known}"
        problems.add(
            LineRow(schema.kinds["claims"], {}, spot, written=line).where("kind"),
            "unknown-kind",
            f"`kind` is {table!r}",
            hint,
        )
        return None
    row = LineRow(kind, {}, spot, written=line)
    for name, value in values.items():
        if name not in kind.file_keys:
            row.misspelt = True
            hint = did_you_mean(name, kind.file_keys) or f"there are {', '.join(kind.file_keys)}"
            problems.add(row.where(name), "unknown-key", f"{kind.one} has no {name!r}", hint)
        elif value is not None:
            value = _WRITTEN[value] if isinstance(value, bool) else value
            row.values[name] = value.strip() if isinstance(value, str) else value
    return row
