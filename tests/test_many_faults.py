"""Of many faults every one is counted, the first few are shown, and a report holds the others."""

import json
import re
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from curate.load.build import build, validate
from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.project import Project, find_project
from curate.read.checks import MISSING, WRONG_VALUE
from tests.conftest import GOOD, Run

MANY, FEW = 130, 100
#: The line of the good project that is spoilt.
LINE = json.loads((GOOD / "data" / "extracted" / "diary.jsonl").read_text("utf-8").splitlines()[0])


@pytest.fixture
def spoilt(good: Path) -> Path:
    """The good project with faults of three kinds, of which one has few; its claims come in two files."""
    faults = [
        *[LINE | {"id": f"a{n:03}", "evidence": f"a road that was never closed {n}"} for n in range(MANY)],
        *[LINE | {"id": f"b{n:03}", "stance": "denie"} for n in range(FEW)],
        *[LINE | {"id": f"c{n:03}", "bridge": f"nowhere {n}"} for n in range(MANY)],
    ]
    for part in (0, 1):
        path = good / "data" / "extracted" / f"spoilt-{part}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(fault) + "\n" for fault in faults[part::2]), "utf-8")
    return good


def shown(output: str) -> list[str]:
    return re.findall(r"^[^ ]+:\d+:\d+: [\w-]+: ", output, re.MULTILINE)


def codes(lines: list[str]) -> Counter[str]:
    return Counter(line.split(": ")[1] for line in lines)


def test_what_is_shown_and_what_is_reported_are_all(spoilt: Path, run: Run) -> None:
    said = run("validate")
    report = (spoilt / "build" / "problems.txt").read_text("utf-8").splitlines()
    told, reported = shown(said.output), shown("\n".join(report))
    assert len(report) == len(reported)
    assert not {line for line in told if line in reported}
    assert codes(told + reported) >= Counter({"mismatch": MANY, "unknown-term": FEW, "unknown-reference": MANY})
    assert codes(told)["mismatch"] == codes(told)["unknown-reference"] == 10
    assert codes(told)["unknown-term"] == FEW
    errors = sum((codes(told + reported) - Counter(note=1)).values())
    assert f"\n{errors:,} errors, 1 note\n" in said.output
    assert "120 more mismatch" in said.output and "see build/problems.txt" in said.output
    assert said.exit_code == 1


