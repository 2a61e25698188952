"""`curate validate`."""

from pathlib import Path

import click

from curate.cli.main import project_of


@click.command(name="validate", epilog="Example: curate validate data/articles/hama-advance.yml --format json")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How problems are shown.",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], form: str) -> None:
    """Read and check everything; with PATHs, show only what concerns them.

    Every problem is reported at once, as `file:line:column: code: what is wrong; what to do`. References reach across
    files, so all are always read.
    """
    from curate.check.status import overview
    from curate.cli.output import as_json, as_text, summary
    from curate.load.build import validate

    project = project_of(ctx)
    checked = validate(project)
    wanted = [path.resolve() for path in paths]
    found = [
        problem
        for problem in checked.problems.in_order()
        if not wanted or any((project.root / problem.spot.file).is_relative_to(path) for path in wanted)
    ]
    if form == "json":
        click.echo(as_json(found))
    else:
        for problem in found:
            click.echo(as_text(problem, project.root))
        for line in overview(checked):
            click.echo(line)
        click.echo(summary(found))
    ctx.exit(1 if any(p.level == "error" for p in found) else 0)
