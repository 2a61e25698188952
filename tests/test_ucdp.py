"""The UCDP example: a table of others read as it is, its oddities found, counted, kept and shown."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from datasette.app import Datasette

from curate.cli.main import main
from curate.model.project import find_project
from curate.serve.site import open_site
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "ucdp-ged"
DATA = next(
    (p for folder in ROOT.parents if (p := folder / "shared/ucdp/ged_syria_2016_2019.csv").is_file()),
    ROOT.parent / "shared/ucdp/ged_syria_2016_2019.csv",
)
HEADER = (
    "id,active_year,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,side_a_new_id,side_a,"
    "side_b_new_id,gwnob,side_b,number_of_sources,source_article,source_office,source_date,source_headline,"
    "source_original,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,"
    "country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,"
    "low,best,high"
).split(",")


def curate(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *words], catch_exceptions=False)


def project(folder: Path, data: Path) -> Path:
    """The example, reading another file."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "build", "generated"))
    settings = folder / "pyproject.toml"
    settings.write_text(re.sub(r'ged = ".*"', f'ged = "{data.as_posix()}"', settings.read_text("utf-8")), "utf-8")
    metadata = folder / "metadata.yml"
    metadata.write_text(metadata.read_text("utf-8").replace("../../data", (ROOT / "data").as_posix()), "utf-8")
    return folder


def line(**cells: str) -> str:
    """A line about a made-up event."""
    usual = {
        "id": "7", "active_year": "1", "type_of_violence": "1", "conflict_new_id": "3", "conflict_name": "Omb",
        "dyad_new_id": "4", "dyad_name": "Government of Omb - Reds", "side_a_new_id": "5",
        "side_a": "Government of Omb",
        "side_b_new_id": "6", "gwnob": "", "side_b": "Reds", "number_of_sources": "1",
        "source_article": '"Omb Herald,2020-05-02,Five die at "the mill""', "source_office": "Omb Herald",
        "source_date": "2020-05-02", "source_headline": 'Five die at "the mill"', "source_original": "police",
        "where_prec": "1", "where_coordinates": "Millbrook town", "adm_1": "North", "adm_2": "", "latitude": "1.5",
        "longitude": "2.5", "geom_wkt": "POINT (2.5 1.5)", "priogrid_gid": "9", "country": "Omb", "country_id": "99",
        "region": "Nowhere", "event_clarity": "1", "date_prec": "1", "date_start": "2020-05-01",
        "date_end": "2020-05-01",
        "deaths_a": "2", "deaths_b": "3", "deaths_civilians": "0", "deaths_unknown": "0",
        "low": "5", "best": "5", "high": "6",
    }  # fmt: skip
    return ",".join('"' + (usual | cells)[name].replace('"', '""') + '"' for name in HEADER) + "\n"


def rows(shown: Result, database: Path, sql: str) -> list[tuple[object, ...]]:
    import sqlite3

    assert shown.exit_code == 0, shown.output
    connection = sqlite3.connect(database)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def small(tmp_path: Path, *lines: str) -> tuple[Path, Path]:
    """The example with a file of a few lines, and its database."""
    data = tmp_path / "made-up.csv"
    data.write_text(",".join(HEADER) + "\n" + "".join(lines), "utf-8")
    folder = project(tmp_path / "ucdp", data)
    return folder, folder / "build" / "ucdp-ged-syria.db"


def test_a_line_gives_records_of_several_kinds(tmp_path: Path) -> None:
    folder, database = small(tmp_path, line(), line(id="8", side_b_new_id="10", side_b="Blues", dyad_new_id="11"))
    built = curate(folder, "build")
    events = rows(built, database, "SELECT id, violence, date_code, start_date, side_a_id, side_b_id FROM events")
    assert events == [
        ("7", "state-based", "day", "2020-05-01", "5", "6"),
        ("8", "state-based", "day", "2020-05-01", "5", "10"),
    ]
    assert rows(built, database, "SELECT name FROM actors ORDER BY id") == [
        ("Blues",),
        ("Government of Omb",),
        ("Reds",),
    ]
    assert rows(built, database, "SELECT name, latitude FROM places") == [("Millbrook town", 1.5)]
    assert rows(built, database, "SELECT publisher, title FROM sources") == [("Omb Herald", 'Five die at "the mill"')]
    assert rows(built, database, "SELECT count(*) FROM event_sources") == [(2,)]


