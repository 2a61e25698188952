"""Words and numbers are whole or not."""

import pytest

from curate.read.boundary import find_whole, whole


@pytest.mark.parametrize(
    ("text", "phrase", "sound"),
    [
        ("40,000 left", "000 left", False),
        ("40,000 left", "40", False),
        ("3.5 million", "5 million", False),
        ("half-million people", "million people", False),
        ("ex-mayor spoke", "mayor spoke", False),
        ("the mayor-elect spoke", "the mayor", False),
        ("good prose", "rose", False),
        ("roses", "rose", False),
        ("12:30 today", "30 today", False),
        ("2024–2025", "2025", False),
        ("couldn’t go", "couldn", False),
        ("شمال حماة", "حما", False),
        ("كتَبوا", "كت", False),  # before a vowel sign
        ("किताब", "क", False),
        ("किताब", "ताब", False),  # behind one
        ("סֵפֶר", "ס", False),
        ("ที่นี่", "ที", False),
        ("کتاب‌ها", "کتاب", False),  # before a joiner of no width
        ("1\u200b30 men", "30 men", False),
        ("1\u00ad20 men", "20 men", False),
        ("20\u20600 men", "20", False),
        ("40‒50 men", "50", False),
        ("40~50 men", "40", False),
        ("40·5 per cent", "40", False),
        ("1⁄2 a mile", "1", False),
        ("20 went—soldiers left", "soldiers", True),
        ("यह किताब है", "किताब", True),
        ("كتَبوا.", "كتَبوا", True),
        ("Marnbrugg’s bridge", "Marnbrugg", True),
        ("Marnbrugg's bridge", "Marnbrugg", True),
        ("40,000 left", "40,000", True),
        ("in 1998.", "1998", True),
        ("about 13, it says", "13", True),
        ("(CMO) said", "CMO", True),
        ("حماة شمال", "حماة", True),
        ("two", "two", True),
        ("12名平民", "12", True),
        ("12名平民", "2", False),
        ("12名平民", "12名", True),
        ("1,200人", "200人", False),
        ("周二，12名平民", "平民", True),
        ("มีผู้เสียชีวิต12คน", "12", True),
        ("มีผู้เสียชีวิต12คน", "12คน", True),
        ("ผู้เสียชีวิต", "เสีย", True),
        ("ผู้เสียชีวิต", "สีย", False),  # the vowel before it belongs to it
        ("ตลาด", "ตล", False),
        ("東京タワー", "東京", True),
    ],
)
def test_whole(text: str, phrase: str, sound: bool) -> None:
    start = text.index(phrase)
    assert whole(text, start, start + len(phrase)) is sound
    assert bool(find_whole(text, phrase)) is sound
