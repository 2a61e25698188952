"""The dataset as `curate serve` opens it: the database immutable, its metadata, and what only this machine may know."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

from curate.model.checks import SETTINGS as SETTINGS_CHECK
from curate.model.problem import Problem, Spot
from curate.model.project import Project
from curate.model.settings import ProjectError, read_own
from curate.serve.settings import tile_host

if TYPE_CHECKING:
    from datasette.app import Datasette

#: A CSV export never ends in the middle; the map loads this many rows at once, and a query's answer is exported up to
#: as many; no facets are guessed, since those on partial dates go wrong; slow pages leave threads to others.
SETTINGS = {
    "max_csv_mb": 0,
    "max_returned_rows": 20_000,
    "suggest_facets": False,
    "sql_time_limit_ms": 5000,
    "num_sql_threads": 16,
}

#: What the plugin's settings are, and how each is written.
_KINDS: dict[str, tuple[type, str]] = {
    "basemap": (str, "a path, as in data/basemap.geojson"),
    "links": (dict, "columns and tables, as in {event_id: events}"),
    "tiles": (dict, "keys and values, as in {url: …}"),
    "types": (list, "a list, as in [capture, clash]"),
}


def open_site(project: Project) -> Datasette:
    """A Datasette of the project's built database.

    Where texts and the base map lie is told in the environment: /-/metadata, which anybody may read, names variables.

    Raises:
        ProjectError: the plugin's settings in metadata.yml cannot be used.
    """
    from datasette.app import Datasette

    metadata = json.loads(project.metadata.read_text("utf-8"))
    plugins = _mapping(project, "plugins", metadata.get("plugins"))
    given = _sound(project, _mapping(project, "curate", plugins.get("curate")))
    basemap = given.get("basemap") or project.data_folder / "basemap.geojson"
    private = {"texts": project.texts_folder, "basemap": project.root / basemap}
    here = {name: path for name, path in private.items() if path.exists()}
    os.environ.update({_variable(name): str(path) for name, path in here.items()})
    ours = {**given, **{name: {"$env": _variable(name)} for name in here}}
    metadata["plugins"] = {**plugins, "curate": ours}
    return Datasette([], immutables=[str(project.database)], metadata=metadata, settings=SETTINGS)


def _mapping(project: Project, name: str, value: Any) -> dict[str, Any]:
    """A block of the settings; one in which nothing is written holds nothing."""
    if not isinstance(value or {}, dict):
        raise _refused(project, name, value, "keys and values below it")
    return value or {}


def _sound(project: Project, given: dict[str, Any]) -> dict[str, Any]:
    """The plugin's settings, as given."""
    for name, (kind, hint) in _KINDS.items():
        if not isinstance(given.get(name) or kind(), kind):
            raise _refused(project, name, given[name], hint)
    basemap, tiles = given.get("basemap"), given.get("tiles")
    if basemap and not basemap.startswith("/") and not (project.root / basemap).is_file():
        raise _refused(project, "basemap", basemap, "the path of a file that is there, or nothing for a grid")
    if tiles and not tile_host(tiles):
        raise _refused(project, "tiles", tiles, "a url that begins with https:// and names a host")
    return given


def _refused(project: Project, name: str, value: Any, hint: str) -> ProjectError:
    file = project.root / "metadata.yml"
    text = read_own(file, file.name)
    line = text.count("\n", 0, at.start()) + 1 if (at := re.search(rf"\b{name}\s*:", text)) else 1
    return ProjectError(
        Problem(Spot(file.name, line), SETTINGS_CHECK, f"{name}: {value!r} cannot be used", f"write {hint}")
    )


def _variable(name: str) -> str:
    return f"CURATE_{name.upper()}"
