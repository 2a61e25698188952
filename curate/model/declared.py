"""Where a schema declares what."""

import inspect
import linecache
import re
from pathlib import Path

from curate.model.kind import Kind
from curate.model.problem import Spot
from curate.model.project import Project


def declared(project: Project, kind: Kind, name: str = "") -> Spot:
    """Where a kind's class, or one that it builds on, declares a key or says its `label` and the like; without a name,
    where the class begins."""
    linecache.checkcache()
    attribute = next((a for a, key in kind.attributes.items() if key == name), name)
    builds_on = (m for m in kind.model.__mro__ if attribute in inspect.get_annotations(m) | vars(m))
    model = next(builds_on, kind.model)
    lines, first = inspect.getsourcelines(model)
    at = [n for n, text in enumerate(lines, first) if name and re.match(rf"\s+{attribute}\s*[:=]", text)]
    file = project.shown(Path(inspect.getfile(model)))
    return Spot(file, at[0], 5) if at else Spot(file, first)
