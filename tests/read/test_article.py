"""What annotators may leave out is filled in, and what they write wrongly is told."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from curate.check.checked import Record
from curate.check.dataset import check_project
from curate.model.project import find_project
from tests.conftest import Run

FLOODS = "035894ee97067b61075f88599a4eefb82f220f13b5edf09bbbf1e1d910b1840d"


def claims(article: Path, body: str, text: str = FLOODS) -> tuple[list[Record], list[str]]:
    """The claims of the article, and errors."""
    root = article.parents[2]
    for unneeded in ("links.yml", "effect_claims.csv", "extracted/diary.jsonl", "sources.csv"):
        (root / "data" / unneeded).unlink(missing_ok=True)
    article.write_text(f"\nsource: {{id: velm-floods, text_sha256: {text}}}\n{body}", "utf-8")
    checked = check_project(find_project(root))
    errors = [
        f"{p.spot.line}: {p.code}: {p.message}; {p.hint}" for p in checked.problems.in_order() if p.level == "error"
    ]
    return list(checked.claims()), errors


def test_defaults_nesting_and_lists(article: Path) -> None:
    found, errors = claims(
        article,
        """
defaults: {annotator: is, period: 2031-03-14}
closure_claims:
- closure: {cause: flood, bridge: bridges along the Velm}
  claimant: The river authority
  count_stated: over 20
  evidence: The river authority closed over 20 bridges
  parts:
  - evidence: Among the bridges closed are
    each bridge: [Mill Bridge, Old Bridge]
  - {annotator: xy, claimant: null, evidence: "closed are [...] Iron Bridge", bridge: Iron Bridge}
""",
    )
    assert errors == []
    whole, mill, old, iron = found
    assert whole.values["annotator"] == mill.values["annotator"] == "is" and iron.values["annotator"] == "xy"
    assert [c.values["period"] for c in found] == ["2031-03-14"] * 4
    assert [c.ids["bridge"] for c in found] == ["all-bridges", "mill-bridge", "old-bridge", "iron-bridge"]
    assert [c.values["bridge_stated"] for c in (mill, old, iron)] == ["Mill Bridge", "Old Bridge", "Iron Bridge"]
    assert [c.ids["closure"] for c in (mill, iron)] == ["flood-mill-bridge", "flood-iron-bridge"]
    assert [c.ids.get("claimant") for c in found] == ["river-authority"] * 3 + [None]
    assert [s.exact for s in mill.spans] == ["The river authority", "Among the bridges closed are", "Mill Bridge"]
    assert [c.values["count_stated"] for c in found] == ["over 20", None, None, None]
    assert {c.values["part_of"] for c in (mill, old, iron)} == {whole.id}


def test_denials_and_corroborations(article: Path) -> None:
    found, errors = claims(
        article,
        """
effect_claims:
- effect: cut off
  count_stated: 40
  group_stated: pupils
  evidence: 40 pupils among them
  denied:
  - {claimant: The mayor’s office, evidence: The mayor’s office denied that pupils were cut off}
  corroborated:
  - {claimant: the fire service, evidence: the fire service said}
