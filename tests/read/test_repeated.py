"""A claim that was pasted again: it gets an id of its own, and a warning."""

import re
from pathlib import Path

import pytest

from curate.check.dataset import check_project
from curate.model.project import Project, find_project
from curate.read.anchor import anchor
from tests.conftest import ROOT, Run
from tests.shuffle import shuffle

TOLD = "warning: repeated: the same claim stands twice; it stands at"
PIERS = "- {effect: damaged, bridge: Mill Bridge, group_stated: piers, count_stated: Three, "
PIERS += "evidence: Three piers of the Mill Bridge are cracked}\n"


def test_no_claim_is_given_an_id_in_use(article: Path, project: Project, run: Run) -> None:
    """Neither that of a stamped claim nor one with a number, wherever the claims stand."""
    anchor(project)
    stamped = article.read_text("utf-8")
    (id_,) = re.findall(r"- \{effect: damaged.* id: (\S+),", stamped)
    for again in (
        stamped.replace("\nstatements:", PIERS + "\nstatements:"),
        stamped.replace("effect_claims:\n", "effect_claims:\n" + PIERS),
        stamped.replace("effect_claims:\n", "effect_claims:\n" + PIERS).replace(id_, id_ + "-2"),
    ):
        article.write_text(again, "utf-8")
        assert run("validate").exit_code == 0
        assert run("anchor").output == "Stamped 1 claim in 1 file.\n"
        ids = re.findall(r"\bid: (velm-floods\S+?)[,\n]", article.read_text("utf-8"))
        assert len(ids) == len(set(ids)) and sum(id_ in other for other in ids) == 2


@pytest.mark.parametrize("stamp", [True, False])
def test_a_claim_that_stands_twice(article: Path, project: Project, run: Run, stamp: bool) -> None:
    if stamp:
        anchor(project)
    text = article.read_text("utf-8")
    article.write_text(text.replace("\nstatements:", PIERS + "\nstatements:"), "utf-8")
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "Three piers" in line)
    told = [line for line in run("validate").output.splitlines() if ": repeated: " in line]
    assert told == [f"data/articles/velm-floods.yml:{line + 1}:3: {TOLD} line {line} too: delete one of the two"]


def test_what_stands_under_a_repeated_claim_is_not_told(article: Path, run: Run) -> None:
    """A list that stands twice is one repeated record."""
    text = article.read_text("utf-8")
    claims = text[text.index("- closure: {cause") : text.index("- closure: {id")]
    nested = claims[claims.index("  - evidence: Among") :]
    article.write_text(text.replace(claims, claims * 2), "utf-8")
    assert run("validate").output.count(TOLD) == 1
    article.write_text(text.replace(nested, nested * 2), "utf-8")
    assert run("validate").output.count(TOLD) == 1


def test_claims_that_differ_are_not_told(article: Path, run: Run) -> None:
    text = article.read_text("utf-8").replace("\nstatements:", PIERS.replace("{", "{note: other, ") + "\nstatements:")
    article.write_text(text, "utf-8")
    assert "repeated" not in run("validate").output


def test_what_is_told_does_not_depend_on_the_order(article: Path, run: Run) -> None:
    text = article.read_text("utf-8").replace("\nstatements:", PIERS * 2 + "\nstatements:")
    article.write_text(text, "utf-8")
    root = article.parents[2]

    def told() -> list[tuple[object, str]]:
        found = check_project(find_project(root)).problems.in_order()
        return sorted((p.about, p.message) for p in found if p.code == "repeated")

    before = told()
    assert len(before) == 2
    for seed in range(3):
        shuffle(root / "data", seed)
        assert told() == before


@pytest.mark.parametrize("folder", [ROOT, *(ROOT / "examples").glob("*/pyproject.toml"), ROOT / "curate" / "template"])
def test_none_stands_twice_in_what_is_published(folder: Path) -> None:
    project = find_project(folder if folder.is_dir() else folder.parent)
    assert not [p for p in check_project(project).problems.found if p.code == "repeated"]
