"""Claims that stand in an article twice."""

from curate.model.problems import Problems
from curate.read.checks import REPEATED
from curate.read.row import Row

#: Keys that say nothing of what is claimed.
_STAMPS = ("id", "at")


def check_repeated(claims: list[Row], problems: Problems) -> None:
    """Warn of claims that say exactly what another one of their article says. What is told does not depend on the order
    of records."""
    told: set[int] = set()
    for same in _alike(claims):
        first, *others = sorted(same, key=lambda row: row.get("id"))
        for row in others:
            if id(row.written) in told:
                continue  # another item of its list was told
            told.add(id(row.written))
            here = first.spot.file == row.spot.file
            at = f"line {first.spot.line}" if here else f"{first.spot.file}:{first.spot.line}"
            hint = f"it stands at {at} too: delete one of the two"
            problems.add(row.spot, REPEATED, "the same claim stands twice", hint, about=row.about())


def _alike(claims: list[Row]) -> list[list[Row]]:
    """Records that say the same; what stands under a repeated claim goes with it, and is not among them."""
    groups: dict[object, dict[int, Row]] = {}  # by what they say, then by record
    first: dict[object, Row] = {}
    stands_for: dict[int, Row] = {}  # the first of those that say the same, by the identity of the others
    for row in claims:
        above = stands_for.get(id(row.above), row.above)
        said = (row.kind.table, row.relation, id(above), *_said(row))
        stands_for[id(row)] = first.setdefault(said, row)
        if above is row.above:
            groups.setdefault(said, {}).setdefault(id(row.written), row)
    return [list(group.values()) for group in groups.values() if len(group) > 1]


def _said(row: Row) -> list[tuple[str, str]]:
    """All values, with references as the ids that they mean."""
    said = row.values | {key: id_ for key, id_ in row.ids.items() if id_}
    return sorted((key, str(value)) for key, value in said.items() if key not in _STAMPS and value)
