"""What cannot be is told, and what merely may not be is not."""

import json
import shutil
from pathlib import Path

import pytest

from curate.language.stance import stance_of
from tests.conftest import Run


@pytest.mark.parametrize(
    ("published", "is_told"),
    [("2031-03-10", True), ("2031-03-10~", False), ("2031-03-10?", False), ("2031-03-14", False), ("null", False)],
)
def test_a_period_that_begins_after_publication(article: Path, run: Run, published: str, is_told: bool) -> None:
    """A publication date that is uncertain, or no date at all, shows nothing."""
    text = article.read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.strip().startswith("published:")]
    article.write_text(text.replace(line, f"  published: {published}"), "utf-8")
    said = run("validate")
    assert ("after-publication" in said.output) == is_told and "published" in text


@pytest.mark.parametrize(("said", "is_told"), [("anticipates", True), ("denies", False)])
def test_the_stance_of_a_nested_claim(article: Path, run: Run, said: str, is_told: bool) -> None:
    text = article.read_text("utf-8")
    denied = "- {claimant: The mayor’s office, evidence"
    (line,) = [n for n, each in enumerate(text.splitlines(), start=1) if denied in each]
    article.write_text(text.replace(denied, denied.replace("{", f"{{stance: {said}, ")), "utf-8")
    told = f"velm-floods.yml:{line}:16: stance: the claim stands under the one that it denies, and its stance is '{said}'; leave"
    output = run("validate").output
    assert (told in output) == (": stance: " in output) == is_told


WORDS = {
    "The ferry company denied that boats were late": "denies",
    "reports were refuted by the company": "denies",
    "The boats were denied entry": "",
    "crews who denied access to the quay": "",
    "an identity card": "",
    "It cannot be denied": "",
    "The company did not deny that boats were late": "",
    "Nobody denied the report": "",
    "Crews were to deny the company a bridge": "",
    "they could be denied asylum": "",
    "He denied involvement": "denies",
    "If talks fail the boats stay": "anticipates",
    "It asked if boats sail": "",
}


@pytest.mark.parametrize(("words", "stance"), WORDS.items())
def test_words_that_deny_or_hope_are_not_asserted(good: Path, run: Run, words: str, stance: str) -> None:
    assert stance_of([words], "en") == stance
    claim = {"kind": "closure_claims", "source": "oberau-diary", "closure": "south-bridge-closed", "evidence": words}
    claim |= {"id": "c1", "bridge": "south-bridge", "period": "2031-03-16"}
    (good / "data" / "extracted" / "more.jsonl").write_text(json.dumps(claim), "utf-8")
    shutil.rmtree(good / "data" / "texts")
    told = f"stance-of-words: the claim asserts something, and its words read as if it {stance} it"
    assert (told in run("validate").output) == bool(stance)
    (good / "data" / "extracted" / "more.jsonl").write_text(json.dumps(claim | {"stance": stance or "denies"}), "utf-8")
    assert "stance-of-words" not in run("validate").output
