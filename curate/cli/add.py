"""`curate add`."""

from pathlib import Path

import click

from curate.cli.main import project_of


@click.command(name="add", epilog="Example: curate add ~/articles/*.txt")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Register article texts: keep each one privately and pair it with its source, or start a new article file.

    A text is known by its bytes. It stays on this machine, below data/texts, which git ignores.
    """
    from curate.read.register import register

    done = register(project_of(ctx), list(files))
    for each in done:
        click.echo(f"{each.file.name}: {each.how}: {each.detail}", err=each.how == "refused")
    ctx.exit(1 if any(each.how == "refused" for each in done) else 0)
