"""Wording stands, whole, among a claim's own words."""

import pytest

from curate.read.evidence import says


@pytest.mark.parametrize(
    ("phrase", "wording"),
    [
        ("20 went—soldiers left", "soldiers"),
        ("20 went—soldiers left", "went—soldiers"),
        ("20 went—soldiers left", "went-soldiers"),
        ("the rain — 20 soldiers left", "20"),
        ("of 20—25 soldiers", "20-25"),
    ],
)
def test_a_long_dash_parts_words(phrase: str, wording: str) -> None:
    assert says(phrase, wording)


@pytest.mark.parametrize(
    ("phrase", "wording"),
    [("20 ex-soldiers", "soldiers"), ("20 non–combatants", "combatants"), ("of 20—25 soldiers", "20")],
)
def test_hyphens_and_ranges_do_not(phrase: str, wording: str) -> None:
    assert not says(phrase, wording)
