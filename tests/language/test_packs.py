"""What a language file says: each form that it has can be read, alone and put together, and numbers are as num2words has them."""

import re
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from curate.language.counts import CountRange, read_count, read_whole
from curate.language.limits import limits_of
from curate.language.pack import languages, load_pack, pack_for_numbers
from curate.language.quantities import quantity_reader

LANGUAGES = languages()
#: The languages that num2words and curate both know, and how high it counts without faults (130001 for 131001 in Turkish).
ORACLE = {"en": 999_999_999, "es": 999_999, "fr": 999_999, "ru": 999_999, "uk": 999_999, "tr": 9_999, "ar": 999}


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@settings(max_examples=150)
def test_what_limits_a_number_can_be_read_with_it(language: str, data: st.DataObject) -> None:
    """Whatever must be included can be: a hedge of the file, before or behind, with a number of the file or in digits."""
    reader = quantity_reader(language)
    spaces = reader.pack.data.get("spaces", True)
    n = data.draw(st.integers(1, 999), label="number")
    hedge = data.draw(st.sampled_from([form for form, _ in reader.hedges.forms if "/" not in form]), label="hedge")
    joint = "" if not spaces or not hedge[-1].isalnum() else " "
    found = read_count(f"{hedge}{joint}{n}", language)
    assert found.low in (n, n + 1, None) and found.high in (n, n - 1, None)
    behind = data.draw(st.sampled_from([form for form, _ in reader.hedges_behind.forms]), label="hedge behind")
    found = read_count(f"{n}{' ' if spaces and behind[0].isalnum() else ''}{behind}", language)
    assert found.low in (n, n + 1, None) and found.high in (n, n - 1, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_for_an_amount_can_be_read(language: str) -> None:
    reader = quantity_reader(language)
    numbers = reader.numbers
    tables = [numbers.units, reader.vague, reader.exact, reader.rough, reader.small["indefinite"]]
    for form, meaning in (entry for table in tables for entry in table.forms):
        low, high, _ = read_count(form, language)
        assert meaning is True or low == meaning, form
        assert high is None or low is None or low <= high, form


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_must_be_included_beside_a_count_can_be_read(language: str) -> None:
    """The words that a hedge or a number leaves out, together with the phrase's own, are a count again."""
    reader, limits = quantity_reader(language), limits_of(language)
    assert limits
    for form, _ in reader.hedges.forms:
        text = f"{form} 40".replace("  ", " ")
        start = len(text) - 2
        for limit in limits.all_of(text, start, len(text)):
            if limit.kind == "hedge":
                assert read_whole(reader, reader.pack.cutter.tokens(text[limit.start :])), text


@pytest.mark.parametrize("language", ORACLE)
@given(data=st.data())
@settings(max_examples=200)
def test_numbers_in_words(language: str, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, ORACLE[language]))
    words = num2words(n, lang=language)
    if language == "tr":  # which num2words writes as one word
        words = _apart(words)
    assert read_count(words, language) == (n, n, "exact"), words


def _apart(words: str) -> str:
    pack = load_pack("tr")
    assert pack
    forms = [form for table in ("numbers", "scales") for form, _ in pack.table(table).forms]
    return " ".join(re.findall("|".join(sorted(forms, key=len, reverse=True)), words))


