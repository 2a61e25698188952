"""`curate schema`."""

import click

from curate.cli.main import project_of


@click.command(name="schema", epilog="Example: curate schema --check")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a copy is stale.")
@click.pass_context
def command(ctx: click.Context, check: bool) -> None:
    """Write what derives from the models: JSON Schema for editors, and the codebook."""
    from curate.load.derived import stale, write_derived

    project = project_of(ctx)
    changed = stale(project) if check else write_derived(project)
    for path in changed:
        done = "stale; run `curate schema`" if check else "written" if path.exists() else "deleted"
        click.echo(f"{project.shown(path)}: {done}", err=check)
    if not changed:
        click.echo("Everything that derives from the models is up to date.")
    ctx.exit(1 if check and changed else 0)
