"""JSON lines to rows: one record a line, naming its kind (or table) and source."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curate.model.checks import ENCODING, WRONG_SHAPE
from curate.model.claim import EXTRACTED
from curate.model.problem import Spot, did_you_mean
from curate.model.problems import Problems
from curate.model.progress import Tell, silent
from curate.model.schema import Schema
from curate.read.checks import DUPLICATE_KEY, EMPTY, JSON, MISSING, UNKNOWN_KEY, UNKNOWN_KIND
from curate.read.evidence import stamp
from curate.read.files import LONGEST_LINE, MARKER, conflict, long_line, unreadable
from curate.read.lines import Line, Lines
from curate.read.row import Row
from curate.read.scan import scan

_STRING = re.compile(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)')
_COLON = re.compile(r"\s*:\s*")
#: How JSON begins that is written for people: brackets alone on the first line.
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(\[\s*\{?|\{)[ \t]*\r?\n")
_WRITTEN = {True: "true", False: "false"}


@dataclass
class LineRow(Row):
    """A row of a JSON line; it looks for the place of a value only when somebody asks."""

    def where(self, key: str) -> Spot:
        """The place of the key's value in the line."""
        sought = json.dumps(key, ensure_ascii=False)
        for match in _STRING.finditer(self.written):
            if match[0] == sought and (colon := _COLON.match(self.written, match.end())):
                return self.spot._replace(column=colon.end() + 1)
        return self.spot


class _Duplicate(ValueError):
    pass


class _NotNumber(ValueError):
    pass


