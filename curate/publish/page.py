"""The page of a release: what it is, how many, pictures, how to cite, the files; schema.org's Dataset for machines."""

import hashlib
import json
import mimetypes
from html import escape
from typing import Any

from curate.publish.allow import Allowed
from curate.publish.citation import Citation
from curate.publish.export import Table

_TYPES = {".parquet": "application/vnd.apache.parquet", ".jsonl": "application/jsonl", ".cff": "application/yaml",
          ".db": "application/vnd.sqlite3", ".geojson": "application/geo+json", ".md": "text/markdown"}  # fmt: skip
_STYLE = """body{font:17px/1.6 system-ui,sans-serif;color:#222;max-width:50rem;margin:3rem auto;padding:0 1.2rem}
h1{line-height:1.2;font-size:2rem}h2{margin-top:2.5rem}table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}img{width:100%;height:auto}
code{font-size:.75rem;color:#666;word-break:break-all}.cite{background:#f6f3ec;padding:1rem;border-radius:.4rem}"""


def media_type(path: str) -> str:
    """The media type of a file, by its ending."""
    ending = f".{path.rsplit('.', 1)[-1]}"
    return _TYPES.get(ending) or mimetypes.types_map.get(ending) or "text/plain"


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


def page(
    citation: Citation, allowed: Allowed, tables: list[Table], files: dict[str, bytes], ld: dict[str, Any], unseen: int
) -> str:
    """index.html. `unseen` counts the claims that the timeline does not show."""
    machine = json.dumps(ld, ensure_ascii=False, indent=1).replace("</", "<\\/")
    counts = "".join(_row(t.name, f"{len(t.rows):,}", t.description) for t in tables)
    listed = "".join(_file(path, data) for path, data in sorted(files.items()))
    left = "".join(_row(what, f"{n:,}", why) for (what, why), n in sorted(allowed.withheld.items()))
    pictures = []
    if "map.svg" in files:
        pictures.append("<h2>Where</h2><img src='map.svg' alt='Map of the places; circles show how sure each one is'>")
    if "timeline.svg" in files:
        rest = f"<p>{unseen:,} claims about longer or unknown periods are not shown.</p>" if unseen else ""
        pictures.append(f"<h2>When</h2><img src='timeline.svg' alt='Claims by the day that they are about'>{rest}")
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(citation.title)}</title><style>{_STYLE}</style>
<script type="application/ld+json">{machine}</script></head><body>
<h1>{escape(citation.title)}</h1>
<p>Version {escape(citation.version)}, {citation.on.isoformat()}. {escape(", ".join(citation.authors))}.</p>
<p>{escape(citation.abstract)}</p>
<h2>How to cite</h2><p class="cite">{escape(citation.line)}</p>
<h2>What is here</h2><table><tr><th>table<th>rows<th>about</tr>{counts}</table>
{"".join(pictures)}
<h2>What is left out</h2>{f"<table>{left}</table>" if left else "<p>Nothing: every record is here.</p>"}
<p>The data are licensed {escape(citation.licence)}. Excerpts of articles are not: they belong to their publishers and
are quoted as evidence. <a href="README.md">README.md</a> says how much of each article is printed.</p>
<h2>Files</h2><table><tr><th>file<th>bytes<th>SHA-256</tr>{listed}</table>
</body></html>
"""


def _row(name: str, number: str, told: str) -> str:
    return f"<tr><td>{escape(name)}<td class=n>{number}<td>{escape(told.replace(chr(96), ''))}</tr>\n"


def _file(path: str, data: bytes) -> str:
    link, digest = f"<a href='{escape(path)}'>{escape(path)}</a>", hashlib.sha256(data).hexdigest()
    return f"<tr><td>{link}<td class=n>{len(data):,}<td><code>{digest}</code></tr>\n"
