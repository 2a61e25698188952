"""The files of a release, each as bytes by its path; the database, from which they are made, is there already."""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

from curate.load.codebook import codebook
from curate.load.metadata import metadata
from curate.model.project import Project
from curate.publish.allow import Allowed
from curate.publish.citation import Citation
from curate.publish.export import Table
from curate.publish.geojson import Rows, as_geojson, bbox, located
from curate.publish.graves import FILE
from curate.publish.jsonld import json_ld
from curate.publish.licences import licence_texts
from curate.publish.package import descriptor, row_schema
from curate.publish.page import page
from curate.publish.parquet import as_parquet
from curate.publish.pictures import timeline, world_map
from curate.publish.plain import as_csv, as_jsonl
from curate.publish.readme import readme
from curate.publish.workbook import as_workbook, fits

#: What the heavier formats need, by module; `curate-claims[publish]` installs them.
_EXTRAS = {
    "pyarrow": "Parquet",
    "xlsxwriter": "the workbook",
    "frictionless": "the check by frictionless",
    "check_jsonschema": "the check of CITATION.cff",
}


def missing() -> list[str]:
    """What a release goes without here, because its library is not installed."""
    return [what for module, what in _EXTRAS.items() if find_spec(module) is None]


def contents(
    project: Project, allowed: Allowed, citation: Citation, tables: list[Table], database: Path, changes: str
) -> dict[str, bytes]:
    """Every file but the database and SHA256SUMS."""
    files = dict(_data(project, allowed, citation, tables))
    places = located(database)
    files |= {f"geojson/{name}.geojson": as_geojson(rows) for name, rows in places.items()}
    files |= dict(_about(project, allowed, citation, changes))
    shown, unseen = _pictures(tables, places)
    files |= shown
    files["README.md"] = readme(project.name, citation, allowed, tables, files).encode()
    every = {**files, database.name: database.read_bytes()}
    ld = json_ld(citation, tables, every, bbox([*chain(*places.values())]))
    files["index.html"] = page(citation, allowed, tables, every, ld, unseen).encode()
    return files


def _data(project: Project, allowed: Allowed, citation: Citation, tables: list[Table]) -> Iterator[tuple[str, bytes]]:
    csv, without = {table.name: as_csv(table) for table in tables}, missing()
    for table in tables:
        yield f"csv/{table.name}.csv", csv[table.name]
        yield f"jsonl/{table.name}.jsonl", as_jsonl(table)
        yield f"schema/{table.name}.schema.json", row_schema(table).encode()
        if "Parquet" not in without:
            yield f"parquet/{table.name}.parquet", as_parquet(table)
    if "the workbook" not in without and fits(tables):
        yield f"{project.name}.xlsx", as_workbook(citation, tables)
    yield "datapackage.json", descriptor(project.name, citation, tables, csv, _sources(allowed)).encode()


def _about(project: Project, allowed: Allowed, citation: Citation, changes: str) -> Iterator[tuple[str, bytes]]:
    seen = allowed.checked.dataset.project
    described = {"title": citation.title, "license": citation.licence, **metadata(seen)}
    yield "metadata.json", (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
    yield "codebook.md", codebook(seen).encode()
    yield "CITATION.cff", citation.cff().encode()
    yield ".zenodo.json", citation.zenodo().encode()
    yield "CHANGES.md", changes.encode()
    for file in [*licence_texts(allowed, citation), *project.root.glob(FILE)]:
        yield file.relative_to(project.root).as_posix(), file.read_bytes()


def _pictures(tables: list[Table], places: dict[str, Rows]) -> tuple[dict[str, bytes], int]:
    claims = [claim for table in tables if table.name == "claims" for claim in table.records()]
    most = max(places.values(), key=lambda rows: sum(row["latitude"] is not None for row in rows), default=[])
    shown = world_map(most, "Where")
    bars, unseen = timeline(claims, "Claims by the day that they are about")
    return {path: svg.encode() for path, svg in (("map.svg", shown), ("timeline.svg", bars)) if svg}, unseen


def _sources(allowed: Allowed) -> list[dict[str, Any]]:
    found = [source.values for source in allowed.checked.records["sources"]]
    return [{"title": s.get("title") or s["id"], **({"path": s["url"]} if s.get("url") else {})} for s in found]
