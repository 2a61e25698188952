"""Stamped offsets hold only for phrases that could be found there: in order, apart, and between the words around them."""

from pathlib import Path

import pytest

from tests.conftest import Run

TEXT = (Path(__file__).parents[1] / "projects" / "good" / "texts-source" / "velm-floods.txt").read_text("utf-8")
SOURCE = "source: {id: velm-floods, language: en, text_sha256: 035894ee97067b61075f88599a4eefb82f220f13b5edf09bbbf1e1d910b1840d}\n"


def _told(article: Path, run: Run, lines: str) -> str:
    """What `validate` says of a claim with these lines, if anything."""
    article.write_text(f"{SOURCE}closure_claims:\n- id: x\n  closure: mill-bridge-1998\n  {lines}\n", "utf-8")
    (article.parents[1] / "links.yml").unlink()
    return next((line for line in run("validate").output.splitlines() if "velm-floods.yml:" in line), "")


def _at(*phrases: str) -> str:
    return " ".join(f"{TEXT.index(phrase)}-{TEXT.index(phrase) + len(phrase)}" for phrase in phrases)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Reith urged the council", "engineers reported"),
        ("engineers reported", "engineers reported"),
        ("Reith urged the", "the council to send"),
    ],
)
def test_pieces_in_another_order_or_one_over_the_other(article: Path, run: Run, first: str, second: str) -> None:
    told = _told(article, run, f"at: {_at(first, second)}\n  evidence: {first} [...] {second}")
    assert f"mismatch: '{second}' does not stand behind '{first}', which is written before it" in told


def test_pieces_in_order_may_stand_far_apart(article: Path, run: Run) -> None:
    pieces = "Mill Bridge", "closed in 1998"
    assert not _told(article, run, f"at: {_at(*pieces)}\n  evidence: {' [...] '.join(pieces)}")


@pytest.mark.parametrize(
    ("around", "told"),
    [
        ("prefix: zebra", "mismatch: 'Mill Bridge' stands elsewhere than `prefix`, `suffix` or the claim above allow"),
        (
            "prefix: boats. The",
            f"'Mill Bridge' is not what stands at {_at('Mill Bridge')}, or not between its `prefix`",
        ),
    ],
)
def test_words_that_are_not_around_a_phrase(article: Path, run: Run, around: str, told: str) -> None:
    assert told in _told(article, run, f"at: {_at('Mill Bridge')}\n  evidence: Mill Bridge\n  {around}")


@pytest.mark.parametrize("around", ["prefix: closed are the", "suffix: ', the Iron'"])
def test_the_words_that_are_around_a_phrase(article: Path, run: Run, around: str) -> None:
    assert not _told(article, run, f"at: {_at('Mill Bridge')}\n  evidence: Mill Bridge\n  {around}")
