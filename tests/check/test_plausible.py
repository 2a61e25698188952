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
