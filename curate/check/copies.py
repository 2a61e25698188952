"""Copies of articles: whoever prints another's text is no further voice."""

from collections.abc import Iterable

from curate.check.checked import Record
from curate.check.checks import COPY_OF_COPY, SAME_TEXT
from curate.model.problems import Problems

_KEY = "syndicated_from"


def check_copies(sources: Iterable[Record], problems: Problems) -> None:
    """One text has one source that is no copy, and a copy names an original that is none."""
    by_id = {source.id: source for source in sorted(sources, key=lambda source: source.id)}
    original: dict[str, Record] = {}
    for source in by_id.values():
        text, its = source.values.get("text_sha256"), source.ids.get(_KEY)
        if not its and text and (first := original.setdefault(text, source)) is not source:
            what = f"its text is that of {first.id} as well, so that one article would count as two"
            hint = f"write `{_KEY}: {first.id}`, or the other way round where this one is the original"
            problems.add(source.row.where("id"), SAME_TEXT, what, hint, about=source.row.about(_KEY))
    for source in by_id.values():
        if (its := source.ids.get(_KEY)) and (its == source.id or by_id[its].ids.get(_KEY)):
            other = "itself" if its == source.id else f"{its}, which is a copy as well"
            hint = "name the article that was printed first"
            what = f"it is said to be a copy of {other}"
            problems.add(source.row.where(_KEY), COPY_OF_COPY, what, hint, about=source.row.about(_KEY))
