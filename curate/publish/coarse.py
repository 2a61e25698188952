"""Coordinates no closer than a record says it knows them."""

import math
from typing import Any

from curate.check.checked import Record

_KM_A_DEGREE = 111.32


def coarsen(record: Record) -> None:
    """Round coordinates that the policy generalises to the last decimal that is no finer than their radius.

    Half a step on both axes stays within the radius. Without a radius there is no coordinate.
    """
    for name, key in record.row.kind.keys.items():
        if key.policy and key.policy.by:
            record.values[name] = coarse(record.values.get(name), record.values.get(key.policy.by))


def coarse(degrees: Any, radius_km: Any) -> float | None:
    """Degrees rounded to a power of ten of a degree that is no longer than the radius; a radius of 0 keeps them."""
    if degrees is None or radius_km is None:
        return None
    return round(degrees, math.ceil(math.log10(_KM_A_DEGREE / radius_km))) if radius_km else float(degrees)
