"""A difference told: in prose for people, as Markdown for CHANGES.md, as CSV and JSON for machines."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curate.model.counted import counted
from curate.model.printable import printable, without_controls
from curate.model.spreadsheet import defuse
from curate.publish.compare import Change, TableDifference
from curate.publish.values import NUMBER

Difference = Mapping[str, TableDifference]
_MOST = 20
_WIDEST = 90
#: What a row of a table is called, one that is new, and one that is gone.
_WORDS = {
    "sources": ("source", "New source", "Withdrawn"),
    "vocabularies": ("term", "New term", "Term gone"),
    "views": ("view", "New view", "View gone"),
    "rules": ("rule", "New rule", "Rule gone"),
    "made by": ("fact", "New", "Gone"),
}
_RECORD = ("record", "Added", "Withdrawn")
#: By what terms and rules the records were made; told after the records.
_RULES = ("vocabularies", "views", "rules", "made by")
#: What Markdown, or HTML in it, would take for a sign of its own; a low line within a word is none.
_SIGNS = re.compile(r"[\\`*\[\]<>#&~|]|(?<![^\W_])_|_(?![^\W_])|^(\s*)([-+=]|\d+(?=[.)]))")


def shown(value: Any) -> str:
    """A value as a sentence quotes it; spaces at its ends are seen, long ones are cut."""
    if value in (None, ""):
        return "nothing"
    text = f"“{value}”".replace("\n", "↵") if isinstance(value, str) else str(value)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 2]}…”"


def unmarked(sentence: str) -> str:
    """A sentence for Markdown: what it or HTML would take for a sign has a backslash, what is not seen an escape."""
    return _SIGNS.sub(lambda sign: f"{sign[1] or ''}\\{sign[2] or sign[0]}", printable(sentence))


def prose(difference: Difference, reasons: Mapping[str, str] | None = None, full: bool = False) -> str:
    """The difference in sentences. Unless `full`, at most 20 records of a sort are named."""
    return _text(difference, reasons or {}, "{}:", "  {}", full, printable)


def markdown(
    difference: Difference, reasons: Mapping[str, str] | None = None, safe: Callable[[str], str] = unmarked
) -> str:
    """The same as Markdown; `safe` makes a sentence such that nothing in it is taken for a sign."""
    return _text(difference, reasons or {}, "### {}\n", "- {}", False, safe)


def _text(
    difference: Difference,
    reasons: Mapping[str, str],
    head: str,
    item: str,
    full: bool,
    safe: Callable[[str], str],
) -> str:
    lines = []
    for name, table in sorted(difference.items(), key=lambda item: item[0] in _RULES):
        if table:
            lines += [
                head.format(safe(name.replace("_", " "))),
                *(item.format(safe(s)) for s in _sentences(name, table, reasons, full)),
                "",
            ]
    return "\n".join(lines).rstrip() + "\n" if lines else "No differences.\n"


def _sentences(name: str, table: TableDifference, reasons: Mapping[str, str], full: bool) -> Iterator[str]:
    noun, new, withdrawn = _WORDS.get(name, _RECORD)
    yield f"{counted(table.shared, noun)} in both, {len(table.added):,} added, {len(table.removed):,} removed."
    if table.columns_removed:
        yield f"{counted(len(table.columns_removed), 'column')} gone: {', '.join(table.columns_removed)}."
    filled = Counter(c.column for c in table.changed if c.new_column)
    for column in table.columns_added:
        yield f"New column {column}, with {counted(filled[column], 'value')} in {noun}s that were there before."
    yield from _some([f"{new}: {_named(i, row)}." for i, row in table.added.items()], full)
    # Who asked for a record to be withdrawn may not want its words to be printed once more.
    named = {i: f"{i}: {reasons[i]}" if i in reasons else _named(i, row) for i, row in table.removed.items()}
    yield from _some([f"{withdrawn}: {name}." for name in named.values()], full)
    yield from _changes([c for c in table.changed if not c.new_column], noun, full)


def _changes(changes: list[Change], noun: str, full: bool) -> Iterator[str]:
    """What changed together is told together: columns that changed in the same records."""
    columns: dict[str, list[Change]] = {}
    for change in changes:
        columns.setdefault(change.column, []).append(change)
    together: dict[tuple[str, ...], list[list[Change]]] = {}
    for its in columns.values():
        together.setdefault(tuple(c.id for c in its), []).append(its)
    for ids, groups in sorted(together.items(), key=lambda g: -len(g[0])):
        spacing = sum(all(map(_spacing, cells)) for cells in zip(*groups, strict=True))
        only = f", {spacing:,} of them in spaces only" if spacing else ""
        yield f"{', '.join(its[0].column for its in groups)} changed in {counted(len(ids), noun)}{only}."
        yield from _some([f"  {cells[0].id}: {_cells(cells)}." for cells in zip(*groups, strict=True)], full)


def _cells(cells: tuple[Change, ...]) -> str:
    told = ["{} became {}".format(*map(shown, _from_where_they_differ(c.old, c.new))) for c in cells]
    return "; ".join(f"{c.column} {t}" for c, t in zip(cells, told, strict=True)) if len(cells) > 1 else told[0]


def _from_where_they_differ(old: Any, new: Any) -> tuple[Any, Any]:
    """Two texts, or, where one would not be shown whole, what is left of them from a little before they differ."""
    if not (isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > _WIDEST):
        return old, new
    both = enumerate(zip(old, new, strict=False))
    alike = next((n for n, (a, b) in both if a != b), min(len(old), len(new))) - _WIDEST // 4
    return (f"…{old[alike:]}", f"…{new[alike:]}") if alike > 0 else (old, new)


def _spacing(change: Change) -> bool:
    return "".join(str(change.old).split()) == "".join(str(change.new).split())


def _some(lines: list[str], full: bool) -> list[str]:
    return lines if full or len(lines) <= _MOST else [*lines[:_MOST], f"… and {len(lines) - _MOST:,} more."]


def _named(id_: str, row: dict[str, Any]) -> str:
    label = next((row[key] for key in ("title", "name", "label", "term") if row.get(key)), "")
    return f"{id_} ({label})" if label else id_


def as_csv(difference: Difference) -> str:
    """A line for each cell: table, id, what (added, removed, changed, new column), column, old, new."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["table", "id", "what", "column", "old", "new"])
    writer.writerows([_harmless(cell) for cell in line] for line in _lines(difference))
    return without_controls(out.getvalue())


