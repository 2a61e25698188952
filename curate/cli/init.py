"""`curate init`."""

import shlex
from pathlib import Path

import click


@click.command(name="init", epilog="Example: curate init ferries")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Start a new project in FOLDER, which must be new or empty.

    It has a small schema and one example article, made up for the purpose, and can be built and browsed at once.
    """
    from curate.load.template import Occupied, start_project

    try:
        files = start_project(folder)
    except Occupied as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{folder}: {len(files)} files. Next:")
    click.echo(f"  cd {shlex.quote(str(folder))}\n  curate add ferry-strike.txt\n  curate serve")
