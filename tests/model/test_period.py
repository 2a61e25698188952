"""Dates and periods in EDTF, with their first and last day."""

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from curate.model.period import DatePrecision, Period, read_period

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2024-12-03", "2024-12-03", "2024-12-03", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("1982", "1982-01-01", "1982-12-31", "year"),
        ("198X", "1980-01-01", "1989-12-31", "decade"),
        ("2024-12-XX", "2024-12-01", "2024-12-31", "month"),
        ("2024-XX-XX", "2024-01-01", "2024-12-31", "year"),
        ("2024-11-27/2024-11-29", "2024-11-27", "2024-11-29", "interval"),
        ("2024-11/2024-12", "2024-11-01", "2024-12-31", "interval"),
        ("2024-11-27/..", "2024-11-27", None, "open"),
        ("../2024-11-27", None, "2024-11-27", "open"),
        ("2024-12-04~", "2024-12-04", "2024-12-04", "approximate"),
        ("2024-12-04?", "2024-12-04", "2024-12-04", "approximate"),
        ("2024-12-03/2024-12-04~", "2024-12-03", "2024-12-04", "approximate"),
    ],
)
def test_periods(text: str, start: str | None, end: str | None, precision: str) -> None:
    assert read_period(text) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    "|Tuesday|3.12.2024|2024-13|2024-02-30|2023-02-29|0000|2024-XX-03|198X-05|20XX|2024-1-1|2024-12-04/2024-12-03|2024/2023|"
    "/|../../..|2024/2025/2026|٢٠٢٤|2024-12-03T10:00|2024-12-03 ".split("|"),
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r";"):
        read_period(text)


def test_year_and_month_are_empty_where_a_facet_would_be_wrong() -> None:
    assert Period.values("2024-12-03/2024-12-05")[-2:] == ("2024", "2024-12")
    assert Period.values("2024-11-27/2024-12-05")[-2:] == ("2024", None)
    assert Period.values("2024/2025")[-2:] == (None, None)
    assert Period.values("2024-11-27/..")[-2:] == (None, None)


@given(DAYS)
def test_every_day_is_itself(day: date) -> None:
    assert read_period(day.isoformat()) == (day.isoformat(), day.isoformat(), "day")


@given(DAYS, st.integers(0, 5000))
def test_intervals_end_no_earlier_than_they_begin(day: date, length: int) -> None:
    last = min(day.toordinal() + length, date.max.toordinal())
    text = f"{day}/{date.fromordinal(last)}"
    assert read_period(text)[:2] == (day.isoformat(), date.fromordinal(last).isoformat())
    if length and last > day.toordinal():
        with pytest.raises(ValueError, match="ends before it begins"):
            read_period("/".join(reversed(text.split("/"))))


@given(st.one_of(st.text(), st.text("0123456789X-/.~?%", max_size=24)))
def test_any_text_is_a_period_or_a_value_error(text: str) -> None:
    try:
        start, end, precision = read_period(text)
    except ValueError:
        return
    assert precision in DatePrecision.terms
    assert not (start and end) or start <= end


@given(DAYS.filter(lambda d: d.year >= 1000), st.sampled_from(["day", "month", "year", "interval", "open"]))
def test_agrees_with_the_edtf_package(day: date, form: str) -> None:
    later = day + timedelta(days=min(40, (date.max - day).days))
    text = {
        "day": f"{day}",
        "month": f"{day:%Y-%m}",
        "year": f"{day:%Y}",
        "interval": f"{day}/{later}",
        "open": f"{day}/..",
    }[form]
    try:
        theirs = parse_edtf(text)
    except EDTFParseException:  # pragma: no cover
        pytest.fail(f"{text} is no EDTF")
    ours = read_period(text)
    first = theirs.lower_strict()
    assert ours.start == f"{first.tm_year:04}-{first.tm_mon:02}-{first.tm_mday:02}"
    if ours.end:
        last = theirs.upper_strict()
        assert ours.end == f"{last.tm_year:04}-{last.tm_mon:02}-{last.tm_mday:02}"
