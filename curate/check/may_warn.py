"""Which checks a project makes warnings, by `warnings` of [tool.curate]."""

import curate.check.checks
import curate.model.checks
import curate.read.checks
from curate.model.check import checks_of
from curate.model.checks import SETTINGS
from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.model.project import Project
from curate.model.settings import spot_of_setting

_CHECKS = checks_of(curate.model.checks, curate.read.checks, curate.check.checks)
_MAY = {code for code, check in _CHECKS.items() if check.may_warn}


def may_warn(project: Project, problems: Problems) -> frozenset[str]:
    """The checks that are warnings in this project; a problem for each code that cannot be one, or is none.

    The project's own rules may all be warnings; `curate.load.sql` sees to them.
    """
    rules = {path.stem.replace("_", "-") for path in (project.schema_folder / "rules").glob("*.sql")}
    for code in sorted(set(project.warnings) - _MAY - rules):
        what = f"[tool.curate] warnings: {code!r} cannot be a warning"
        closest = "" if code in _CHECKS else did_you_mean(code, _MAY | rules)
        hint = closest or f"there are {', '.join(sorted(_MAY | rules))}"
        problems.add(spot_of_setting(project.root, "warnings"), SETTINGS, what, hint)
    return frozenset(_MAY & set(project.warnings))