def test_two_processes_tell_what_one_tells(spoilt: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for shares in ((0, 1), (1, 1), (1, 9), (9, 1)):
        monkeypatch.setattr("curate.load.database._SHARES_WITHOUT_ROWS", shares)
        monkeypatch.setattr("curate.check.claims._SOME", 7)
        checked = validate(project)
        assert [path.name for path in (spoilt / "build").glob("problems.*")] == ["problems.txt"]
        report = (spoilt / "build" / "problems.txt").read_text("utf-8").splitlines()
        found = checked.problems
        # Which ten are shown may differ, and whether a suggestion that takes long to find is in the report.
        every = sorted(line.partition("; ")[0] for line in [*map(str, found.in_order()), *report])
        told.append((every, len(found.in_order()), found.met, found.more, checked.tally.claims))
    assert all(other == told[0] for other in told[1:])


def test_json_says_how_many_more_there_are(spoilt: Path, run: Run) -> None:
    made = json.loads(run("validate", "--format", "json").output)
    assert made["more"]["mismatch"] == MANY - 10 and made["report"] == "build/problems.txt"
    errors = sum(problem["level"] == "error" for problem in made["problems"])
    assert made["errors"] == errors + sum(made["more"].values())


def test_a_path_counts_what_is_only_reported(spoilt: Path, run: Run) -> None:
    counts = []
    for part in (0, 1):
        said = run("validate", "--format", "json", str(spoilt / "data" / "extracted" / f"spoilt-{part}.jsonl"))
        assert said.exit_code == 1
        counts.append(json.loads(said.output)["errors"])
    assert sum(counts) == json.loads(run("validate", "--format", "json").output)["errors"]


def test_a_build_tells_the_same_and_a_good_run_removes_the_report(spoilt: Path, run: Run) -> None:
    said = run("build")
    assert said.exit_code == 1 and "120 more mismatch" in said.output
    report = spoilt / "build" / "problems.txt"
    assert report.is_file()
    for path in (spoilt / "data" / "extracted").glob("spoilt-*"):
        path.unlink()
    assert run("build").exit_code == 0
    assert not report.exists()


def test_consequences_of_an_unreadable_file_leave_the_report_too(spoilt: Path, project: Project) -> None:
    (spoilt / "data" / "extracted" / "cut.jsonl").write_text('{"kind": "closure_cl', "utf-8")
    checked = validate(project)
    assert "unknown-reference" not in checked.problems.more
    report = (spoilt / "build" / "problems.txt").read_text("utf-8")
    assert "mismatch: " in report and "unknown-reference: " not in report


def test_a_broken_claim_hides_no_other_record(spoilt: Path, project: Project) -> None:
    before = validate(project).problems.counts["error"]
    line = '{"kind": "closure_claims", "id": "broken", "source": '
    (spoilt / "data" / "extracted" / "broken.jsonl").write_text(line, "utf-8")
    problems = validate(project).problems
    assert problems.counts["error"] == before + 1
    assert "unknown-reference" in problems.more


def test_a_broken_line_without_an_id_may_hide_any_record(spoilt: Path, project: Project) -> None:
    (spoilt / "data" / "extracted" / "broken.jsonl").write_text('{"kind": "closure_claims", "source": ', "utf-8")
    assert "unknown-reference" not in validate(project).problems.more


@pytest.mark.parametrize(
    ("old", "new", "hides"),
    [
        ("lanes: 2", "lanes: [2, 4]", False),
        ("name: Mill Bridge", "name: [Mill Bridge, Miller's Bridge]", True),  # which claims may name
    ],
)
def test_a_wrong_value_hides_what_refers_to_nothing_only_if_others_refer_by_it(
    spoilt: Path, project: Project, old: str, new: str, hides: bool
) -> None:
    bridges = spoilt / "data" / "bridges.yml"
    text = bridges.read_text("utf-8")
    assert old in text
    bridges.write_text(text.replace(old, new, 1), "utf-8")
    assert ("unknown-reference" not in validate(project).problems.more) == hides


@pytest.mark.parametrize("together", [7, 500])  # a few, and a second process finds some of them
def test_every_warning_is_a_finding(
    spoilt: Path, project: Project, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curate.check.claims._SOME", together)
    pyproject = spoilt / "pyproject.toml"
    text = pyproject.read_text("utf-8").replace("[tool.curate]\n", '[tool.curate]\nwarnings = ["mismatch"]\n', 1)
    pyproject.write_text(text, "utf-8")
    for path in (spoilt / "data" / "extracted").glob("spoilt-*"):
        kept = [line for line in path.read_text("utf-8").splitlines() if '"id": "a' in line]
        path.write_text("\n".join(kept), "utf-8")
    built = build(find_project(spoilt))
    assert built.written, built.checked.problems.in_order()
    with sqlite3.connect(project.database) as connection:
        (found,) = connection.execute("SELECT count(*) FROM findings WHERE code = 'mismatch'").fetchone()
    assert found == MANY == built.checked.problems.counts["warning"]


def test_where_no_report_can_be_written_all_problems_are_shown(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("This is no folder.")
    problems = Problems(report=tmp_path / "build" / "problems.txt")
    for n in range(MANY):
        problems.add(Spot("claims.csv", n), WRONG_VALUE, "no number")
    assert len(problems.in_order()) == problems.counts["error"] == MANY
    assert not problems.more


def test_hints_are_sought_for_what_is_shown_only(tmp_path: Path) -> None:
    problems, sought = Problems(report=tmp_path / "problems.txt"), list[int]()

    def hint(n: int) -> str:
        sought.append(n)
        return f"hint {n}"

    for n in range(1000):
        problems.add(Spot("file", n + 1), MISSING, f"fault {n}", lambda n=n: hint(n))  # type: ignore[misc]
    assert [problem.hint for problem in problems.in_order()] == [f"hint {n}" for n in range(10)]
    assert sought == list(range(10))
