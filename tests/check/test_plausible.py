"""What cannot be is told, and what merely may not be is not."""

from pathlib import Path

import pytest

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
