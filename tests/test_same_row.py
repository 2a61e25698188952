"""A claim gives the same rows in every table, whether it is written in an article's YAML or as a JSON line."""

import json
from pathlib import Path

import pytest

from curate.load.build import build
from curate.model.project import find_project
from tests.conftest import copy_project

CLAIMS: dict[str, dict[str, object]] = {
    "a count": {
        "kind": "effect_claims", "id": "helpers", "effect": "helping", "group_stated": "volunteers",
        "count_stated": "About 50", "period": "2031-03-14", "evidence": "About 50 volunteers",
    },
    "a number and no id": {
        "kind": "effect_claims", "effect": "cut off", "group_stated": "pupils", "count_stated": 40,
        "period": "2031-03-14~", "evidence": "40 pupils among them",
    },
    "names and a phrase in parts": {
        "kind": "closure_claims", "id": "over-twenty", "closure": "south-bridge-closed", "bridge": "South Bridge",
        "claimant": "The river authority", "count_stated": "over 20", "stance": "asserts", "period": "2031-03-14",
        "evidence": "The river authority closed [...] over 20 bridges [...] If the rain goes on, the South Bridge will be closed",
    },
    "a record that is part of another": {
        "kind": "effect_claims", "id": "some-pupils", "effect": "cut off", "group_stated": "pupils",
        "part_of": "cut-off-oberau", "evidence": "denied that pupils were cut off", "stance": "denies",
        "note": "“Quoted”, \\ and a\ttab — all kept",
    },
    "speech": {
        "kind": "statements", "id": "when-safe", "speaker": "Jonas Reith", "evidence": "said Jonas Reith",
        "text": "“We will reopen the Old Bridge when it is safe, and not a day before,”",
    },
    "an extracted one": {
        "kind": "effect_claims", "effect": "damaged", "bridge": "Mill Bridge", "group_stated": "piers",
        "count_stated": "Three", "evidence": "Three piers of the Mill Bridge", "origin": "extracted",
        "extractor": "finder 0.3", "review_status": "rejected",
    },
    "offsets": {
        "kind": "effect_claims", "id": "crack", "effect": "damaged", "group_stated": "piers",
        "evidence": "Three piers", "at": "AT",
    },
}  # fmt: skip


def database(folder: Path, claim: dict[str, object], as_line: bool) -> bytes:
    """The miniature project with one more claim, built."""
    copy_project(folder)
    text = next(t for t in (folder / "data" / "texts").glob("*.txt") if "Three piers" in t.read_text("utf-8"))
    start = text.read_text("utf-8").index("Three piers")
    claim = {"annotator": "is", "origin": "hand", **claim} | (
        {"at": f"{start}-{start + len('Three piers')}"} if "at" in claim else {}
    )
    article = folder / "data" / "articles" / "velm-floods.yml"
    written = article.read_text("utf-8").replace("{annotator: is, period: 2031-03-14}", "{annotator: is}", 1)
    if as_line:
        line = json.dumps({"source": "velm-floods", **claim}, ensure_ascii=False)
        (folder / "data" / "extracted" / "more.jsonl").write_text(line + "\n", "utf-8")
    else:
        kind = claim.pop("kind")
        written = written.replace(f"\n{kind}:\n", f"\n{kind}:\n- {json.dumps(claim)}\n")
    article.write_text(written, "utf-8")
    project = find_project(folder)
    done = build(project)
    assert done.written, done.checked.problems.in_order()
    return project.database.read_bytes()


@pytest.mark.parametrize("what", CLAIMS)
def test_yaml_and_json_lines_give_the_same_rows(what: str, tmp_path: Path) -> None:
    made = [database(tmp_path / str(as_line), dict(CLAIMS[what]), as_line) for as_line in (False, True)]
    assert made[0] == made[1]
