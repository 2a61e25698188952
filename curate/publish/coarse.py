"""Coordinates no closer than a record says it knows them."""

import math
from typing import Any

from curate.check.checked import Record
from curate.publish.published_grids import Grids

KM_A_DEGREE = 111.32


def coarsen(record: Record, grids: Grids) -> None:
    """Put coordinates that the policy generalises on a grid: the one that the record was first published on, which is
    as wide as its radius was then. A smaller radius is published as that width. Without a radius there is no point.

    A record that is not in `grids` is added to them.
    """
    values, table = record.values, record.row.kind.table
    rules = {name: key.policy.by for name, key in record.row.kind.keys.items() if key.policy and key.policy.by}
    widths = dict.fromkeys(rules.values())
    for name, by in rules.items():
        if values.get(name) is not None and values.get(by) is not None:
            widths[by] = grids.setdefault((table, record.id, by), float(values[by]))
    for name, by in rules.items():
        # The grid is that of the latitude as published: the one on file could be told from it.
        beside = coarse(values.get("latitude"), widths[by]) if name == "longitude" else None
        values[name] = coarse(values.get(name), widths[by], beside)
    for by, width in widths.items():
        if width is not None:
            values[by] = max(values[by], width)


def coarse(degrees: Any, radius_km: Any, latitude: float | None = None) -> float | None:
    """Degrees on the nearest line of a grid; of longitudes, which are closer to each other there, at a `latitude`.

    The lines are a radius apart, and hardly more: so much that 90 degrees are one of them. Half of that on both axes
    stays within the radius, which at 0 keeps the degrees.
    """
    if degrees is None or radius_km is None:
        return None
    if not radius_km:
        return float(degrees)
    lines = int(90 * _km_a_degree(radius_km, latitude) / radius_km)
    return round(round(degrees * lines / 90) * 90 / lines, 6) if lines else 0.0


def _km_a_degree(radius_km: float, latitude: float | None) -> float:
    """The least that a degree is long, wherever the radius makes it this latitude."""
    polewards = 0 if latitude is None else min(abs(latitude) + radius_km / KM_A_DEGREE / 2, 90)
    return KM_A_DEGREE * math.cos(math.radians(polewards))
