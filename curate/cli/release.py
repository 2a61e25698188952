"""`curate release`."""

import hashlib
from datetime import datetime

import click

from curate.cli.main import project_of


@click.command(name="release", epilog="Example: curate release 2024.12.1")
@click.argument("version")
@click.option("--date", "given", type=click.DateTime(["%Y-%m-%d"]), help="The release's date, if the version is none.")
@click.option("--unreviewed", is_flag=True, help="Take in extracted records that nobody has reviewed; they are marked.")
@click.option("--new-key", is_flag=True, help="Make release.key first: once, if words are withheld to protect people.")
@click.option("--replace", is_flag=True, help="Replace a release of the same version.")
@click.pass_context
def command(
    ctx: click.Context, version: str, given: datetime | None, unreviewed: bool, new_key: bool, replace: bool
) -> None:
    """Write everything that an open dataset needs into build/releases/VERSION, and a zip of it, ready to upload.

    Only what the policies allow is written, and every file is searched for what they do not before the release is
    put in place. The same data and version give the same bytes.
    """
    from curate.cli.output import show
    from curate.cli.progress import progress
    from curate.publish.contents import missing
    from curate.publish.place import ReleaseError
    from curate.publish.release import date_of, release
    from curate.publish.release_key import FILE, make_key

    project = project_of(ctx)
    try:
        on = date_of(version, given.date() if given else None)
        if new_key:
            make_key(project.root)
            click.echo(f"{FILE}: keep it as private as the articles' texts, and hand it over with them", err=True)
        with progress() as tell:
            made = release(project, version, on, unreviewed, replace, tell)
    except FileExistsError:
        raise click.UsageError(f"{FILE} is there already; leave --new-key out") from None
    except ReleaseError as error:
        raise click.UsageError(str(error)) from None
    show(made.problems, project.root)
    if not made.written:
        click.echo("Not released: mend the errors above; no folder was written or changed.", err=True)
        ctx.exit(1)
    assert made.allowed
    for (what, why), n in sorted(made.allowed.withheld.items()):
        click.echo(f"left out: {n} {what}: {why}")
    for share in made.allowed.shares:
        part = "unknown" if share.share is None else f"{share.share:.1%}"
        words = f"{share.printed} excerpts with words, {share.wordless} without"
        click.echo(f"{share.source}: {part} of the article printed, {share.most:.0%} at most; {words}")
    shortened, claims = (sum(getattr(s, of) for s in made.allowed.shares) for of in ("shortened", "claims"))
    protected = len(made.allowed.protected)
    click.echo(f"of {claims} claims {shortened} lose words to the limits on excerpts, {protected} to protect somebody")
    if without := missing():
        install = "pip install 'curate-claims[publish]'"
        click.secho(f"without {', '.join(without)}: run {install} for a complete release", err=True, fg="yellow")
    click.echo(f"{project.shown(made.folder)}: {len(made.files)} files")
    if made.packed:
        data = made.packed.read_bytes()
        told = f"the same as one file, {len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}"
        click.echo(f"{project.shown(made.packed)}: {told}")
