"""What limits a phrase is in it, or named in `left_out`, or answered by the stance; each language by its own words."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Claim = Callable[..., str]


@pytest.fixture
def claim(good: Path, run: Run) -> Claim:
    """What `validate` says of one claim in a JSON line, over a text of its own."""

    def told(text: str, language: str | None = "en", **keys: str) -> str:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        (good / "data" / "texts" / f"{sha256}.txt").write_bytes(text.encode())
        source = {"id": "own", "language": language, "text_sha256": sha256}
        rows = ",".join(f"{key}: {value}" for key, value in source.items() if value)
        (good / "data" / "articles" / "own.yml").write_text(f"source: {{{rows.replace(',', ', ')}}}\n", "utf-8")
        line = {"kind": "effect_claims", "id": "own-claim", "source": "own", "effect": "cut off"}
        line["group_stated"] = keys["evidence"].removeprefix(keys["count_stated"]).strip().removesuffix(" were cut off")
        (good / "data" / "extracted" / "own.jsonl").write_text(json.dumps(line | keys), "utf-8")
        said = run("validate").output.splitlines()
        return "\n".join(line for line in said if line.startswith(("data/extracted/own", "data/articles/own")))

    return told


def test_the_widened_phrase_is_offered(claim: Claim) -> None:
    said = claim("The flood cut off over 20 farms.", evidence="20 farms", count_stated="20")
    assert "left-out: '20 farms' leaves out 'over': " in said and "write 'over 20 farms'" in said
    said = claim(
        "The flood did not reach the mill or, by Sunday, even 20 farms.", evidence="20 farms", count_stated="20"
    )
    assert "leaves out 'did not'" in said


def test_left_out_excuses_the_words_that_it_names_and_no_others(claim: Claim) -> None:
    text = "It is not true that over 20 farms were cut off."
    given = {"evidence": "20 farms were cut off", "count_stated": "20"}
    assert "leaves out 'over'" in claim(text, **given)
    assert "leaves out 'is not true that'" in claim(text, **given, left_out="over: the mayor counted 20")
    assert "left-out" in claim(text, **given, left_out="these words do not belong to it")
    assert "left-out" not in claim(text, **given, left_out="over, is not true that: a quotation of another day")


@pytest.mark.parametrize(("stance", "is_told"), [("denies", False), ("asserts", True)])
def test_a_denial_in_the_phrase_is_answered_by_the_stance(claim: Claim, stance: str, is_told: bool) -> None:
    text = "The mayor denied that 20 farms were cut off."
    said = claim(text, evidence="denied that 20 farms were cut off", count_stated="20", stance=stance)
    assert ("left-out" in said) == is_told


def test_what_only_may_limit_is_a_warning_that_shows_no_word_of_the_text(claim: Claim) -> None:
    said = claim("The bridge can carry 20 farms' harvest.", evidence="20 farms", count_stated="20")
    message, _, hint = said.partition("; ")
    assert "warning: may-be-left-out" in message and "can" not in message.partition("may-be-left-out")[2].split()
    assert "'can carry 20 farms'" in hint


@pytest.mark.parametrize(
    ("language", "text", "evidence", "count", "left_out"),
    [
        ("ar", "عزل الفيضان أكثر من 20 مزرعة.", "20 مزرعة", "20", "أكثر من"),
        ("es", "La riada no aisló 20 granjas.", "20 granjas", "20", "no"),
        ("fr", "La crue n'a pas isolé 20 fermes.", "20 fermes", "20", "n'a pas"),
        ("ru", "Паводок не отрезал 20 ферм.", "20 ферм", "20", "не"),
        ("tr", "Sel en az 20 çiftliği kesti.", "20 çiftliği", "20", "en az"),
        ("uk", "Повінь не відрізала 20 ферм.", "20 ферм", "20", "не"),
        ("zh", "洪水没有切断20个农场。", "20个农场", "20", "没有"),
    ],
)
def test_each_language_by_its_own_words(
    claim: Claim, language: str, text: str, evidence: str, count: str, left_out: str
) -> None:
    said = claim(text, language, evidence=evidence, count_stated=count)
    assert f"leaves out {left_out!r}" in said
    assert "left-out" not in claim(text, None, evidence=evidence, count_stated=count)


@pytest.mark.parametrize(
    ("language", "told"), [(None, "is not stated"), ("de", "no words of the language 'de'"), ("en", "")]
)
def test_a_language_without_words_is_told_once_a_source(claim: Claim, language: str | None, told: str) -> None:
    said = claim("Das Hochwasser schnitt mehr als 20 Höfe ab.", language, evidence="20 Höfe", count_stated="20")
    assert ("warning: not-compared" in said) == bool(told) and told in said and "left-out" not in said
