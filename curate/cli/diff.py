"""`curate diff`."""

import click


@click.command(name="diff", epilog="Example: curate diff build/releases/2024.12.1 build/bridges-2024.db")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "csv", "json"]),
    default="text",
    show_default=True,
    help="For people, CHANGES.md or machines.",
)
@click.option("--full", is_flag=True, help="Name every record, not the first 20 of a sort.")
@click.pass_context
def command(ctx: click.Context, old: str, new: str, form: str, full: bool) -> None:
    """Say what changed between two versions, record by record and field by field.

    OLD and NEW are databases, releases (folders or zips), folders of projects, CSV files, or git revisions of this
    project. Numbers, dates and texts are compared as values: 369.0 is 369, and a day is its midnight. Exit code 1 says
    that they differ.
    """
    import gc

    from curate.publish.compare import compare
    from curate.publish.told import as_csv, as_json, markdown, prose
    from curate.publish.versions import NoVersion, read_version

    gc.disable()  # a million cells and not one cycle: looking for them takes a third of the time
    try:
        difference = compare(read_version(old, ctx.obj), read_version(new, ctx.obj))
    except NoVersion as error:
        raise click.UsageError(str(error)) from None
    finally:
        gc.enable()
    told = {"markdown": markdown, "csv": as_csv, "json": as_json}.get(form)
    click.echo(told(difference) if told else prose(difference, full=full), nl=False)
    ctx.exit(1 if any(difference.values()) else 0)
