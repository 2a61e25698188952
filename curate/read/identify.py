"""Ids of claims: the file's, or those that stamping would give."""

import re
from collections import Counter
from typing import Any

from curate.read.evidence import own_groups, stamp
from curate.read.fold import digest, fold, slug
from curate.read.row import Row
from curate.read.yaml import Mapping

_NUMBERED = re.compile(r"(.+-[a-z2-7]{6})-([0-9]{1,9})")


def count_stated(claims: list[Row], given: Counter[str]) -> None:
    """Count the ids that files state among those that were given, so that no claim is given one of them again."""
    for row in claims:
        if stated := row.get("id"):
            numbered = _NUMBERED.fullmatch(stated)
            base, n = (numbered[1], int(numbered[2])) if numbered else (stated, 1)
            given[base] = max(given[base], n)


def identify(claims: list[Row], given: Counter[str]) -> None:
    """Give each claim its id. Of several that would be stamped alike, all but the first get a number, in the order of
    what they say, so that it does not matter where they stand; `given` counts how many have an id already."""
    alike: dict[str, list[list[Row]]] = {}
    record: list[Row] = []
    for row in claims:
        stated = row.get("id")
        if isinstance(row.written, Mapping) and own_groups(row):  # else there is nothing to stamp
            row.stamped = bool(stated and row.get("at"))
        if stated:
            _give(row, stated)
        elif row.each and row.position:  # a further item of a list
            record.append(row)
        else:
            record = [row]
            alike.setdefault(stamp(row), []).append(record)
    for base, records in alike.items():
        for rows in sorted(records, key=lambda rows: [_content(row) for row in rows]) if len(records) > 1 else records:
            given[base] += 1
            for row in rows:
                row.soft.add("id")  # nobody wrote it: what is wrong with it is told of the source
                _give(row, f"{base}-{given[base]}" if given[base] > 1 else base)


def _give(row: Row, base: str) -> None:
    row.base_id = base
    row.values["id"] = f"{base}-{slug(row.item) or digest(fold(row.item))}" if row.each else base


def _content(row: Row | None) -> tuple[Any, ...]:
    """All that a claim says, and what stands above it, in a form that can be sorted."""
    if not row:
        return ()
    said = sorted((key, str(value)) for key, value in row.values.items() if key != "id" and value is not None)
    return (said, row.item, row.relation, *_content(row.above))
