"""Counts as worded, and the range of whole numbers that they imply."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curate.language.counts import CountRange, read_count
from curate.model.count import CountQualifier

WORDINGS = [
    ("13", 13, 13, "exact"),
    ("40,000", 40_000, 40_000, "exact"),
    ("zero", 0, 0, "exact"),
    ("a", 1, 1, "exact"),
    ("twenty-five", 25, 25, "exact"),
    ("two hundred and six", 206, 206, "exact"),
    ("one million two hundred thousand", 1_200_000, 1_200_000, "exact"),
    ("3.5 million", 3_500_000, 3_500_000, "exact"),
    ("half-million", 500_000, 500_000, "exact"),
    ("half a million", 500_000, 500_000, "exact"),
    ("a dozen", 12, 12, "exact"),
    ("two dozen", 24, 24, "exact"),
    ("٤٠", 40, 40, "exact"),
    ("over ٤٠٬٠٠٠", 40_001, None, "over"),
    ("４０", 40, 40, "exact"),
    ("٣٫٥ million", 3_500_000, 3_500_000, "exact"),
    ("some 40 000", 40_000, 40_000, "about"),
    ("1\u202f234\u00a0567", 1_234_567, 1_234_567, "exact"),
    ("13 more", 13, 13, "exact"),
    ("another 13", 13, 13, "exact"),
    ("over 200", 201, None, "over"),
    ("More than 200", 201, None, "over"),
    ("at least 5", 5, None, "at least"),
    ("no fewer than five", 5, None, "at least"),
    ("5 or more", 5, None, "at least"),
    ("dozens", 12, None, "at least"),
    ("dozens of", 12, None, "at least"),
    ("hundreds more", 100, None, "at least"),
    ("up to 40", None, 40, "up to"),
    ("no more than 40", None, 40, "up to"),
    ("as many as 40", None, 40, "up to"),
    ("40 or fewer", None, 40, "up to"),
    ("fewer than 40", None, 39, "under"),
    ("20-25", 20, 25, "range"),
    ("20–25", 20, 25, "range"),
    ("between 20 and 25", 20, 25, "range"),
    ("from 20 to 25", 20, 25, "range"),
    ("two to three", 2, 3, "range"),
    ("two or three", 2, 3, "range"),
    ("4.1 million", 4_100_000, 4_100_000, "exact"),
    ("1.1 hundred", 110, 110, "exact"),
    ("one and a half million", 1_500_000, 1_500_000, "exact"),
    ("two and a half thousand", 2_500, 2_500, "exact"),
    ("2-3 million", 2_000_000, 3_000_000, "range"),
    ("20 to 30 thousand", 20_000, 30_000, "range"),
    ("one or two dozen", 12, 24, "range"),
    ("500 to 2 thousand", 500, 2_000, "range"),
    ("half a million to 1 million", 500_000, 1_000_000, "range"),
    ("an estimated 20 to 30", 20, 30, "about"),
    ("between 20 to 30", 20, 30, "range"),
    ("up to 20 or 30", None, 30, "up to"),
    ("at least 20 to 30", 20, None, "at least"),
    ("at least dozens", 12, None, "at least"),
    ("around 50", 50, 50, "about"),
    ("an estimated 50", 50, 50, "about"),
    ("some 50", 50, 50, "about"),
    ("50 or so", 50, 50, "about"),
    ("at least over 200", 201, None, "at least"),
    ("ca. 50", 50, 50, "about"),
    ("ca.50", 50, 50, "about"),
    ("ca 50", 50, 50, "about"),
    ("several", None, None, "indefinite"),
    ("some", None, None, "indefinite"),
    ("a few", None, None, "indefinite"),
]


@pytest.mark.parametrize(("wording", "low", "high", "qualifier"), WORDINGS)
def test_wordings(wording: str, low: int | None, high: int | None, qualifier: str) -> None:
    assert read_count(wording) == CountRange(low, high, qualifier)


@pytest.mark.parametrize(
    "wording",
    [
        "UN",
        "tanks",
        "over",
        "over several",
        "25-20",
        "1,00",
        "12,34",
        "-5",
        "3.5",
        "half",
        "13 tanks",
        "",
        " ",
        "١٣x",
        "20 and 30",
        "under dozens",
        "around hundreds",
        "up to at least 5",
        "fewer than more than 50",
        "over 200 or fewer",
        "over 200 or so",
        "over " * 330 + "5",
        "the " * 20_000,
        "40 00",
        "around at least 5",
        "at least up to 40",
        "aboutfifty",
        "overall 50",
        "someone",
        "1.2345 thousand",
        "one and a half",
        "a million and a half",
    ],
)
def test_what_is_no_count(wording: str) -> None:
    with pytest.raises(ValueError, match=r"count|range|hedge"):
        read_count(wording)


def test_the_beginning_of_a_word_is_no_hedge() -> None:
    with pytest.raises(ValueError, match="no count can be read from 'cases 5'"):
        read_count("cases 5")


SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
SMALL += ["seventeen", "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(n: int) -> str:
    """The number as English writes it."""
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = f" {in_words(n % size)}" if n % size else ""
            return f"{in_words(n // size)} {name}{rest}"
    if n < 20:
        return SMALL[n]
    return TENS[n // 10 - 2] + (f"-{SMALL[n % 10]}" if n % 10 else "")


@given(st.integers(0, 999_999_999))
def test_every_integer_is_read_however_written(n: int) -> None:
    for wording in (str(n), f"{n:,}", in_words(n), in_words(n).capitalize(), f"exactly {n}".removeprefix("exactly ")):
        assert read_count(wording) == (n, n, "exact")


@given(st.decimals(0, 999, places=2), st.sampled_from(["hundred", "thousand", "million", "billion"]))
def test_every_decimal_of_a_scale_is_read_without_loss(number: Decimal, scale: str) -> None:
    whole = number * {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}[scale]
    if number and whole == int(whole):
        assert read_count(f"{number} {scale}") == (int(whole), int(whole), "exact")
    elif number:
        with pytest.raises(ValueError, match="no count can be read"):
            read_count(f"{number} {scale}")


@given(st.integers(1, 999_999))
def test_hedges_are_in_order(n: int) -> None:
    """What is under n lies below up to n, which lies below n, at least n and over n."""
    under, up_to = read_count(f"under {n}"), read_count(f"up to {n}")
    at_least, over = read_count(f"at least {n}"), read_count(f"over {n}")
    assert (under.high, up_to.high, at_least.low, over.low) == (n - 1, n, n, n + 1)
    assert under.low is up_to.low is at_least.high is over.high is None


PIECES = st.sampled_from(
    "over at least up to under around between and half a million dozen hundreds of 13 20-25 twenty five 1,000 3.5 or "
    "more so - – some several the n't ١٣ ² ½ Ⅷ 1e9 NaN inf 00 . , \n \x00".split(" ")
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=8).map(" ".join)))
def test_any_text_is_a_count_or_a_value_error(text: str) -> None:
    try:
        low, high, qualifier = read_count(text)
    except ValueError:
        return
    assert qualifier in CountQualifier.terms
    assert low is None or high is None or 0 <= low <= high


@pytest.mark.parametrize("wording", ["9" * 16, "9" * 400, "9" * 5000, "1" + " billion" * 40, "0." + "3" * 400])
def test_more_than_there_can_be_of_anything(wording: str) -> None:
    with pytest.raises(ValueError, match="no count can be read"):
        read_count(wording)
