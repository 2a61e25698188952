"""Plausibility: values that are of the right type and yet cannot be."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from curate.check.checks import AFTER_PUBLICATION, HALF_A_POINT, STANCE, STANCE_OF_WORDS
from curate.language.stance import stance_of
from curate.model.period import Period, read_period
from curate.model.problems import Problems
from curate.read.row import Row


def check_record(row: Row, values: dict[str, Any], problems: Problems) -> None:
    """A point needs both coordinates."""
    if not ("latitude" in values and "longitude" in values):
        return
    if (values["latitude"] is None) != (values["longitude"] is None):
        given, missing = sorted(("latitude", "longitude"), key=lambda name: values[name] is None)
        what = f"{given} stands without {missing}"
        problems.add(row.where(given), HALF_A_POINT, what, "give both or neither", about=row.about(given))


def check_dates_and_stance(
    row: Row, values: dict[str, Any], phrases: Iterable[str], source: Row | None, problems: Problems
) -> None:
    """What is asserted begins no later than the day of publication; a claim's stance fits its place and its words."""
    published = source.get("published") if source else ""
    for name, key in row.kind.keys.items():
        dated = key.holds is Period and values.get(name) and values["stance"] != "anticipates"
        if dated and begins_after(values[name], published):
            what = f"{name} {values[name]} begins after the article was published ({published})"
            hint = "correct the date, or write `stance: anticipates`"
            problems.add(row.where(name), AFTER_PUBLICATION, what, hint, about=row.about(name))
    if row.relation in ("denies", "corroborates") and values["stance"] != row.relation:
        what = f"the claim stands under the one that it {row.relation}, and its stance is {values['stance']!r}"
        problems.add(row.where("stance"), STANCE, what, "leave `stance` out", about=row.about("stance"))
    elif (
        values["stance"] == "asserts"
        and not row.kind.spans
        and (meant := stance_of(phrases, source.get("language") if source else ""))
    ):
        what = f"the claim asserts something, and its words read as if it {meant} it"
        hint = f"write `stance: {meant}`, or leave those words out"
        problems.add(row.where("evidence"), STANCE_OF_WORDS, what, hint, about=row.about("stance"))


@lru_cache(65_536)
def begins_after(period: str, published: str) -> bool:
    """Whether a period begins after the last day of publication, which must be stated, readable and certain."""
    try:
        last = read_period(published).end if published and not published.endswith(("~", "?", "%")) else None
    except ValueError:
        return False  # the check of the source's fields says so
    start = read_period(period).start
    return bool(start and last and start > last)
