"""The dataset as `curate serve` opens it: the database immutable, its metadata, and what only this machine may know."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from curate.model.project import Project

if TYPE_CHECKING:
    from datasette.app import Datasette

#: A CSV export never ends in the middle; the map loads this many rows at once, and a query's answer is exported up to
#: as many; no facets are guessed, since those on partial dates go wrong.
SETTINGS = {"max_csv_mb": 0, "max_returned_rows": 20_000, "suggest_facets": False, "sql_time_limit_ms": 5000}


def open_site(project: Project) -> Datasette:
    """A Datasette of the project's built database.

    Where texts and the base map lie is told in the environment: /-/metadata, which anybody may read, names variables.
    """
    from datasette.app import Datasette

    metadata = json.loads(project.metadata.read_text("utf-8"))
    plugins = metadata.setdefault("plugins", {})
    basemap = plugins.get("curate", {}).get("basemap") or project.data_folder / "basemap.geojson"
    private = {"texts": project.texts_folder, "basemap": project.root / basemap}
    here = {name: path for name, path in private.items() if path.exists()}
    os.environ.update({_variable(name): str(path) for name, path in here.items()})
    plugins["curate"] = {**plugins.get("curate", {}), **{name: {"$env": _variable(name)} for name in here}}
    return Datasette([], immutables=[str(project.database)], metadata=metadata, settings=SETTINGS)


def _variable(name: str) -> str:
    return f"CURATE_{name.upper()}"
