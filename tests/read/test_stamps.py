"""Where stamps are put in records of any shape, and that they never break one."""

import re
from pathlib import Path

import pytest

from tests.conftest import Run

SOURCE = "source: {id: velm-floods, language: en, text_sha256: 035894ee97067b61075f88599a4eefb82f220f13b5edf09bbbf1e1d910b1840d}\n"
CLAIM = "effect_claims:\n- effect: damaged\n  group_stated: piers\n"
WORDS = "evidence: Three piers of the Mill Bridge"


@pytest.mark.parametrize(
    ("written", "stamped"),
    [
        (f"  at:\n  {WORDS}", f"  at: {{at}}\n  id: {{id}}\n  {WORDS}"),
        (f"  at: # later\n  {WORDS}", f"  at: {{at}} # later\n  id: {{id}}\n  {WORDS}"),
        (f"  id:\n  at: ~\n  {WORDS}", f"  id: {{id}}\n  at: {{at}}\n  {WORDS}"),
        (f'  id: ""\n  {WORDS}', f"  id: {{id}}\n  at: {{at}}\n  {WORDS}"),
        (
            "  ? evidence\n  : Three piers of the Mill Bridge",
            "  id: {id}\n  at: {at}\n  ? evidence\n  : Three piers of the Mill Bridge",
        ),
    ],
)
def test_rare_ways_to_write_a_record(article: Path, run: Run, written: str, stamped: str) -> None:
    article.write_text(SOURCE + CLAIM + written + "\n", "utf-8")
    (article.parents[1] / "links.yml").unlink()
    assert run("anchor").output == "Stamped 1 claim in 1 file.\n"
    after = article.read_text("utf-8")
    id_, at = re.findall(r"id: (velm-floods-effect-claim-\w+)", after)[0], "555-585"
    assert after == SOURCE + CLAIM + stamped.format(id=id_, at=at) + "\n"
    assert "velm-floods.yml" not in run("validate").output and run("anchor").output == "Stamped 0 claims in 0 files.\n"


def test_a_record_that_stamps_would_break(article: Path, run: Run) -> None:
    """A key without a colon in braces cannot take a value; nothing is written."""
    other = article.with_name("a.yml")
    other.write_text(f"{SOURCE}{CLAIM}  note: not yet stamped\n  {WORDS}\n".replace("floods", "two", 1), "utf-8")
    article.write_text(f"{SOURCE}effect_claims:\n- {{effect: damaged, group_stated: piers, at, {WORDS}}}\n", "utf-8")
    before = other.read_bytes(), article.read_bytes()
    said = run("anchor")
    assert said.exit_code == 1 and "data/articles/velm-floods.yml:3: `id:` and `at:` cannot be put into" in said.output
    assert (other.read_bytes(), article.read_bytes()) == before


@pytest.mark.parametrize("words", ["evidnce: Three piers of the Mill Bridge", "note: no evidence yet"])
def test_a_record_without_phrases(article: Path, run: Run, words: str) -> None:
    """It is left as it is, nobody is told to stamp it, and the others are stamped."""
    record = f"{CLAIM}  {words}\n"
    article.write_text(f"{SOURCE}{record}- effect: damaged\n  group_stated: piers\n  {WORDS}\n", "utf-8")
    assert run("anchor").output == "Stamped 1 claim in 1 file.\n"
    after = article.read_text("utf-8")
    assert after.startswith(SOURCE + record) and "  at: 555-585\n" in after
    assert "unstamped" not in run("validate").output and run("anchor").output == "Stamped 0 claims in 0 files.\n"


def test_a_source_without_a_sound_id(article: Path, run: Run) -> None:
    text = f"{SOURCE}{CLAIM}  {WORDS}\n".replace("velm-floods", '"my: x #2"')
    article.write_text(text, "utf-8")
    assert run("anchor").output == "Stamped 0 claims in 0 files.\n"
    assert article.read_text("utf-8") == text


@pytest.mark.parametrize(("evidence", "cut"), [("000 sandbags", True), ("12,000 sandbags", False)])
def test_stamped_offsets_that_cut_a_number(article: Path, run: Run, evidence: str, cut: bool) -> None:
    start = (article.parents[2] / "texts-source" / "velm-floods.txt").read_text("utf-8").index(evidence)
    claim = f"{CLAIM}  evidence: {evidence}\n  id: x\n  at: {start}-{start + len(evidence)}\n"
    article.write_text(SOURCE + claim.replace("piers", "sandbags"), "utf-8")
    told = f"cut-short: '{evidence}' begins or ends inside a word or number"
    assert (told in run("validate").output) == cut
