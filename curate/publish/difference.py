"""`curate diff` as it runs in a process of its own."""

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from curate.publish.compare import compare
from curate.publish.told import Difference, as_csv, as_json, markdown, prose
from curate.publish.untrusted.budget import Budget
from curate.publish.versions import read


def diff_confined(
    budget: Budget, old: tuple[str, str], new: tuple[str, str], form: str, full: bool
) -> tuple[bool, list[str]]:
    """Whether two versions, each a path and what somebody called it, differ, and the difference in a form."""
    gc.disable()  # a million cells and not one cycle: looking for them takes a third of the time
    before, now = (read(Path(path), name, budget) for path, name in (old, new))
    found = compare(before, now)
    forms: dict[str, Callable[[Difference], str]] = {"markdown": markdown, "csv": as_csv, "json": as_json}
    return any(found.values()), [forms.get(form, partial(prose, full=full))(found)]