""",
    )
    assert errors == []
    assert [(c.values["stance"], c.values["count_stated"]) for c in found] == [
        ("asserts", "40"), ("denies", "40"), ("corroborates", "40"),
    ]  # fmt: skip


def test_claims_of_one_source_in_a_file_without_it(article: Path) -> None:
    """Named once, above the others or as a default."""
    claim = "{effect: cut off, group_stated: pupils, evidence: 40 pupils among them"
    for body in (
        f"effect_claims:\n- {claim}, source: velm-floods, parts: [{claim}}}]}}\n",
        f"defaults: {{source: velm-floods}}\neffect_claims:\n- {claim}, parts: [{claim}}}]}}\n",
    ):
        (article.parent / "more.yml").write_text(body, "utf-8")
        found, errors = claims(article, "")
        assert errors == [] and [c.ids["source"] for c in found] == ["velm-floods"] * 2


def test_a_record_made_in_one_file_is_known_in_all(article: Path) -> None:
    """Also in a file that is read before."""
    (article.parent / "a.yml").write_text(
        "source: {id: earlier}\nclosure_claims:\n- {closure: made-later, evidence: The bridge was shut}\n", "utf-8"
    )
    found, errors = claims(
        article,
        "closure_claims:\n- closure: {id: made-later, cause: flood, bridge: Mill Bridge}\n"
        "  evidence: The Mill Bridge was closed in 1998\n",
    )
    assert errors == []
    assert [(c.ids["closure"], c.ids["bridge"]) for c in found] == [("made-later", "mill-bridge")] * 2


def test_a_list_in_letters_that_ids_have_not(article: Path) -> None:
    """Each item has an id of its own; one in Latin letters is told by them."""
    text = "The Mill Bridge, جسر الطاحونة and الجسر القديم are closed."
    data = article.parents[1]
    (data / "texts" / f"{sha256(text.encode()).hexdigest()}.txt").write_text(text, "utf-8")
    (data / "bridges.csv").write_text("id,name,aliases\nold,القديم,الجسر القديم\n", "utf-8")
    body = """
closure_claims:
- closure: {cause: flood}
  evidence: are closed
  each bridge: [Mill Bridge, جسر الطاحونة, الجسر القديم]
