"""No record leads back to itself, and a claim says once what it is part of."""

import json
import sqlite3
from pathlib import Path

from curate.load.build import build, validate
from curate.model.project import Project
from tests.conftest import Run

HELPERS = "- {effect: helping, group_stated: volunteers, count_stated: About 50, evidence: About 50 volunteers}"
PIERS = "- {effect: damaged, bridge: Mill Bridge"
DENIED = "    - {claimant: The mayor’s office, evidence"


def replaced(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def helpers(part_of: str) -> tuple[str, str]:
    return HELPERS, HELPERS.replace("{", f"{{id: helpers, part_of: {part_of}, ")


def piers(part_of: str) -> tuple[str, str]:
    return PIERS, PIERS.replace("{", f"{{id: piers, part_of: {part_of}, ")


def test_a_claim_that_is_part_of_itself(article: Path, run: Run) -> None:
    replaced(article, helpers("helpers"))
    for command in ("validate", "build"):
        said = run(command)
        assert said.exit_code == 1 and said.output.count(": circle: ") == 1
        assert (
            "data/articles/velm-floods.yml:42:26: circle: part_of of helpers leads back to itself; correct"
            in said.output
        )


def test_claims_that_are_part_of_each_other_are_each_told(article: Path, run: Run) -> None:
    replaced(article, helpers("piers"), piers("helpers"))
    assert run("validate").output.count(" leads back to itself") == 2


def test_a_circle_through_json_lines(good: Path, article: Path, run: Run) -> None:
    replaced(article, helpers("diary-9"))
    lines = good / "data" / "extracted" / "diary.jsonl"
    line = json.loads(lines.read_text("utf-8").splitlines()[0])
    with open(lines, "a", encoding="utf-8") as file:
        file.write(json.dumps({**line, "id": "diary-9", "part_of": "helpers"}) + "\n")
    said = run("validate")
    assert "part_of of helpers leads back" in said.output and "part_of of diary-9 leads back" in said.output


def test_bodies_that_belong_to_each_other(good: Path, run: Run) -> None:
    bodies = good / "data" / "bodies.csv"
    rows = [line.split(",") for line in bodies.read_text("utf-8").splitlines()]
    rows[1][-1], rows[2][-1] = rows[2][0], rows[1][0]
    bodies.write_text("\n".join(map(",".join, rows)), "utf-8")
    assert run("validate").output.count(": circle: parent of ") == 2


def test_a_link_from_a_claim_to_itself(good: Path, run: Run) -> None:
    replaced(good / "data" / "links.yml", ("from: diary-2", "from: cut-off-oberau"))
    assert (
        "data/links.yml:1:66: circle: the link is from cut-off-oberau to itself; name another" in run("validate").output
    )


def test_a_part_that_says_it_is_part_of_another_claim(article: Path, run: Run) -> None:
    replaced(
        article,
        ("  - group_stated: pupils\n", "  - group_stated: pupils\n    part_of: helpers\n"),
        piers("cut-off-oberau"),
    )
    assert (
        "nesting: the claim stands under another one, and says that it is part of 'helpers'" in run("validate").output
    )


def test_a_denial_may_be_part_of_another_claim(article: Path, project: Project) -> None:
    replaced(article, (DENIED, DENIED.replace("{", "{id: no-pupils, part_of: cut-off-oberau, ")))
    assert build(project).written
    with sqlite3.connect(project.database) as connection:
        links = connection.execute(
            "SELECT kind, to_id FROM claim_links WHERE from_id = 'no-pupils' ORDER BY kind"
        ).fetchall()
    assert [kind for kind, _ in links] == ["denies", "part_of"] and links[1][1] == "cut-off-oberau"


def test_a_link_with_the_id_of_one_that_nesting_makes(good: Path, article: Path, run: Run) -> None:
    replaced(article, (DENIED, DENIED.replace("{", "{id: no-pupils, ")))
    replaced(good / "data" / "links.yml", ("id: fewer-by-sunday", "id: no-pupils-denies"))
    assert (
        "data/links.yml:1:8: duplicate-id: 'no-pupils-denies' is the id of a link that nesting makes"
        in run("validate").output
    )


def test_a_link_with_the_id_of_one_that_a_json_line_makes(good: Path, project: Project, run: Run) -> None:
    lines = good / "data" / "extracted" / "diary.jsonl"
    line = json.loads(lines.read_text("utf-8"))
    with open(lines, "a", encoding="utf-8") as file:
        file.write(json.dumps({**line, "id": "diary-9", "part_of": "diary-1"}) + "\n")
    replaced(good / "data" / "links.yml", ("id: fewer-by-sunday", "id: diary-9-part-of"))
    told = "data/links.yml:1:8: duplicate-id: 'diary-9-part-of' is the id of a link that `part_of` makes; give the link"
    for command in ("validate", "build"):
        said = run(command)
        assert said.exit_code == 1 and said.output.count(told) == 1
    assert [p.code for p in validate(project, hold=True).problems.found if p.level == "error"] == ["duplicate-id"]
