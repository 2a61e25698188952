"""Values against what the schema says of them."""

from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("bound", "hint"),
    [("gt=2", "more than 2"), ("ge=3", "at least 3"), ("lt=2", "less than 2"), ("le=1", "at most 1")],
)
def test_numbers_beyond_a_bound(good: Path, run: Run, bound: str, hint: str) -> None:
    schema = good / "bridges_schema" / "bridges.py"
    text = schema.read_text("utf-8").replace("lanes: int", f"lanes: Annotated[int, Field({bound})]")
    schema.write_text(text.replace("\nfrom curate", "\nfrom pydantic import Field\nfrom curate", 1), "utf-8")
    said = run("validate")
    assert f"data/bridges.yml:14:10: out-of-range: lanes is 2; it must be {hint}\n" in said.output
