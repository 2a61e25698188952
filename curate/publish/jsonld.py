"""The dataset in schema.org's words, which search engines for data sets read."""

import hashlib
from typing import Any

from curate.publish.citation import Citation
from curate.publish.export import Table

#: Of every format in a release: what Python knows besides depends on the machine.
_TYPES = {
    "cff": "application/yaml",
    "csv": "text/csv",
    "db": "application/vnd.sqlite3",
    "geojson": "application/geo+json",
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "md": "text/markdown",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def media_type(path: str) -> str:
    """The media type of a file, by its ending."""
    return _TYPES.get(path.rsplit(".", 1)[-1], "text/plain")


def json_ld(citation: Citation, tables: list[Table], files: dict[str, bytes], bounds: list[float]) -> dict[str, Any]:
    """The dataset in schema.org's words. `bounds` is west, south, east, north, or empty."""
    days = sorted(c["start_date"] for t in tables if t.name == "claims" for c in t.records() if c["start_date"])
    ends = sorted(c["end_date"] for t in tables if t.name == "claims" for c in t.records() if c["end_date"])
    made: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": citation.title,
        "description": citation.abstract,
        "version": citation.version,
        "datePublished": citation.on.isoformat(),
        "license": f"https://spdx.org/licenses/{citation.licence}.html",
        "creator": [{"@type": "Organization" if "name" in a else "Person", "name": n} for a, n in citation.creators],
        "keywords": citation.keywords,
        "isAccessibleForFree": True,
        "variableMeasured": [t.name for t in tables],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": path,
                "contentUrl": path,
                "encodingFormat": media_type(path),
                "contentSize": f"{len(data)} B",
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for path, data in sorted(files.items())
        ],
    }
    if citation.url:
        made |= {"url": citation.url, "identifier": citation.url}
    if days and ends:
        made["temporalCoverage"] = f"{days[0]}/{ends[-1]}"
    if bounds:
        west, south, east, north = bounds
        made["spatialCoverage"] = {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south:g} {west:g} {north:g} {east:g}"},
        }
    return made
