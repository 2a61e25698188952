"""docs/checks.md from what the checks say of themselves. `--check` writes nothing and fails if the page is stale."""

import sys
from collections.abc import Iterator
from pathlib import Path

from curate.cli.catalog import CHECKS, ROOMS, facts, place, shown
from curate.model.check import ARTICLE, Check, checks_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
_INTRO = f"""\
# Checks

Written by `scripts/check_reference.py` from the checks themselves, whose examples are run as tests.

Every problem is shown as `file:line:column: code: what is wrong; what to do`, and each code has a section here.
`curate explain CODE` prints the same. An error keeps a database or a release from being made, and makes the exit code
1; a warning or a note does not. Warnings are kept in the database's table `findings`. `curate build` reports all that
`curate validate` does. A project's own rules, in `schema/rules/`, are described by the comment of their file.

The examples belong to the project that `curate init ferries` makes. Where no file is named, the lines stand in
`{ARTICLE}` below its `source:` and `defaults:`, in place of its claims.
"""
_WARNINGS = """\
## Errors that a project may make warnings

By `warnings = ["mismatch"]` in `[tool.curate]`, and so any rule of the project's own. These are the checks whose
records are sound enough to be kept. A record that no table could hold is always an error; so is what only words of the
private text could explain.
"""
_LANGUAGES = {
    ".yml": "yaml",
    ".csv": "csv",
    ".jsonl": "json",
    ".json": "json",
    ".py": "python",
    ".sql": "sql",
    ".toml": "toml",
}


def reference() -> str:
    """The page: every check, by what it looks at."""
    parts = [_INTRO]
    for title, module in ROOMS.items():
        parts += [f"## {title}\n", *("\n".join(_section(check)) for check in checks_of(module).values())]
    may = [f"- [`{code}`](#{code})" for code, check in sorted(CHECKS.items()) if check.may_warn]
    return "\n".join([*parts, _WARNINGS, *may, ""])


def _section(check: Check) -> Iterator[str]:
    yield f"### {check.code}\n\n{check.finds}\n"
    yield f"*{facts(check).capitalize()}.*\n"
    yield f"**Why it matters:** {check.why}\n"
    yield f"**How to fix it:** {check.fix}\n"
    if check.no_example:
        yield f"There is no example: {check.no_example}.\n"
    for name, files in check.examples.items():
        for path, text in files.items():
            if text is None:
                yield f"{name.capitalize()}: there is no file `{path}`.\n"
                continue
            told = "" if list(files) == [ARTICLE] else f", {place(path)}"
            language = _LANGUAGES.get(Path(path).suffix, "text")
            yield f"{name.capitalize()}{told}:\n\n```{language}\n{shown(text)}```\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != reference() and "docs/checks.md is stale; run scripts/check_reference.py")
    PAGE.write_text(reference(), "utf-8", newline="\n")
