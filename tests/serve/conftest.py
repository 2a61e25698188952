"""A miniature project of another subject, whose article is written here and holds what could break a page."""

import asyncio
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

from bench.make_data import make
from curate.load.build import build
from curate.model.project import Project, find_project
from curate.serve import ahead, tallies
from curate.serve.gate.login import READER
from curate.serve.site import open_site

Cookies = Callable[[Datasette], dict[str, str]]
#: How many claims are made up for tables of many pages.
CLAIMS = 1200
REPOSITORY = Path(__file__).parents[2]
HOSTILE = "<script>alert(1)</script>"
TEXT = f"""Boats held at Northport

On Monday the harbour office said that over 20 boats were held at Northport, among them 3 ferries.
The mayor denied it. “{HOSTILE}” stood on a wall & nobody knew why.
أهل المدينة: only here in the text.
"""

SCHEMA = '''
"""Boats that are said to be held."""

from typing import Annotated

from curate import Claim, Count, Facet, FullText, Latitude, Longitude, Name, Period, Record, Ref, Stated, optional


class Speaker(Record):
    """Whoever says something."""

    table = "speakers"
    label = ("name",)
    claimants = True

    name: Annotated[str, Name, FullText]
    """A name."""
    aliases: Annotated[list[str], Name, FullText] = []
    """Other names."""
    site: str = optional
    """Where to read more."""


class Harbour(Record):
    """Harbours."""

    table = "harbours"
    label = ("name",)

    name: Annotated[str, Name, FullText]
    """A name."""
    name_ar: Annotated[str, Name, FullText] = optional
    """The name in Arabic."""
    latitude: Latitude = optional
    """Degrees north."""
    longitude: Longitude = optional
    """Degrees east."""


class HoldClaim(Claim):
    """Statements that boats are held."""

    table = "hold_claims"
    label = ("count_stated", "harbour")

    harbour: Annotated[str, Facet, Ref("harbours")]
    """Where."""
    harbour_stated: Annotated[str, FullText, Stated("harbour")] = optional
    """The harbour as named."""
    count_stated: Count = optional
    """How many."""
    period: Period = optional
    """When."""
'''

VIEW = """-- Boats said to be held, by harbour. Rule: what is asserted.
-- id: The harbour
-- harbour_id: The harbour
-- lowest: The lowest number
-- claim_ids: The claims (JSON)
-- search_id (harbours): Row of the harbour, for full-text search
SELECT h.id, h.id AS harbour_id, min(c.count_low) AS lowest, json_group_array(c.id) AS claim_ids, h.rowid AS search_id
FROM hold_claims AS c JOIN harbours AS h ON h.id = c.harbour_id WHERE c.stance = 'asserts' GROUP BY h.id
"""

MAP = """-- Claims at harbours, on the map. Rule: every claim.
-- title: The claim
-- claimants: How many claimants
-- claim_ids: The claims (JSON)
-- claim_id: The claim
-- harbour_id: The harbour
-- latitude: Degrees north
-- longitude: Degrees east
-- id: The harbour and the claim
SELECT c.label AS title, count(*) AS claimants, json_group_array(c.id) AS claim_ids, c.id AS claim_id,
       h.id AS harbour_id, h.latitude, h.longitude, h.id || '-' || c.id AS id
FROM claims AS c JOIN hold_claims AS k ON k.id = c.id JOIN harbours AS h ON h.id = k.harbour_id GROUP BY c.id
"""

METADATA = """
title: Boats
description: Boats that are said to be held.
tables: {hold_claims: {sort_desc: start_date}}
queries:
  held:
    title: How many boats are said to be held?
    description: Claim by claim.
    params: [harbour]
    choices: {harbour: harbours.id}
    sql: |-
      select c.id as claim_id, c.harbour_id, c.count_low, c.evidence, c.source_id from hold_claims as c
      where :harbour = '' or c.harbour_id = :harbour
"""

ARTICLE = """
source:
  id: boats
  title: "Boats held <b>now</b>"
  published: 2024-05-07
  language: en
  text_sha256: {sha256}
  text_length: {length}
  note: "{hostile}"
defaults: {{period: 2024-05-06}}
hold_claims:
- id: held
  harbour: Northport
  claimant: harbour office
  count_stated: over 20
  evidence: harbour office said [...] over 20 boats were held at Northport
  parts:
  - id: ferries
    count_stated: "3"
    evidence: 3 ferries
  denied:
  - id: mayor-denies
    claimant: The mayor
    count_stated: null
    evidence: The mayor denied it
- id: wall
  harbour: northport
  evidence: "“{hostile}” stood on a wall"
  note: "{hostile}"
"""

