"""Records written inside claims: what several places write of one adds up, whatever the order of files."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from curate.model.period import Period, read_period
from curate.model.problems import Problems
from curate.read.checks import DIFFERENT_RECORD
from curate.read.fold import slug
from curate.read.row import Row


def identify(inner: Row, outer: Row) -> None:
    """Give a record written inside another one its id, if it states none: what its kind makes ids from."""
    if not inner.get("id"):
        parts = [_said(inner, k) for k in inner.kind.model.id_from]
        words = [w for part in parts for w in (part if isinstance(part, list) else [part]) if w]
        inner.values["id"] = slug(" ".join(words)) or slug(f"{outer.get('source')} {inner.kind.singular}")


def settle(known: Row | None, writings: list[Row], problems: Problems) -> Row:
    """Make one record of all writings of one id; those that contradict it are problems.

    What a file of its own says (`known`) stands. Else what is written of the record itself beats what was only taken
    over from a claim, and the shortest period beats longer ones that it overlaps.
    """
    made = known or writings[0]
    chosen = {key: _chosen(key, known, writings) for key in dict.fromkeys(k for w in writings for k in w.values)}
    for writing in writings:
        clash = next((k for k in writing.values if (other := chosen[k]) and not _agree(writing, other, k)), None)
        if clash and (other := chosen[clash]):
            what, named, at = made.kind.singular, made.get("id"), f"{other.spot.file}:{other.spot.line}"
            means = f"leave {clash} out" if clash in writing.spots else f"write {named} in place of {{…}}"
            problems.add(
                writing.where(clash),
                DIFFERENT_RECORD,
                f"{what} {named!r} was made at {at} with another {clash}: {_shown(other, clash)}",
                f"{means} to mean that {what}, or give this one an `id:` of its own",
            )
    taken = [(key, row.values[key], row.ids.get(key), key in row.soft) for key, row in chosen.items() if row]
    for key, whose in chosen.items():
        if whose and whose is not made and key in whose.spots:
            made.spots[key] = whose.spots[key]  # where it stands, be it in another file
    for key, value, id_, soft in taken:
        made.values[key] = value
        if id_ is not None:
            made.ids[key] = id_
        made.soft.add(key) if soft else made.soft.discard(key)
    return made


def _chosen(key: str, known: Row | None, writings: Iterable[Row]) -> Row | None:
    """The row whose value of a key stands, if any has one."""
    if known and known.values.get(key) is not None:
        return known
    said = [row for row in writings if row.values.get(key) is not None]
    written = [row for row in said if key not in row.soft]
    if written and written[0].kind.keys[key].holds is not Period and not key.endswith("_stated"):
        return written[0]  # the others must say the same
    return min(written or said, key=lambda row: (_days(row, key), _shown(row, key)), default=None)


def _days(row: Row, key: str) -> int:
    """How many days a period takes; other values, and open periods, are as long as can be."""
    try:
        found = read_period(row.get(key)) if row.kind.keys[key].holds is Period else None
    except ValueError:
        found = None  # the check of fields says so
    if not found or not found.start or not found.end:
        return date.max.toordinal()
    return date.fromisoformat(found.end).toordinal() - date.fromisoformat(found.start).toordinal()


def _said(row: Row, key: str) -> Any:
    return row.ids.get(key) or row.values.get(key)


def _shown(row: Row, key: str) -> str:
    value = _said(row, key)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _agree(one: Row, other: Row, key: str) -> bool:
    """Whether two writings of a record say the same: values alike, periods overlapping."""
    mine, theirs = _said(one, key), _said(other, key)
    if one is other or mine is None or theirs is None or mine == theirs:
        return True
    if one.kind.keys[key].holds is Period:
        return _overlap(mine, theirs)
    return key.endswith("_stated") or key in one.soft | other.soft


def _overlap(mine: Any, theirs: Any) -> bool:
    """Whether two periods have a day in common."""
    try:
        a, b = read_period(mine), read_period(theirs)
    except (TypeError, ValueError):
        return True  # the check of fields says so
    return (a.start or "") <= (b.end or "9999") and (b.start or "") <= (a.end or "9999")
