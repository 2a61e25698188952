"""Generalised coordinates: no row of releases narrows down where a place is."""

from pathlib import Path

import pytest

from curate.model.project import Project
from tests.publish.test_release import errors, made, replace, rows

GRIDS = "published_grids.csv"


def test_a_smaller_radius_tells_no_more(harbour: Project) -> None:
    points = set()
    for n, (radius, next_radius) in enumerate([(1.5, 1.2), (1.2, 0.7), (0.7, 4), (4, 0), (0, 1.5)], start=1):
        site = rows(made(harbour, f"2023.6.{n}"), "sites")["old-quay"]
        points.add((site["latitude"], site["longitude"]))
        assert float(site["radius_km"]) == max(1.5, radius), "how far off the published point may be"
        replace(harbour, "data/sites.yml", f"radius_km: {radius}", f"radius_km: {next_radius}")
    assert len(points) == 1
    assert (harbour.root / GRIDS).read_text("utf-8") == "table,id,field,radius_km\nsites,old-quay,radius_km,1.5\n"


def test_the_same_bytes_with_the_file_as_without_it(harbour: Project) -> None:
    before = {p: p.read_bytes() for p in made(harbour).folder.rglob("*") if p.is_file()}
    assert (harbour.root / GRIDS).is_file()
    again = made(harbour)
    assert again.written and {p: p.read_bytes() for p in again.folder.rglob("*") if p.is_file()} == before
    assert not [p for p in before if p.name == GRIDS]


def test_a_lost_file_stops_the_next_release(harbour: Project) -> None:
    """Its radius may have changed since, so that another grid would be made."""
    assert made(harbour).written
    (harbour.root / GRIDS).unlink()
    replace(harbour, "data/sites.yml", "radius_km: 1.5", "radius_km: 20")
    ((file, code, what),) = errors(made(harbour, "2023.6.2"))
    assert (file, code) == (GRIDS, "grid") and "the file is not there" in what


def test_a_point_that_was_published_too_closely_is_told(harbour: Project) -> None:
    """Whoever widens the radius means to hide the point, and the release does not."""
    replace(harbour, "data/sites.yml", "radius_km: 1.5", "radius_km: 0")
    assert made(harbour).written
    replace(harbour, "data/sites.yml", "radius_km: 0}", "radius_km: 10}")
    released = made(harbour, replace=True)
    (warning,) = [p for p in released.problems.found if p.code == "grid"]
    assert (
        released.written
        and warning.level == "warning"
        and "old-quay was first published on a grid of 0 km" in warning.message
    )
    text = (harbour.root / GRIDS).read_text("utf-8").replace("sites,old-quay,radius_km,0\n", "")
    (harbour.root / GRIDS).write_text(text, "utf-8")
    again = made(harbour, replace=True)
    assert not [p for p in again.problems.found if p.code == "grid"]
    assert rows(again, "sites")["old-quay"]["latitude"] != "51.923456"


def test_nothing_is_frozen_by_a_release_that_was_not_written(harbour: Project) -> None:
    (harbour.root / "release.key").unlink()
    assert not made(harbour).written and not (harbour.root / GRIDS).exists()


@pytest.mark.parametrize("width", ["", "wide", "-1", "nan", "inf"])
def test_a_wrong_line_is_told_with_its_place(harbour: Project, width: str) -> None:
    (harbour.root / GRIDS).write_text(f"table,id,field,radius_km\nsites,old-quay,radius_km,{width}\n", "utf-8")
    (problem,) = [p for p in made(harbour).problems.found if p.level == "error"]
    assert (problem.spot.file, problem.spot.line, problem.code) == (GRIDS, 2, "grid")


def test_other_columns_are_refused(harbour: Project, tmp_path: Path) -> None:
    (harbour.root / GRIDS).write_text("id,radius\nold-quay,5\n", "utf-8")
    assert [found[:2] for found in errors(made(harbour))] == [(GRIDS, "header")]
