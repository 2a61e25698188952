"""What counts, and what can be compared: one view that every status, view and question reads."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from curate.load.build import build
from curate.model.project import Project, find_project
from tests.conftest import ROOT

_SOURCE = "source: {id: %s, title: A title, published: 2024-12-03, language: en}\n"
_BLAST = "  {event: {type: attack, place: Alder}, period: 2024-12-02, evidence: A blast hit Alder%s}\n"


@pytest.fixture
def alder(tmp_path: Path) -> Project:
    """The dataset's schema with one actor, one place and no articles yet."""
    for name in ("schema", "pyproject.toml", "metadata.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "data/articles").mkdir(parents=True)
    (tmp_path / "data/extracted").mkdir()
    point = "location_kind: point, latitude: 35, longitude: 36, radius_km: 1, gazetteer: GeoNames, gazetteer_id: '1'"
    (tmp_path / "data/places.yml").write_text(f"- {{id: alder, name: Alder, kind: town, {point}}}\n", "utf-8")
    actors = "- {id: ministry, name: ministry, kind: government}\n- {id: army, name: army, kind: state forces}\n"
    (tmp_path / "data/actors.yml").write_text(actors, "utf-8")
    return find_project(tmp_path)


def article(project: Project, name: str, body: str, more: str = "") -> None:
    source = _SOURCE % name
    (project.data_folder / f"articles/{name}.yml").write_text(
        source.replace("language", f"{more}language") + body, "utf-8"
    )


def rows(project: Project, sql: str) -> list[tuple[Any, ...]]:
    built = build(project)
    assert built.written, [str(p) for p in built.checked.problems.in_order()]
    with closing(sqlite3.connect(project.database)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("status", "events", "shown"),
    [("accepted", "claimed by one", 1), ("unreviewed", "anticipated", 0), ("rejected", "anticipated", 0)],
)
def test_what_nobody_accepted_counts_nowhere(alder: Project, status: str, events: str, shown: int) -> None:
    article(alder, "a", "event_claims:\n-" + _BLAST % f", review_status: {status}")
    assert rows(alder, "SELECT status FROM events") == [(events,)]
    assert rows(alder, "SELECT count(*) FROM events_map") == [(shown,)]


def test_a_copy_is_no_further_voice_and_its_claims_stay(alder: Project) -> None:
    for name, more in (("a", ""), ("b", "syndicated_from: a, ")):
        article(alder, name, "event_claims:\n-" + _BLAST % "", more)
    assert rows(alder, "SELECT status FROM events") == [("claimed by one",)]
    assert rows(alder, "SELECT sources, claimants, json_array_length(claim_ids) FROM events_map") == [(1, 1, 2)]
    assert rows(alder, "SELECT count(*), count(DISTINCT voice) FROM counted_claims") == [(2, 1)]


def test_one_text_under_two_sources_is_an_error_until_one_is_a_copy(alder: Project) -> None:
    text = f"text_sha256: {'0' * 64}, "
    for name in ("a", "b"):
        article(alder, name, "", text)
    (problem,) = [p for p in build(alder).checked.problems.found if p.level == "error"]
    assert (problem.spot.file, problem.code) == ("data/articles/b.yml", "same-text") and "a" in problem.hint
    article(alder, "b", "", f"{text}syndicated_from: a, ")
    assert build(alder).written
    article(alder, "a", "", f"{text}syndicated_from: b, ")
    assert [p.code for p in build(alder).checked.problems.found if p.level == "error"] == ["copy-of-copy"] * 2


_TOLL = "{event: {type: attack, place: Alder}, outcome: killed, scope: event, "


def test_a_number_that_its_claimant_corrects_is_left_out(alder: Project) -> None:
    body = (
        "casualty_claims:\n- event: {type: attack, place: Alder}\n  outcome: killed\n  scope: event\n  count_stated: 62\n"
        "  claimant: ministry\n  evidence: 62 people died, the ministry said\n  superseded:\n"
        "  - {count_stated: 9, evidence: the ministry revised the toll to 9}\n"
    )
    article(alder, "a", body)
    assert rows(alder, "SELECT lowest, highest, claims FROM casualties_by_event") == [(9, 9, 1)]
    assert rows(alder, "SELECT kind FROM claim_links") == [("supersedes",)]
    assert rows(alder, "SELECT count(*) FROM casualty_claims") == [(2,)]


def test_a_range_compares_one_group_of_victims_and_one_scope_without_parts(alder: Project) -> None:
    def toll(rest: str) -> str:
        return f"- {_TOLL}{rest}}}\n"

    body = "casualty_claims:\n" + "".join(
        [
            "- event: {type: attack, place: Alder}\n  outcome: killed\n  scope: event\n  count_stated: over 200\n"
            "  evidence: over 200 people died\n  parts:\n"
            "  - {victim: army, count_stated: 13, evidence: 13 officers of the army}\n",
            toll("count_stated: 180, evidence: 180 people were killed"),
            toll("victim: army, count_stated: 40, evidence: 40 soldiers of the army"),
            toll("count_stated: 5000, evidence: 5000 since the war began").replace("scope: event", "scope: cumulative"),
        ]
    )
    article(alder, "a", body)
    found = rows(alder, "SELECT victim_id, scope, lowest, highest FROM casualties_by_event ORDER BY victim_id, scope")
    assert found == [(None, "cumulative", 5000, 5000), (None, "event", 180, None), ("army", "event", 13, 40)]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("count_stated: 20", (20, 20, 1)),  # the part is contained in it
        ("count_stated: 20, review_status: unreviewed", (13, 13, 1)),
        ("count_stated: 20, stance: denies", (13, 13, 1)),
        ("stance: asserts", (13, 13, 1)),  # a whole without a number
        ("count_stated: 20, victim: army", (13, 13, 1)),
        ("count_stated: 20, scope: cumulative", (13, 13, 1)),
        ("count_stated: 20, outcome: wounded", (13, 13, 1)),
    ],
)
def test_a_part_is_left_out_where_its_whole_is_compared(alder: Project, whole: str, expected: tuple[int, ...]) -> None:
    claim = {"outcome": "killed", "scope": "event"} | dict(each.split(": ") for each in whole.split(", "))
    said = ", ".join(f"{key}: {value}" for key, value in claim.items())
    part = "id: part, part_of: whole, outcome: killed, scope: event, count_stated: 13, evidence: 13 dead"
    event = "event: {type: attack, place: Alder}"
    body = f"- {{id: whole, {event}, {said}, evidence: 20 of the army}}\n- {{{event}, {part}}}\n"
    article(alder, "a", f"casualty_claims:\n{body}")
    killed = "outcome = 'killed' AND scope = 'event' AND victim_id IS NULL"
    assert rows(alder, f"SELECT lowest, highest, claims FROM casualties_by_event WHERE {killed}") == [expected]