def test_several_reports_in_a_cell_are_several_sources(tmp_path: Path) -> None:
    both = '"Omb Herald,2020-05-02,Five &#8220;die&#8221;";"Reed, Wire,2020-05-03,Battle; many dead"'
    folder, database = small(tmp_path, line(source_article=both, number_of_sources="2", source_headline="a;b;c"))
    built = curate(folder, "build")
    found = rows(built, database, "SELECT publisher, published, title FROM sources ORDER BY published")
    assert found == [
        ("Omb Herald", "2020-05-02", "Five &#8220;die&#8221;"),
        ("Reed, Wire", "2020-05-03", "Battle; many dead"),
    ]
    codes = rows(built, database, "SELECT code, kind FROM findings ORDER BY code")
    assert codes[0] == ("broken-list", "events") and ("html-entity", "sources") in codes


def test_what_is_odd_is_kept_as_it_is_and_found(tmp_path: Path) -> None:
    folder, database = small(tmp_path, line(high="4", where_coordinates="Mill\u200bbrook"))
    built = curate(folder, "build")
    assert "2 warnings" in built.output
    assert rows(built, database, "SELECT low, best, high FROM events") == [(5, 5, 4)]
    assert rows(built, database, "SELECT name FROM places") == [("Mill\u200bbrook",)]
    assert rows(
        built, database, "SELECT kind, record_id, field, level FROM findings WHERE code = 'high-below-best'"
    ) == [("events", "7", "high", "warning")]
    assert rows(built, database, "SELECT event_id, code FROM questionable_events") == [("7", "high-below-best")]


def test_a_second_build_tells_of_the_findings_again_at_once(tmp_path: Path) -> None:
    folder, _ = small(tmp_path, line(high="4"))
    first = curate(folder, "build").output.splitlines()[-1]
    assert first.endswith("1 event; 1 warning: see its table findings")
    assert curate(folder, "build").output == f"{first} (nothing has changed; --force builds anyway)\n"
    data = tmp_path / "made-up.csv"
    data.write_text(data.read_text("utf-8").replace("Reds", "Blues"), "utf-8")
    assert "nothing has changed" not in curate(folder, "build").output


async def test_a_record_says_what_was_found_about_it(tmp_path: Path) -> None:
    folder, _ = small(tmp_path, line(high="4"), line(id="8"))
    curate(folder, "build")
    site = open_site(find_project(folder))
    page = (await site.client.get("/ucdp-ged-syria/events/7")).text
    assert "the highest estimate is 4 and the best one 5" in page
    assert 'href="/ucdp-ged-syria/findings?record_id=7&amp;kind__in=events"' in page
    assert "Odd about this record" not in (await site.client.get("/ucdp-ged-syria/events/8")).text


async def test_without_claims_there_is_no_list_of_articles(tmp_path: Path) -> None:
    folder, _ = small(tmp_path, line())
    curate(folder, "build")
    page = (await open_site(find_project(folder)).client.get("/ucdp-ged-syria")).text
    assert "/-/articles" not in page and "How many deaths are estimated in each year" in page


async def test_a_map_may_stand_on_the_base_of_another_project(tmp_path: Path) -> None:
    folder, _ = small(tmp_path, line())
    metadata = folder / "metadata.yml"
    metadata.write_text(re.sub("basemap: .*", "basemap: ../base.geojson", metadata.read_text("utf-8")), "utf-8")
    (tmp_path / "base.geojson").write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    curate(folder, "build")
    base = await open_site(find_project(folder)).client.get("/-/curate/basemap.geojson")
    assert base.json()["features"] == []


