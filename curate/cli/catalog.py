"""Every check there is, gathered from the rooms."""

import curate.check.checks
import curate.load.checks
import curate.model.checks
import curate.publish.checks
import curate.read.checks
from curate.model.check import Check, checks_of

#: The modules that declare checks, each with what its checks look at.
ROOMS = {
    "The project, its settings and its schema": curate.model.checks,
    "Files, keys and references": curate.read.checks,
    "Records, their words and the article's text": curate.check.checks,
    "All records together, SQL and metadata.yml": curate.load.checks,
    "Releases": curate.publish.checks,
}
#: All checks by code.
CHECKS = checks_of(*ROOMS.values())


def facts(check: Check) -> str:
    """The level of a check, whether a project may change it, and which command reports it, in a line."""
    level = f"{'an' if check.level == 'error' else 'a'} {check.level}"
    may = "; `warnings` in [tool.curate] may make it a warning" if check.may_warn and check.level == "error" else ""
    return f"{level} of `curate {check.command}`{may}"


def place(path: str) -> str:
    """Where an example stands, in words."""
    return f"SQL that was run on {path.removesuffix('.sql')}" if path.endswith(".db.sql") else f"in {path}"


def shown(text: str) -> str:
    """The text of an example as an editor shows it: bytes that are not UTF-8 as �."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
