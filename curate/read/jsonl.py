"""JSON lines to rows: one record a line, naming its kind and source."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from curate.model.problem import Problems, Spot, did_you_mean
from curate.model.schema import Schema
from curate.read.row import Row

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


class _Duplicate(ValueError):
    pass


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Duplicate(next(name for name in names if names.count(name) > 1))
    return made


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=str, parse_float=str)


def read_jsonl(schema: Schema, text: str, file: str, problems: Problems) -> Iterator[Row]:
    """The rows of a file."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        spot = Spot(file, number)
        try:
            values = _DECODER.decode(line.rstrip("\r"))
        except _Duplicate as error:
            problems.add(spot, "duplicate-key", f"{error.args[0]!r} is given twice", "keep one of the two")
        except json.JSONDecodeError as error:
            hint = "check quotes, commas and brackets"
            problems.add(Spot(file, number, error.colno), "json", f"this is not JSON: {error.msg}", hint)
        except RecursionError:
            problems.add(spot, "json", "lists are nested too deep", "write one flat object a line")
        else:
            if row := _row(schema, values, line, spot, problems):
                yield row


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
            row.values[name] = _WRITTEN[value] if isinstance(value, bool) else value
    return row
