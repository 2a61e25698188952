"""Which records stay out of a release: embargoed, withheld, rejected and unreviewed ones, and what hangs on them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from curate.check.checked import Checked, Record

#: A record: its table (`claims` for every kind of claim) and its id.
Mark = tuple[str, str]
_EMBARGO, _WITHHELD = "under embargo", "withheld"
#: Why somebody keeps a record to themselves, be it for a time.
HELD_BACK = (_EMBARGO, _WITHHELD)


def mark(record: Record) -> Mark:
    """How references name a record."""
    return ("claims" if record.row.kind.is_claim else record.row.kind.table, record.id)


def named_by(record: Record) -> Iterator[Mark]:
    """The records that a record names."""
    for key, table in record.row.kind.refs.items():
        ids = record.ids.get(key)
        for id_ in ids if isinstance(ids, list) else [ids]:
            if id_:
                yield (table, id_)


def _reason(record: Record, on: date, unreviewed: bool) -> str:
    until, status = record.values.get("embargo_until"), record.values.get("review_status")
    if until and until > on:
        return _EMBARGO
    if record.values.get("withhold_reason") and not until:
        return _WITHHELD
    if status == "rejected":
        return "rejected in review"
    return "not reviewed yet" if status == "unreviewed" and not unreviewed else ""


def left_out(checked: Checked, on: date, unreviewed: bool) -> dict[Mark, str]:
    """Every record that a release of a date leaves out, and why.

    Whatever names a record that is left out is left out with it, since it would tell of it; and what only such
    records named goes too.
    """
    records = {mark(r): r for rs in checked.records.values() for r in rs}
    namers: dict[Mark, set[Mark]] = defaultdict(set)
    for its, record in records.items():
        for other in named_by(record):
            namers[other].add(its)
    out = {its: why for its, record in records.items() if (why := _reason(record, on, unreviewed))}
    fresh = list(out)
    while fresh:
        step = {n: "names a record that is left out" for its in fresh for n in namers[its] if n not in out}
        lost = {other for its in fresh for other in named_by(records[its]) if other in records and other not in out}
        step |= {o: "named by left-out records only" for o in lost if o not in step and namers[o] <= out.keys()}
        out |= step
        fresh = list(step)
    return out


def by_reason(out: dict[Mark, str]) -> Counter[tuple[str, str]]:
    """How many records of each table were left out for each reason."""
    return Counter((table, why) for (table, _), why in out.items())
