"""`curate build`."""

import click

from curate.cli.main import project_of


@click.command(name="build", epilog="Example: curate build")
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.pass_context
def command(ctx: click.Context, force: bool) -> None:
    """Validate, then write the database and its metadata and swap them in whole.

    As every command that opens a project, this one runs the Python and SQL of its schema: open only those that you
    trust.
    """
    from curate.load.unchanged import built_before, inputs, remember

    project = project_of(ctx)
    if not force and (told := built_before(project)):
        click.echo(f"{told} (nothing has changed; --force builds anyway)")
        return
    from curate.cli.output import show
    from curate.cli.progress import progress
    from curate.load.build import build
    from curate.model.counted import counted

    before = inputs(project)
    with progress() as tell:
        built = build(project, tell)
    show(built.checked.problems, project.root)
    if not built.written:
        old = "the database is as it was" if project.database.exists() else "no database was written"
        click.echo(f"Not built: mend the errors above; {old}.", err=True)
        ctx.exit(1)
    schema = built.checked.dataset.project.schema
    counts = {k.singular: built.checked.count(k.table) for k in schema.claims or schema.in_order}
    told = ", ".join(counted(n, name) for name, n in counts.items() if n) or "no records"
    told = f"{project.shown(project.database)}: {told}"
    met = built.checked.problems.counts
    if n := met["warning"]:
        told += f"; {counted(n, 'warning')}: see its table findings"
    if n := met["note"]:
        told += f"; {counted(n, 'note')}: see `curate validate`"
    remember(project, before, told)
    click.echo(told)