SPEAKERS = f"""
speakers:
- {{id: harbour-office, name: "harbour office", aliases: ["{HOSTILE}", "مكتب الميناء"], site: "javascript:alert(1)"}}
- {{id: mayor, name: The mayor}}
"""
HARBOURS = (
    'harbours:\n- {id: northport, name: Northport, name_ar: "الميناء الشمالي", latitude: 35.5, longitude: 35.7}\n'
)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The miniature project, built, with its text at hand."""
    root = tmp_path_factory.mktemp("boats")
    text, sha256 = TEXT.encode(), hashlib.sha256(TEXT.encode()).hexdigest()
    files = {
        "pyproject.toml": '[tool.curate]\nname = "boats"\nschema = "boat_schema"\n',
        "metadata.yml": METADATA,
        "boat_schema/__init__.py": SCHEMA,
        "boat_schema/views/held_by_harbour.sql": VIEW,
        "boat_schema/views/hold_claims_map.sql": MAP,
        "data/speakers.yml": SPEAKERS,
        "data/harbours.yml": HARBOURS,
        "data/articles/boats.yml": ARTICLE.format(sha256=sha256, length=len(TEXT), hostile=HOSTILE),
        f"data/texts/{sha256}.txt": TEXT,
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8", newline="\n")
    assert text == (root / f"data/texts/{sha256}.txt").read_bytes()
    return _built(root)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """This repository's own dataset, built without texts, as from a fresh clone."""
    root = tmp_path_factory.mktemp("published")
    for folder in ("data", "schema"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=shutil.ignore_patterns("texts", "__pycache__"))
    for file in ("pyproject.toml", "metadata.yml"):
        shutil.copy(REPOSITORY / file, root)
    return _built(root)


def _built(root: Path) -> Project:
    project = find_project(root)
    built = build(project)
    assert built.written, built.checked.problems.in_order()
    return project


def datasette(project: Project, **config: Any) -> Datasette:
    """A Datasette of the project's database and metadata."""
    metadata = json.loads(project.metadata.read_text("utf-8"))
    return Datasette([], immutables=[str(project.database)], metadata={**metadata, **config})


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Datasette:
    """The miniature dataset as `curate serve` opens it."""
    monkeypatch.setattr(os, "environ", {**os.environ})
    return open_site(project)


@pytest.fixture
def plain() -> Iterator[None]:
    """Datasette without the plugin."""
    ours = {name: pm.unregister(name=name) for name in ("curate", "curate-map")}
    yield
    for name, plugin in ours.items():
        pm.register(plugin, name)


@pytest.fixture
def reader() -> Cookies:
    """Makes the cookies of a reader like the one who used the login link, for Datasette behind the gate."""
    return lambda ds: {"ds_actor": ds.sign({"a": READER}, "actor")}


@pytest.fixture
def endless() -> str:
    """The address of a query of the miniature dataset that never ends by itself."""
    sql = "with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n"
    return f"/boats.json?{urlencode({'sql': sql})}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Claims in which many values are equal, made up."""
    root = tmp_path_factory.mktemp("made") / "project"
    make(root, CLAIMS, 30, 400)
    (root / "metadata.yml").write_text("tables: {casualty_claims: {sort_desc: start_date}}")
    project = find_project(root)
    assert build(project).written
    return project


@pytest.fixture
async def untallied(made: Project) -> Datasette:
    """Served without tallies, and without a limit of time."""
    datasette = open_site(made)
    datasette._settings["facet_time_limit_ms"] = datasette.sql_time_limit_ms
    await datasette.invoke_startup()
    return datasette


@pytest.fixture
async def tallied(made: Project, monkeypatch: pytest.MonkeyPatch) -> Datasette:
    """Served with tallies of every table, where what stands in two rows is common."""
    monkeypatch.setattr(ahead, "_LARGE", 1)
    monkeypatch.setattr(tallies, "_COMMON", 1)
    datasette = open_site(made)
    await datasette.invoke_startup()
    await ahead.tally_large_tables(datasette, asyncio.Event())
    return datasette


async def told(datasette: Datasette, table: str, asked: dict[str, str]) -> dict[str, Any]:
    """What a page tells, but for the time it took."""
    page: dict[str, Any] = (await datasette.client.get(f"/bench/{table}.json?{urlencode(asked)}")).json()
    return {key: page[key] for key in ("rows", "filtered_table_rows_count", "facet_results", "next")}
