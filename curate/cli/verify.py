"""`curate verify`."""

from pathlib import Path

import click

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(name="verify", epilog="Example: curate verify build/releases/2024.12.1 --texts data/texts")
@click.argument("release", type=click.Path(exists=True, path_type=Path))
@click.option("--texts", type=_FOLDER, help="The articles, each named by the SHA-256 of its bytes, with .txt.")
@click.pass_context
def command(ctx: click.Context, release: Path, texts: Path | None) -> None:
    """Check a release by its folder or zip alone: hashes, keys, content hash, and that all formats agree.

    With the articles at hand, every excerpt is compared with the words at its offsets.
    """
    from curate.cli.output import show
    from curate.publish.verify import NoRelease, verify

    try:
        found = verify(release, texts)
    except NoRelease as error:
        raise click.UsageError(str(error)) from None
    show(found.problems, release)
    told = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(found.excerpts.items())) or "none"
    click.echo(f"{found.files:,} files, {found.rows:,} rows; excerpts: {told}")
    ctx.exit(1 if found.problems.has_errors else 0)
