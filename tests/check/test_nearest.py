"""The passage that a message suggests for a phrase that does not stand in the text."""

import random
import time

import pytest

from curate.check.nearest import nearest

TEXT = "At noon the council closed the Mill Bridge.\n“Boats — now!” said the mayor, and 40 boats came down the river."
RARE = random.Random(7)
LONG = " ".join(RARE.choice(("rain", "ferry", "berth", "noon", "list", "road", "the", "quay")) for _ in range(9_500))


@pytest.mark.parametrize(
    ("phrase", "passage"),
    [
        ("council closed the Mil Bridge", "council closed the Mill Bridge"),
        ("and 50 boats came down", "and 40 boats came down"),
        ("and 40 boats never came down", "and 40 boats came down the"),
        ("Bridhe", "Bridge"),
        ("bOATS", "boats"),
        ("soldiers shelled Oberau", ""),
    ],
)
def test_usual_phrases(phrase: str, passage: str) -> None:
    assert nearest(TEXT, phrase) == passage


def test_a_long_phrase_is_shown_where_it_departs_from_the_text() -> None:
    words = [f"word{n}" for n in range(200)]
    text = "“It’s long” " + "\n".join(words)
    phrase = '"It\'s long" ' + " ".join([*words[:120], "zebra", *words[121:]])
    passage = nearest(text, phrase).split()
    assert passage[0] == "word105" and passage[-1] == "word134"


@pytest.mark.parametrize("letters", [600, 5_000, 50_000])
def test_long_phrases_and_texts_take_no_minutes(letters: int) -> None:
    half, began = letters // 2, time.monotonic()
    assert nearest(LONG, f"{LONG[:half].rpartition(' ')[0]} zebra {LONG[half:letters].partition(' ')[2]}")
    assert nearest(LONG, "a " * half) == ""
    assert time.monotonic() - began < 5
