"""`curate verify`."""

from pathlib import Path

import click

from curate.publish.checks import UNCHECKED
from curate.publish.untrusted.budget import HELP

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(name="verify", epilog="Example: curate verify build/releases/2024.12.1 --texts data/texts")
@click.argument("release", type=click.Path(exists=True, path_type=Path))
@click.option("--texts", type=_FOLDER, help="The articles, each named by the SHA-256 of its bytes, with .txt.")
@click.option("--budget", type=click.FloatRange(min=0, min_open=True), default=1, show_default=True, help=HELP)
@click.pass_context
def command(ctx: click.Context, release: Path, texts: Path | None, budget: float) -> None:
    """Check a release by its folder or zip alone: hashes, keys, content hash, and that all formats agree.

    With the articles at hand, every excerpt is compared with the words at its offsets.

    The release may come from anybody: it is read in a process of its own, with limits on memory and time, and nothing
    in it is run.
    """
    from curate.cli.output import show
    from curate.model.printable import printable
    from curate.publish.untrusted.budget import Budget, Refused
    from curate.publish.untrusted.confined import Stopped, confined
    from curate.publish.verified import Verified

    arguments = {"release": str(release), "texts": str(texts) if texts else None}
    try:
        with confined("curate.publish.verify:verify_confined", arguments, Budget.of([release], budget)) as (told, _):
            found = Verified.of_json(told)
    except Refused as error:
        raise click.UsageError(printable(str(error))) from None
    except Stopped as error:
        found = Verified()
        found.fault(release.name, UNCHECKED, str(error), "nothing else of it was checked")
    show(found.problems, None)
    told = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(found.excerpts.items())) or "none"
    click.echo(f"{found.files:,} files, {found.rows:,} rows; excerpts: {told}")
    ctx.exit(1 if found.problems.has_errors else 0)