def _refuse(constant: str) -> None:
    """Python takes NaN, Infinity and -Infinity for numbers; JSON (RFC 8259) has none of them."""
    raise _NotNumber(constant)


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON whose keys are all different.

    Raises:
        ValueError: one is given twice.
    """
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Duplicate(next(name for name in names if names.count(name) > 1))
    return made


_DECODER = json.JSONDecoder(object_pairs_hook=unique, parse_int=str, parse_float=str, parse_constant=_refuse)


def read_line(schema: Schema, data: bytes, spot: Spot, problems: Problems) -> Row | None:
    """The row that a line states, or None with a problem."""
    try:
        line = data.decode("utf-8").rstrip("\r\n")
        values = _DECODER.decode(line)
        json.dumps(values, ensure_ascii=False).encode()
        return _row(schema, values, line, spot, problems)
    except UnicodeEncodeError:
        problems.add(spot, ENCODING, "half of a surrogate pair is no character", "write the character itself")
    except UnicodeDecodeError as error:
        what, hint = "a byte that is not UTF-8 text", "save the file as UTF-8, or move it out of data/"
        problems.add(spot._replace(column=error.start + 1), ENCODING, what, hint)
    except _Duplicate as error:
        problems.add(spot, DUPLICATE_KEY, f"{error.args[0]!r} is given twice", "keep one of the two")
    except _NotNumber as error:
        column = _STRING.sub(lambda match: " " * len(match[0]), line).index(error.args[0]) + 1
        hint = "write null where a number is not known"
        problems.add(spot._replace(column=column), JSON, f"this is not JSON: {error.args[0]} is no number", hint)
    except json.JSONDecodeError as error:
        if MARKER.match(line):
            conflict(spot, problems)
            return None
        hint = "check quotes, commas and brackets"
        problems.add(spot._replace(column=error.colno), JSON, f"this is not JSON: {error.msg}", hint)
    except RecursionError:
        problems.add(spot, JSON, "lists are nested too deep", "write one flat object a line")
    return None


def read_jsonl(
    schema: Schema, files: dict[str, Path], lines: Lines, problems: Problems, tell: Tell = silent
) -> Iterator[Row]:
    """The rows of files, by the names that people know them by.

    Claims are not among them but noted in `lines`, to be read in the order of their ids.
    """
    shown = [file for file, path in files.items() if _holds_lines(path, file, problems)]
    numbers, empty = [lines.file(file) for file in shown], set(shown)
    for n, seen in scan([files[file] for file in shown], frozenset(kind.table for kind in schema.claims)):
        tell("reading claims", lines.count, 0)
        if seen:
            empty.discard(shown[n])
        for id_, number, start, size in seen:
            if isinstance(id_, str):
                lines.add(Line(id_, numbers[n], number, start, size))
            elif size > LONGEST_LINE:
                long_line(shown[n], number, problems)
            else:
                line = Line("", numbers[n], number, start, size)
                row = _closer(schema, id_, Spot(shown[n], number), line, lines, problems)
                yield from [row] if row else []
    for file in sorted(empty):
        problems.add(Spot(file), EMPTY, "the file is empty", "write its records, or delete it")


def _holds_lines(path: Path, file: str, problems: Problems) -> bool:
    try:
        with open(path, "rb") as opened:
            is_document = _DOCUMENT.match(opened.read(1000))
    except OSError as error:
        unreadable(file, error, problems)
        return False
    if is_document:
        command = "jq -c '.[]'" if is_document[1].startswith(b"[") else "jq -c ."
        what = "this is JSON over several lines, not a record a line"
        problems.add(Spot(file), JSON, what, f"write each record on one line, as `{command}` does")
    return not is_document


def _closer(schema: Schema, data: bytes, spot: Spot, line: Line, lines: Lines, problems: Problems) -> Row | None:
    """The row of a line, if it is no claim."""
    met = Problems()
    row = read_line(schema, data, spot, met)
    if not row or not row.kind.is_claim:
        problems.extend(met)
        return row
    if row.get("id"):  # what is wrong with it is told when it is read again
        lines.add(line._replace(id=row.get("id")))
    else:
        lines.add_unnamed(stamp(row), data.strip(), line)
    return None


def _row(schema: Schema, values: Any, line: str, spot: Spot, problems: Problems) -> Row | None:
    if not isinstance(values, dict):
        problems.add(spot, WRONG_SHAPE, "a line holds one object", 'write {"kind": "…", …}')
        return None
    naming, table = _named(schema, values)
    kind = schema.written.get(str(table))
    if kind is None:
        known = ", ".join(schema.written)
        hint = did_you_mean(str(table), schema.written) or f"name one of {known}"
        shown = repr(table) if isinstance(table, str) else json.dumps(table, ensure_ascii=False)
        what = "the line names no `kind`" if table is None else f"`{naming}` is {shown}"
        spot = LineRow(schema.kinds["claims"], {}, spot, written=line).where(naming)
        problems.add(spot, UNKNOWN_KIND, what, hint)
        return None
    row = LineRow(kind, {}, spot, written=line)
    for name, value in values.items():
        if name not in kind.file_keys:
            row.misspelt = True
            hint = did_you_mean(name, kind.file_keys) or f"there are {', '.join(kind.file_keys)}"
            problems.add(row.where(name), UNKNOWN_KEY, f"{kind.one} has no {name!r}", hint)
        elif value is not None:
            value = _WRITTEN[value] if isinstance(value, bool) else value
            row.values[name] = value.strip() if isinstance(value, str) else value
    if kind.is_claim:
        row.values.setdefault("origin", EXTRACTED)  # programs write these
    if (own := kind.keys.get(naming)) and own.required:
        row.soft.add(naming)  # told here
        what = f"{kind.one} needs {naming!r}, which names the table here"
        problems.add(row.where(naming), MISSING, what, f'write "table": "{kind.table}" for that')
    return row


def _named(schema: Schema, values: dict[str, Any]) -> tuple[str, Any]:
    """The key that names a line's table, which is taken out, and what it says.

    It is `kind`, or `table` where the record has a `kind` of its own. Links between claims have, and may name neither.
    """
    if "from" in values and "table" not in values and str(values.get("kind")) not in schema.written:
        return "", "claim_links"
    naming = "table" if "table" in values else "kind"
    return naming, values.pop(naming, None)