def test_a_project_may_stop_at_what_it_finds(tmp_path: Path) -> None:
    folder, database = small(tmp_path, line(high="4"))
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace('  "high-below-best",\n', ""), "utf-8")
    built = curate(folder, "build")
    assert built.exit_code == 1 and not database.exists()
    column = line(high="4").index('"4"\n') + 1
    assert f"made-up.csv:2:{column}: high-below-best: the highest estimate is 4" in built.output


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"type_of_violence": "9"}, "unknown-term: violence has no term '9'"),
        ({"latitude": "95"}, "out-of-range: latitude is 95"),
        ({"source_article": "no list at all"}, "listing: 'no list at all' in 'source_article' does not read as"),
        ({"side_b_new_id": "5"}, "different-record: actor '5' has another name at line 2: 'Government of Omb'"),
        ({"id": ""}, "missing: an event needs 'id'"),
    ],
)
def test_what_cannot_be_kept_is_an_error_at_its_cell(tmp_path: Path, cells: dict[str, str], told: str) -> None:
    folder, _ = small(tmp_path, line(**cells))
    checked = curate(folder, "validate")
    assert checked.exit_code == 1
    assert re.search(r"made-up\.csv:2:\d+: " + re.escape(told), checked.output), checked.output


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path / "ucdp", tmp_path / "nowhere.csv")
    checked = curate(folder, "validate")
    assert checked.exit_code == 1
    assert "pyproject.toml:18:1: unreadable: there is no file" in checked.output


def test_a_mapping_of_unknown_columns_is_told_where_it_says_so(tmp_path: Path) -> None:
    folder, _ = small(tmp_path, line())
    mapping = folder / "schema" / "tables" / "ged.yml"
    mapping.write_text(mapping.read_text("utf-8").replace("violence: type_of_violence", "violence: kind_of_violence"))
    checked = curate(folder, "validate")
    assert checked.exit_code == 1
    assert "schema/tables/ged.yml:5:13: unknown-column: the table has no column 'kind_of_violence'" in checked.output
    assert "did you mean 'type_of_violence'?" in checked.output


def test_only_doubts_may_be_warnings(tmp_path: Path) -> None:
    folder, _ = small(tmp_path, line())
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace('"html-entity"', '"unknown-term"'), "utf-8")
    checked = curate(folder, "validate")
    assert checked.exit_code == 1
    assert "pyproject.toml:6:1: settings: [tool.curate] warnings: 'unknown-term' cannot be a warning" in checked.output


def test_nothing_in_curate_knows_of_it() -> None:
    files = [path for path in (ROOT / "curate").rglob("*.py") if "__pycache__" not in path.parts]
    told = {
        path.name for path in files for word in ("ged_", "gwno", "dyad", "priogrid") if word in path.read_text("utf-8")
    }
    assert not told


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Result, Path]]:
    if not DATA.is_file():
        pytest.skip(f"{DATA} is not at hand")
    folder = project(tmp_path_factory.mktemp("ged") / "ucdp", DATA)
    yield curate(folder, "build"), folder / "build" / "ucdp-ged-syria.db"


def test_the_whole_dataset_is_read(whole: tuple[Result, Path]) -> None:
    built, database = whole
    assert rows(built, database, "SELECT count(*) FROM events") == [(16566,)]
    assert rows(built, database, "SELECT count(*) FROM actors") == [(94,)]
    assert rows(built, database, "SELECT count(*) FROM places") == [(2023,)]
    assert rows(built, database, "SELECT count(*) FROM events WHERE sources_stated < 1") == [(0,)]


def test_all_that_is_odd_in_it_is_found(whole: tuple[Result, Path]) -> None:
    counts: dict[Any, Any] = dict(rows(*whole, "SELECT code, count(*) FROM findings GROUP BY code"))  # type: ignore[arg-type]
    assert counts["high-below-best"] == 71
    assert counts["low-above-best"] == 30
    assert counts["broken-list"] == 178
    assert {"dated-before-event", "no-real-date", "html-entity", "invisible-character"} <= set(counts)


async def test_it_is_browsed_with_facets(whole: tuple[Result, Path]) -> None:
    _, database = whole
    datasette = Datasette([str(database)], settings={"sql_time_limit_ms": 5000})
    shown = await datasette.client.get("/ucdp-ged-syria/findings.json?_shape=objects&_facet=code&_size=1")
    facets = {result["value"]: result["count"] for result in shown.json()["facet_results"]["code"]["results"]}
    assert facets["high-below-best"] == 71
    shown = await datasette.client.get("/ucdp-ged-syria/events_map.json?_shape=objects&_size=1")
    assert shown.json()["rows"][0]["latitude"]
