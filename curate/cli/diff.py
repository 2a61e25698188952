"""`curate diff`."""

import click

from curate.publish.untrusted.budget import HELP

#: How much text is printed at once.
_PIECE = 1_000_000


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
@click.option("--budget", type=click.FloatRange(min=0, min_open=True), default=1, show_default=True, help=HELP)
@click.pass_context
def command(ctx: click.Context, old: str, new: str, form: str, full: bool, budget: float) -> None:
    """Say what changed between two versions, record by record and field by field.

    OLD and NEW are databases, releases (folders or zips), folders of projects, CSV files, or git revisions of this
    project. Numbers, dates and texts are compared as values: 369.0 is 369, and a day is its midnight. Exit code 1 says
    that they differ.

    Databases, releases and CSV files may come from anybody: they are read in a process of its own, with limits on
    memory and time, and nothing in them is run. The folder of a project and a git revision are built, which runs the
    Python and SQL of their schema: name only those that you trust.
    """
    from curate.model.printable import printable
    from curate.publish.untrusted.budget import Budget, Refused
    from curate.publish.untrusted.confined import Stopped, confined
    from curate.publish.versions import at_hand

    try:
        with at_hand(old, ctx.obj) as old_path, at_hand(new, ctx.obj) as new_path:
            arguments = {"old": [str(old_path), old], "new": [str(new_path), new], "form": form, "full": full}
            allowed = Budget.of([old_path, new_path], budget)
            with confined("curate.publish.difference:diff_confined", arguments, allowed) as (differ, text):
                while piece := text.read(_PIECE):
                    click.echo(piece, nl=False)
    except (Refused, Stopped) as error:
        raise click.UsageError(printable(str(error))) from None
    ctx.exit(1 if differ else 0)
