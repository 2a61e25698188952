"""Dates and periods in the part of EDTF (ISO 8601-2) that curate reads, with their first and last day.

Read: a day, month or year; `X` for unknown last digits (`2024-12-XX`, `202X`); `~ ? %` after a date for approximate,
uncertain, both; intervals `A/B`, with `..` for an open end. Left out: times, seasons, sets, years beyond 0001-9999.
"""

import calendar
import re
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic_core import core_schema

from curate.model.column import Column
from curate.model.vocabulary import Vocabulary, term


class DatePrecision(Vocabulary):
    """How closely the period is known."""

    day = term("One day", "2024-12-03", UCDP="date_prec 1", ACLED="time_precision 1")
    interval = term("From one day to another, both included", "2024-11-27/2024-11-29", UCDP="date_prec 2 or 3")
    month = term("Some time in a month", "2024-12", UCDP="date_prec 4", ACLED="time_precision 3")
    year = term("Some time in a year", "1982", UCDP="date_prec 5")
    decade = term("Some time in ten years", "198X")
    open = term("An interval with an open end", "2024-11-27/..")
    approximate = term("Marked ~ (approximate), ? (uncertain) or % (both)", "2024-12-04~")


class DateRange(NamedTuple):
    """First and last day (ISO, None where open), and a DatePrecision term."""

    start: str | None
    end: str | None
    precision: str


_DATE = re.compile(r"(\d{3}[\dX])(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)", re.ASCII)
_HELP = "write a day (2024-12-03), month (2024-12), year (1982) or interval (2024-11-27/2024-11-29)"


def _date(text: str) -> DateRange:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no date that can be read; {_HELP}, with ~ for approximate")
    year, month, day, mark = match.groups()
    if (month == "XX" and day not in (None, "XX")) or (year[-1] == "X" and month not in (None, "XX")):
        raise ValueError(f"{text!r} leaves a larger part open than a smaller one; {_HELP}")
    month, day = (None if part == "XX" else part for part in (month, day))
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not first_year:
        raise ValueError(f"{text!r} is no date: years begin with 0001; {_HELP}")
    if month and not 1 <= int(month) <= 12:
        raise ValueError(f"{text!r} is no date: there is no month {month}; {_HELP}")
    first_month, last_month = (int(month), int(month)) if month else (1, 12)
    last_day = calendar.monthrange(last_year, last_month)[1]
    if day and not 1 <= int(day) <= last_day:
        raise ValueError(f"{text!r} is no date: {year}-{month} has no day {day}; {_HELP}")
    start = f"{first_year:04}-{first_month:02}-{int(day or 1):02}"
    end = f"{last_year:04}-{last_month:02}-{int(day or last_day):02}"
    precision = "day" if day else "month" if month else "decade" if year[-1] == "X" else "year"
    return DateRange(start, end, "approximate" if mark else precision)


@lru_cache(maxsize=65_536)
def read_period(text: str) -> DateRange:
    """Read a date or interval.

    Raises:
        ValueError: it is none, or ends before it begins.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _date(text)
    if "/" in last:
        raise ValueError(f"{text!r} is no date that can be read: / stands between the first and the last day; {_HELP}")
    a = DateRange(None, None, "open") if first == ".." else _date(first)
    b = DateRange(None, None, "open") if last == ".." else _date(last)
    if a == b and first != "..":
        return a
    if a.start and b.end and a.start > b.end:
        raise ValueError(f"{text!r} ends before it begins; write the earlier date first")
    precisions = {a.precision, b.precision}
    open_ = next((p for p in ("open", "approximate") if p in precisions), "interval")
    return DateRange(a.start, b.end, open_)


class Edtf(str):
    """A date or period in EDTF. Columns: the field itself and `<field>_on`, its first day, to sort by."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        def readable(value: str) -> str:
            read_period(value)
            return value

        return core_schema.no_info_after_validator_function(readable, core_schema.str_schema(min_length=1))

    @staticmethod
    def columns(name: str, description: str) -> list[Column]:
        """The columns of a field called `name`."""
        return [Column(name, description=description), Column(f"{name}_on", description=f"First day of {name}")]

    @staticmethod
    def values(text: str) -> tuple[str | None, ...]:
        """The values of those columns, in order."""
        return (text, read_period(text).start)


class Period(Edtf):
    """When something is said to have happened.

    Columns: the field itself, `start_date`, `end_date`, `date_precision`, `year`, `month`; the last two are empty
    where the period crosses years or months, so that a facet never counts a row where it may not belong.
    """

    @staticmethod
    def columns(name: str, description: str) -> list[Column]:
        """The columns of a field called `name`; unless that is `period`, derived ones begin with it."""
        stem = "" if name == "period" else f"{name}_"
        return [
            Column(name, description=description),
            Column(f"{stem}start_date", description="First day that the period may include"),
            Column(f"{stem}end_date", description="Last day that the period may include"),
            Column(
                f"{stem}date_precision",
                description="How closely the period is known",
                vocabulary=DatePrecision,
                facet=True,
            ),
            Column(f"{stem}year", description="Year, where the period lies within one", facet=True),
            Column(f"{stem}month", description="Month, where the period lies within one", facet=True),
        ]

    @staticmethod
    def values(text: str) -> tuple[str | None, ...]:
        """The values of those columns, in order."""
        start, end, precision = read_period(text)
        year = start[:4] if start and end and start[:4] == end[:4] else None
        month = start[:7] if year and start and end and start[:7] == end[:7] else None
        return (text, start, end, precision, year, month)
