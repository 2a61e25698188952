"""`curate anchor`."""

import click

from curate.cli.main import project_of


@click.command(name="anchor", epilog="Example: curate anchor")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Stamp missing ids and offsets into article files, and offsets of phrases that were edited.

    Text is only inserted: comments, order, quoting and every other byte stay. What cannot be found is told by
    `curate validate`.
    """
    from curate.read.anchor import anchor

    done = anchor(project_of(ctx))
    claims, files = (f"{n} {word}{'s' * (n != 1)}" for n, word in ((done.claims, "claim"), (done.files, "file")))
    click.echo(f"Stamped {claims} in {files}.")
    if done.left:
        click.echo(f"{done.left} could not be found in their texts: run `curate validate` to see why.", err=True)
        ctx.exit(1)
