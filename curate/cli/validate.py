"""`curate validate`."""

from pathlib import Path
from typing import Any

import click

from curate.cli.main import project_of

#: How many differences of a database are told.
_MOST = 20


@click.command(name="validate", epilog="Example: curate validate data/articles/bridge-closed.yml --format json")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How problems are shown.",
)
@click.option(
    "--database",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Say whether this database is what the project's files give.",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], form: str, database: Path | None) -> None:
    """Read and check everything; with PATHs, show only what concerns them.

    Every problem is reported at once, as `file:line:column: code: what is wrong; what to do`. References reach across
    files, so all are always read.

    As every command that opens a project, this one runs the Python and SQL of its schema: open only those that you
    trust.
    """
    from curate.cli.output import as_json
    from curate.model.problem import Refused
    from curate.model.problems import Problems
    from curate.model.settings import ProjectError

    if form == "json" and database:
        raise click.UsageError("--database tells in text only; leave --format out")
    try:
        _validate(ctx, paths, form, database)
    except Refused as refused:
        if form != "json" or not refused.problems:
            raise
        click.echo(as_json(Problems(refused.problems), ctx.obj))
        ctx.exit(2 if isinstance(refused, ProjectError) else 1)


def _validate(ctx: click.Context, paths: tuple[Path, ...], form: str, database: Path | None) -> None:
    from curate.check.status import overview
    from curate.cli.output import as_json, as_text, summary
    from curate.cli.progress import progress
    from curate.load.build import validate

    project = project_of(ctx)
    wanted = [path.resolve() for path in paths]
    for path in wanted:
        if not _is_read(project, path):
            raise click.UsageError(f"{path} is not read; name a file or folder of records, such as {project.data}/")
    if database:
        ctx.exit(_compare(project, database))
    with progress() as tell:
        checked = validate(project, tell=tell)
    found = checked.problems.of_files(
        lambda file: not wanted or any((project.root / file).is_relative_to(path) for path in wanted)
    )
    if form == "json":
        click.echo(as_json(found, project.root))
    else:
        for problem in found.in_order():
            click.echo(as_text(problem, project.root))
        for line in overview(checked):
            click.echo(line)
        for line in summary(found, project.root):
            click.echo(line)
    ctx.exit(1 if found.counts["error"] else 0)


def _is_read(project: Any, path: Path) -> bool:
    """Whether something that the project is made of is there."""
    from curate.read.files import data_files

    read = [*data_files(project), *(project.root / file for file in project.tables.values())]
    read += [project.schema_folder, project.schema_file, project.root / "pyproject.toml", project.root / "metadata.yml"]
    return path.is_relative_to(project.schema_folder) or any(each.is_relative_to(path) for each in read)


def _compare(project: Any, database: Path) -> int:
    from curate.cli.output import show
    from curate.cli.progress import progress
    from curate.load.compare import compare

    with progress() as tell:
        found = compare(project, database, tell)
    if found.problems.has_errors:
        show(found.problems, project.root)
        click.echo("Not compared: mend the errors above.", err=True)
        return 1
    for difference in found.differences[:_MOST]:
        click.echo(f"{database}: differs: {difference}")
    if (more := len(found.differences) - _MOST) > 0:
        click.echo(f"{database}: and {more} more differences")
    for note in found.notes:
        click.echo(f"{database}: {note}")
    click.echo(f"{database}: {'is not' if found.differences else 'is'} what the files give")
    return 1 if found.differences else 0
