"""`curate serve`."""

import socket
import sys
from contextlib import suppress
from typing import Any

import click

from curate.cli.main import project_of


@click.command(name="serve", epilog="Example: curate serve --port 8010")
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Port; 0 takes any that is free.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--public",
    is_flag=True,
    help="Permit a --host that other machines can reach. Article texts stay on this one; what a release would withhold "
    "or shorten is shown, so serve a release to the public (docs/publishing.md).",
)
@click.pass_context
def command(ctx: click.Context, port: int, host: str, public: bool) -> None:
    """Build if anything changed, then open the dataset in Datasette on this machine.

    The login link that is printed works once; whoever uses it may read the articles' texts here.

    As every command that opens a project, this one runs the Python and SQL of its schema: open only those that you
    trust.
    """
    from curate.cli.build import command as build

    project = project_of(ctx)
    listening = _listen(host, port, public)
    ctx.invoke(build)
    _serve(project, listening)


def _listen(host: str, port: int, public: bool) -> socket.socket:
    import ipaddress

    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):  # the latter where it is no name at all, such as `a..b`
        raise click.UsageError(
            f"--host {host}: there is no such address; leave --host out to serve this machine"
        ) from None
    if not public and not ipaddress.ip_address(address[0]).is_loopback:
        raise click.UsageError(f"--host {host}: other machines could reach it; add --public if that is meant")
    listening = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # where it would let two servers share a port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
    except OSError as error:
        listening.close()
        why = error.strerror or str(error)
        raise click.ClickException(
            f"cannot listen at {host}, port {port}: {why}; stop what runs there, or choose another --port"
        ) from None
    return listening


def _serve(project: Any, listening: socket.socket) -> None:
    import uvicorn

    from curate.serve.site import open_site

    datasette = open_site(project)
    host, port = listening.getsockname()[:2]
    at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    server = uvicorn.Server(uvicorn.Config(datasette.app(), log_level="warning", lifespan="on"))
    with suppress(KeyboardInterrupt):
        click.echo(f"{project.name} is served at {at}/ (the link lets you read texts; Ctrl+C stops)", err=True)
        click.echo(f"{at}/-/auth-token?token={datasette._root_token}")
        server.run(sockets=[listening])
