"""`curate explain`, docs/checks.md, and how messages lead there."""

import json
import subprocess
import sys
import types
from pathlib import Path

import pytest
from click.testing import CliRunner

from curate.cli.catalog import CHECKS, ROOMS
from curate.cli.main import main
from curate.model.check import Check, checks_of
from tests.conftest import ROOT, Run


def test_the_page_is_fresh_and_has_an_anchor_for_each() -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "check_reference.py", "--check"], check=True)
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert [page.count(f"\n### {code}\n") for code in CHECKS] == [1] * len(CHECKS)
    titles = {title.lower().replace(" ", "-") for title in ROOMS}
    assert not titles & CHECKS.keys()  # an anchor leads to the check


def test_a_check_is_explained(run: Run) -> None:
    said = run("explain", "left-out").output
    assert said.startswith("left-out\nan error of `curate validate`\n\nFinds: ")
    assert "\nWhy: “20” and “at most 20” are different claims.\n" in said and "\nFix: " in said
    assert (
        "\nWrong, in data/articles/ferry-strike.yml:\n\n    event_claims:\n" in said
        and '\n      count_stated: "20"\n' in said
    )


def test_all_are_listed(run: Run) -> None:
    lines = run("explain").output.splitlines()
    assert {line.split(" ")[0] for line in lines} == {*CHECKS, "closure-without-claims"}


def test_a_rule_is_explained_by_its_comment(run: Run) -> None:
    said = run("explain", "closure-without-claims")
    assert "bridges_schema/rules/closure_without_claims.sql, a rule of this project" in said.output
    assert "Finds: A closure stands for what somebody claims.\n" in said.output


def test_as_json(run: Run) -> None:
    told = json.loads(run("explain", "encoding", "--format", "json").output)
    assert told["code"] == "encoding" and told["level"] == "error" and told["may_warn"] is False
    assert told["wrong"] == {"data/places.yml": "- {id: sund-reef, name: Caf� Reef, note: Made up.}\n"}
    every = json.loads(run("explain", "--format", "json").output)
    assert told in every and len(every) == len(CHECKS) + 1
    assert every[-1]["rule"] == "bridges_schema/rules/closure_without_claims.sql"


@pytest.mark.parametrize(("code", "hint"), [("left-ot", "did you mean 'left-out'?"), ("xyzzy", "run `curate explain`")])
def test_an_unknown_code_is_wrong_use(run: Run, code: str, hint: str) -> None:
    result = run("explain", code)
    assert result.exit_code == 2 and f"there is no check {code!r}; {hint}" in result.output


def test_it_works_outside_a_project(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--project", str(tmp_path), "explain", "toml"])
    assert result.exit_code == 0 and "`pyproject.toml` is not TOML." in result.output


def test_messages_end_with_the_way_to_the_page(run: Run, article: Path) -> None:
    assert run("validate").output.endswith("\nto read why this matters and how to fix it: curate explain unstamped\n")
    text = article.read_text("utf-8").replace("over 20\n", "20\n").replace("effect: damaged", "effect: damagd")
    article.write_text(text, "utf-8")
    lines = run("validate").output.splitlines()
    assert lines[-1] == "to read why this matters and how to fix it: curate explain left-out"
    assert sum("curate explain" in line for line in lines) == 1


def test_two_checks_of_one_code_are_refused() -> None:
    one, other = types.ModuleType("one"), types.ModuleType("other")
    for module in (one, other):
        vars(module)["SAME"] = Check("same", "a.", "b.", "c.")
    with pytest.raises(ValueError, match="two checks have the code 'same'"):
        checks_of(one, other)


@pytest.mark.parametrize("code", ["left-out", "circle", "toml"])
def test_what_no_table_could_hold_cannot_be_a_warning(good: Path, run: Run, code: str) -> None:
    file = good / "pyproject.toml"
    file.write_text(file.read_text("utf-8") + f'warnings = ["{code}", "closure-without-claims", "stance"]\n', "utf-8")
    assert (
        f"settings: [tool.curate] warnings: {code!r} cannot be a warning; there are after-pub" in run("validate").output
    )