def _lines(difference: Difference) -> Iterator[list[Any]]:
    for name, table in difference.items():
        yield from ([name, i, "added", c, None, v] for i, row in table.added.items() for c, v in row.items())
        yield from ([name, i, "removed", c, v, None] for i, row in table.removed.items() for c, v in row.items())
        for c in table.changed:
            yield [name, c.id, "new column" if c.new_column else "changed", c.column, c.old, c.new]


def _harmless(cell: Any) -> Any:
    """A cell that no spreadsheet runs, as in a release; of CSV files numbers are texts too, and no danger."""
    return cell if isinstance(cell, str) and NUMBER.fullmatch(cell) else defuse(cell)


def as_json(difference: Difference) -> str:
    """`{table: {shared, added, removed, changed: {id: {column: {old, new}}}, columns_added, columns_removed}}`."""
    made = {}
    for name, table in difference.items():
        changed: dict[str, dict[str, Any]] = {}
        for c in table.changed:
            new = {"new_column": True} if c.new_column else {}
            changed.setdefault(c.id, {})[c.column] = {"old": c.old, "new": c.new, **new}
        made[name] = {
            "shared": table.shared,
            "added": table.added,
            "removed": table.removed,
            "changed": changed,
            "columns_added": table.columns_added,
            "columns_removed": table.columns_removed,
        }
    return without_controls(json.dumps(made, ensure_ascii=False, indent=1), lambda c: f"\\u{ord(c):04x}") + "\n"
