"""GeoJSON (RFC 7946) of whatever has coordinates: each table or view with `latitude` and `longitude`."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from curate.publish.reading import read_only

Rows = list[dict[str, Any]]


def located(database: Path) -> dict[str, Rows]:
    """The rows of each table or view that has coordinates, by name; views, made to be looked at, come first."""
    connection = read_only(database)
    connection.row_factory = sqlite3.Row
    found = {}
    try:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY type DESC, name"
        )
        for (name,) in names.fetchall():
            columns = {row["name"] for row in connection.execute(f'PRAGMA table_info("{name}")')}
            if {"latitude", "longitude"} <= columns:
                rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
                found[name] = sorted(rows, key=lambda row: str(row.get("id", "")))
    finally:
        connection.close()
    return found


def as_geojson(rows: Rows) -> bytes:
    """A FeatureCollection. A row without coordinates has no geometry; `radius_km` stands among the properties."""
    box = bbox(rows)
    made = {"type": "FeatureCollection", **({"bbox": box} if box else {})}
    lines = ",\n".join(json.dumps(_feature(row), ensure_ascii=False) for row in rows)
    return (json.dumps({**made, "features": []})[:-2] + f"\n{lines}\n]}}\n").encode()


def bbox(rows: Rows) -> list[float]:
    """West, south, east, north of all that has coordinates; empty where nothing has."""
    points = [(row["longitude"], row["latitude"]) for row in rows if _is_somewhere(row)]
    return [pick(side) for pick in (min, max) for side in zip(*points, strict=True)]


def _is_somewhere(row: dict[str, Any]) -> bool:
    return row["latitude"] is not None and row["longitude"] is not None


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    properties = {k: v for k, v in row.items() if k not in ("latitude", "longitude", "search_id")}
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if _is_somewhere(row) else None
    named = {"id": row["id"]} if row.get("id") is not None else {}
    return {"type": "Feature", **named, "geometry": point, "properties": properties}