"""
    found, errors = claims(article, body, sha256(text.encode()).hexdigest())
    assert errors == [] and len(found) == 3
    latin, *others = [claim.id.removeprefix(claim.row.base_id) for claim in found]
    assert latin == "-mill-bridge" and all(re.fullmatch("-[a-z2-7]{6}", other) for other in others)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("defaults: {anotator: is}", "3: unknown-key: no claim takes 'anotator' as a default; did you mean 'annotator'?"),
        ("defaults: {left_out: so}", "3: unknown-key: no claim takes 'left_out' as a default; write it in each claim"),
        ("defaults: {period: 2031, id: a}", "3: unknown-key: no claim takes 'id' as a default; write it in each claim"),
        ("defaults: {annotator: [is, xy]}", "3: wrong-value: 'annotator' takes one value as a default; write `annotator: …`, or write it in each claim"),
        ("default: {annotator: is}", "3: unknown-kind: no kind of record is called 'default'; did you mean 'defaults'?"),
        ("defaults: [x]", "3: wrong-shape: `defaults` takes keys and values; write `period: …` under it"),
        ("statements: [x]", "3: wrong-shape: a statement is written as keys and values; write `- key: value`, one key a line"),
        ("statements:\n- speaker： x", "4: wrong-shape: a statement is written as keys and values; the character U+FF1A (fullwidth colon) stands behind 'speaker': write a plain colon and a space"),
        ("statement: []", "3: unknown-kind: no kind of record is called 'statement'; did you mean 'statements'?"),
        (
            "effect_claims:\n- {effect: cut off, group_stated: pupils, evidence: 40 pupils among, each colour: [a]}",
            "4: unknown-key: there is no 'colour' to list",
        ),
        (
            "effect_claims:\n- {effect: cut off, group_stated: pupils, evidence: 40 pupils among, each bridge: Old Bridge}",
            "4: wrong-shape: `each bridge` takes a list of words; write `each bridge: [one, another]`",
        ),
        (
            "effect_claims:\n- {effect: cut off, group_stated: pupils, evidence: [a, b]}",
            "4: wrong-value: 'evidence' takes one value; write `evidence: …`",
        ),
        (
            "closure_claims:\n- {closure: {cause: flood, bridge: Mill Bridge, closer: river-authority}, evidence: The Mill Bridge was closed}\n"
            "- {closure: {cause: flood, bridge: Mill Bridge, closer: jonas-reith}, evidence: Mill Bridge are cracked}",
            "5: different-record: closure 'flood-mill-bridge' was made at data/articles/velm-floods.yml:4 with another closer",
        ),
        (
            "closure_claims:\n- {closure: {cause: flood, bridge: Mill Bridge}, period: 2031-03-02, evidence: The Mill Bridge was closed}\n"
            "- {closure: {cause: flood, bridge: Mill Bridge}, period: 2031-03-09, evidence: Mill Bridge are cracked}",
            "5: different-record: closure 'flood-mill-bridge' was made at data/articles/velm-floods.yml:4 with another period: "
            "2031-03-02; write flood-mill-bridge in place of {…} to mean that closure, or give this one",
        ),
    ],
)  # fmt: skip
def test_what_is_written_wrongly(article: Path, body: str, message: str) -> None:
    _, errors = claims(article, body)
    assert any(error.startswith(message) for error in errors), errors


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("IRON crossing", None),
        ("iron-bridge", None),
        ("جسر الطاحونة", None),
        ("the crossing", "ambiguous-reference: 'the crossing' may mean iron-bridge or south-bridge; write the id of one bridge"),
        ("Iron Brigde", "unknown-reference: no bridge is called 'Iron Brigde'; did you mean 'Iron Bridge'?"),
        ("Rialto", "unknown-reference: no bridge is called 'Rialto'; add it to the bridges, or check the spelling"),
    ],
)  # fmt: skip
def test_references(good: Path, run: Run, written: str, message: str | None) -> None:
    bridges = good / "data" / "bridges.yml"
    text = bridges.read_text("utf-8").replace("[iron crossing]", "[iron crossing, the crossing]")
    bridges.write_text(text.replace("opened: 1931-05", "aliases: [The Crossing]"), "utf-8")
    (good / "data" / "effect_claims.csv").write_text(
        "id,source,effect,group_stated,bridge,evidence\n"
        f"x,oberau-diary,cut off,people,{written},Some 900 people are still cut off\n",
        "utf-8",
    )
    (good / "data" / "links.yml").unlink()
    printed = run("validate").output
    assert f"data/effect_claims.csv:2:31: {message}" in printed if message else "error" not in printed


def test_a_value_is_told_where_it_stands(good: Path, run: Run) -> None:
    """Of a record that several claims write, each value may stand in another file."""
    body = "\nclosure_claims:\n- {closure: {cause: flood, bridge: Old Bridge%s}, evidence: Old Bridge}\n"
    (good / "data" / "articles" / "a.yml").write_text("source: {id: a}" + body % "", "utf-8")
    (good / "data" / "articles" / "z.yml").write_text("source: {id: z}" + body % ", period: 15/3/2031", "utf-8")
    said = run("validate").output
    assert (
        "data/articles/z.yml:3:56: wrong-value: period: '15/3/2031' is no date that can be read: / stands between"
        in said
    )


def test_an_id_that_is_a_name_of_another(good: Path, run: Run) -> None:
    """Only to the letter: `South-Bridge` is how others write a name, and `south-bridge` stays an id."""
    bridges, claims = good / "data" / "bridges.yml", good / "data" / "effect_claims.csv"
    text = bridges.read_text("utf-8")
    claims.write_text(
        "source,effect,group_stated,bridge,evidence\n"
        "oberau-diary,cut off,people,south-bridge,Some 900 people are still cut off\n",
        "utf-8",
    )
    (good / "data" / "links.yml").unlink()
    bridges.write_text(text.replace("[iron crossing]", "[iron crossing, South-Bridge]"), "utf-8")
    assert run("validate").exit_code == 0
    bridges.write_text(text.replace("[iron crossing]", "[iron crossing, south-bridge]"), "utf-8")
    told = "2:29: ambiguous-reference: 'south-bridge' may mean south-bridge or iron-bridge; take that name from iron-bridge"
    assert f"data/effect_claims.csv:{told}, or give south-bridge another id" in run("validate").output
