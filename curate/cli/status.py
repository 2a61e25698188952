"""`curate status`."""

import click

from curate.cli.main import project_of


@click.command(name="status", epilog="Example: curate status")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show where the work stands: articles, claims by kind, evidence by outcome, what waits."""
    from curate.check.status import status
    from curate.load.build import validate

    checked = validate(project_of(ctx))
    now = status(checked)
    width = max([len(article.source) for article in now.articles] + [7])
    kinds = [kind.table.replace("_", " ") for kind in checked.dataset.project.schema.claims]
    click.secho(f"{'article':{width}}  {'text':8}  {'  '.join(kinds)}  covered", bold=True)
    for article in now.articles:
        counts = "  ".join(f"{n:>{len(kind)}}" for n, kind in zip(article.counts, kinds, strict=True))
        share = "" if article.covered is None else f"{article.covered:.0%}"
        click.echo(f"{article.source:{width}}  {'at hand' if article.text else 'absent':8}  {counts}  {share:>7}")
    click.echo()
    for title, counted in (("evidence", now.evidence), ("review", now.review), ("problems", now.problems)):
        told = ", ".join(f"{n} {word}" for word, n in counted.items() if n) or "none"
        click.echo(f"{title + ':':10} {told}")
    for advice in now.advice:
        click.secho(f"next: {advice}", fg="cyan")