@pytest.mark.parametrize(
    ("wording", "language", "count"),
    [
        ("10.000", "es", CountRange(10_000, 10_000, "exact")),
        ("10.000", "tr", CountRange(10_000, 10_000, "exact")),
        ("10,000", "en", CountRange(10_000, 10_000, "exact")),
        ("10,000", "es-MX", CountRange(10_000, 10_000, "exact")),
        ("10 000", "fr", CountRange(10_000, 10_000, "exact")),
        ("10.000", "de", CountRange(10_000, 10_000, "exact")),
        ("10.000", "en", None),
        ("10,000", "fr", None),
        ("10,000", "es", None),
        ("40-50,000", "en", None),
        ("20 percent", "en", None),
        ("20 pour cent", "fr", None),
        ("12 km", "en", None),
        ("$20 million", "en", None),
        ("2.5", "en", None),
        ("trois cent mille", "fr", CountRange(300_000, 300_000, "exact")),
        ("quatre-vingt-douze", "fr", CountRange(92, 92, "exact")),
        ("une vingtaine", "fr", CountRange(20, 20, "about")),
        ("más de 3.000", "es", CountRange(3_001, None, "over")),
        ("от 20 до 30", "ru", CountRange(20, 30, "range")),
        ("щонайменше 15", "uk", CountRange(15, None, "at least")),
        ("25'ten fazla", "tr", CountRange(26, None, "over")),
        ("二十五", "zh", CountRange(25, 25, "exact")),
        ("三千五百二十", "zh", CountRange(3_520, 3_520, "exact")),
        ("250万", "zh", CountRange(2_500_000, 2_500_000, "exact")),
        ("至少15", "zh", CountRange(15, None, "at least")),
        ("خمسة وعشرون", "ar", CountRange(25, 25, "exact")),
        ("مئات الآلاف", "ar", CountRange(100_000, None, "at least")),
        ("none", "en", CountRange(0, 0, "exact")),
        ("several dozen", "en", CountRange(24, None, "at least")),
        ("two to three hundred thousand", "en", CountRange(200_000, 300_000, "range")),
        ("2 to 2.5 million", "en", CountRange(2_000_000, 2_500_000, "range")),
        ("one thousand two million", "en", None),
        ("hundreds, possibly thousands", "en", CountRange(100, None, "at least")),
    ],
)
def test_wordings(wording: str, language: str, count: CountRange | None) -> None:
    if count:
        assert read_count(wording, language) == count
    else:
        with pytest.raises(ValueError, match=r"count"):
            read_count(wording, language)


def test_a_language_without_a_file_has_its_own_signs() -> None:
    assert load_pack("de") is None and pack_for_numbers("de").signs == (".", ",")
    assert read_count("3.000", "de") == (3000, 3000, "exact")


@pytest.mark.parametrize("language", LANGUAGES)
def test_time_grows_with_the_text_and_no_faster(language: str) -> None:
    """Even where no sentence ends."""
    limits = limits_of(language)
    assert limits
    words = " ".join(form for form, _ in limits.triggers.words.forms[:40] if "~" not in form)

    def seconds(times: int) -> float:
        text = f"{words} " * times + "12 of them " + f"{words} " * times
        start, best = len(f"{words} " * times), 1e9
        for _ in range(3):
            before = time.process_time()
            limits.all_of(text, start, start + 10)
            best = min(best, time.process_time() - before)
        return best

    assert seconds(64) < 8 * max(seconds(8), 1e-4)


def test_parts_of_a_scale() -> None:
    assert quantity_reader("en").numbers.fractions.forms[0][1] == Fraction(1, 2)


PIECES = st.sampled_from(
    "not if over 12 , . ; : ( ) “ ” ' - – ~ ? ! \n\n \n two of the said that may half a million 3.5 $ % 第 万 没有 في و20 l' 'den "
    "не no . None Mr. F-16 1,000 to or and between \u200f \u0301 ½ ² İ".split(" ")
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    words=st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=14), cut=st.tuples(st.integers(0), st.integers(0))
)
@settings(max_examples=150)
def test_no_text_stops_the_reading(language: str, words: list[str], cut: tuple[int, int]) -> None:
    """Whatever stands round a phrase, limits lie in the text and outside the phrase, and any wording is read or refused."""
    text = " ".join(words) or "x"
    start, end = sorted(n % (len(text) + 1) for n in cut)
    limits = limits_of(language)
    assert limits
    if start < end:
        for limit in limits.all_of(text, start, end):
            assert 0 <= limit.start <= limit.end <= len(text), limit
        limits.of(text, start, end)
        limits.of_count(text, start, end)
    try:
        low, high, _ = read_count(text[:150], language)
    except ValueError:
        return
    assert low is None or high is None or 0 <= low <= high
