"""`curate explain`."""

import json
from collections.abc import Iterator
from typing import Any

import click

from curate.cli.main import project_of


@click.command(name="explain", epilog="Example: curate explain left-out")
@click.argument("code", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the check is shown.",
)
@click.pass_context
def command(ctx: click.Context, code: str | None, form: str) -> None:
    """Say what the problems of a CODE mean: what was found, why it matters, how to fix it, and an example.

    Without CODE, list every check. In a project, its own rules are known too: what the comment of their file says.
    """
    from curate.cli.catalog import CHECKS
    from curate.model.check import Check
    from curate.model.problem import did_you_mean

    files = _rules(ctx)
    known: dict[str, Check] = CHECKS | {check.code: check for check in files}
    where = {check.code: file for check, file in files.items()}
    if code and code not in known:
        hint = did_you_mean(code, known) or "run `curate explain` for all there are"
        raise click.UsageError(f"there is no check {code!r}; {hint}")
    if form == "json":
        told = {each: as_json(check, where.get(each)) for each, check in known.items()}
        click.echo(json.dumps(told[code] if code else list(told.values()), ensure_ascii=False, indent=1))
    elif code:
        click.echo("\n".join(_text(known[code], where.get(code))))
    else:
        width = max(map(len, known))
        for each, check in sorted(known.items()):
            click.echo(f"{each:{width}}  {check.finds}")


def _rules(ctx: click.Context) -> dict[Any, str]:
    """The rules of the project, each with its file; none where there is no project that can be used."""
    from curate.load.sql import statements
    from curate.model.settings import ProjectError

    try:
        project = project_of(ctx)
        return {rule.check: project.shown(rule.path) for rule in statements(project, "rules")}
    except ProjectError:
        return {}


def as_json(check: Any, file: str | None = None) -> dict[str, Any]:
    """A check as an object: `wrong` and `right` are what stands in each file, null where there is no such file."""
    from curate.cli.catalog import shown

    told = {name: getattr(check, name) for name in ("code", "level", "finds", "why", "fix", "command", "may_warn")}
    examples = {name: {f: t and shown(t) for f, t in files.items()} for name, files in check.examples.items()}
    return {**told, "rule": file, "wrong": None, "right": None, **examples}


def _text(check: Any, file: str | None) -> Iterator[str]:
    from curate.cli.catalog import facts, place, shown

    yield click.style(check.code, bold=True)
    yield f"{file}, a rule of this project: {facts(check)}" if file else facts(check)
    for name, said in (("Finds", check.finds), ("Why", check.why), ("Fix", check.fix)):
        if said:
            yield f"\n{name}: {said}"
    if check.no_example:
        yield f"\nThere is no example: {check.no_example}."
    for name, files in check.examples.items():
        for path, text in files.items():
            yield f"\n{name.capitalize()}, {place(path)}:\n" if text else f"\n{name.capitalize()}: no file {path}"
            yield from (f"    {line}" for line in shown(text).splitlines()) if text else ()
