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
    from curate.model.counted import counted
    from curate.read.anchor import anchor

    done = anchor(project_of(ctx))
    click.echo(f"Stamped {counted(done.claims, 'claim')} in {counted(done.files, 'file')}.")
    if done.left:
        click.echo(f"{done.left} could not be found in their texts: run `curate validate` to see why.", err=True)
    if done.unread:
        unread = counted(done.unread, "file")
        click.echo(f"{unread} could not be read, or not wholly: run `curate validate` to see why.", err=True)
    if done.left or done.unread:
        ctx.exit(1)
