"""The dataset's places stand where they belong: on land, at their gazetteer's point, near the place they lie in."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest

from curate.check.dataset import check_project
from curate.model.project import find_project

ROOT = Path(__file__).parents[1]
GAZETTEER = ROOT.parent / "shared" / "gazetteer" / "syria.tsv"
Ring = list[list[float]]


@pytest.fixture(scope="module")
def places() -> dict[str, dict[str, Any]]:
    records = check_project(find_project(ROOT)).records["places"]
    return {r.id: {**r.values, "parent": r.ids.get("parent")} for r in records if r.values["latitude"] is not None}


@pytest.fixture(scope="module")
def land() -> list[list[Ring]]:
    features = json.loads((ROOT / "data" / "basemap.geojson").read_text("utf-8"))["features"]
    return [p for f in features if f["properties"]["layer"] == "land" for p in f["geometry"]["coordinates"]]


def inside(ring: Ring, x: float, y: float) -> bool:
    """Whether a point lies in a ring, by counting the edges to its right."""
    edges = zip(ring, ring[1:] + ring[:1], strict=True)
    return (
        sum((a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in edges) % 2
        == 1
    )


def kilometres(a: dict[str, Any], b: dict[str, Any]) -> float:
    north = (a["latitude"] - b["latitude"]) * 111.2
    east = (a["longitude"] - b["longitude"]) * 111.2 * math.cos(math.radians(a["latitude"]))
    return math.hypot(north, east)


def test_every_place_is_on_land(places: dict[str, Any], land: list[list[Ring]]) -> None:
    wet = [
        i for i, p in places.items() if not any(inside(polygon[0], p["longitude"], p["latitude"]) for polygon in land)
    ]
    assert places and not wet


def test_every_place_lies_in_its_parent(places: dict[str, Any]) -> None:
    """No farther from the middle of the place it lies in than that place's radius, with its own beside it."""
    known = [(i, p, places[p["parent"]]) for i, p in places.items() if p["parent"] in places]
    assert len(known) > 40
    assert [i for i, p, parent in known if kilometres(p, parent) > parent["radius_km"] + p["radius_km"]] == []


def test_points_are_the_gazetteers(places: dict[str, Any]) -> None:
    if not GAZETTEER.exists():
        pytest.skip(f"the gazetteer is not at {GAZETTEER}")
    with GAZETTEER.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    column = {"GeoNames": "gn_id", "Who's On First": "wof_id"}
    points = {(name, r[c]): (float(r["lat"]), float(r["lon"])) for r in rows for name, c in column.items()}
    off = {
        i: points.get((p["gazetteer"], p["gazetteer_id"]))
        for i, p in places.items()
        if points.get((p["gazetteer"], p["gazetteer_id"])) != (p["latitude"], p["longitude"])
    }
    assert off == {}
