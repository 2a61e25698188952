"""`curate serve`."""

import os
import socket
import sys
import threading
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
    help="Permit a --host that other machines can reach. They need the login link too; article texts stay on this one. "
    "What a release would withhold or shorten is shown, so serve a release to the public (docs/publishing.md).",
)
@click.option(
    "--host-name",
    "names",
    metavar="NAME",
    multiple=True,
    help="With --public: a name or address by which other machines reach this one. May be given several times; no "
    "other name is answered.",
)
@click.pass_context
def command(ctx: click.Context, port: int, host: str, public: bool, names: tuple[str, ...]) -> None:
    """Build if anything changed, then open the dataset in Datasette on this machine.

    Open the login link that is printed: nothing is shown without it. It works until the server stops. Programs send its
    token, as in curl -H "Authorization: Bearer TOKEN".

    As every command that opens a project, this one runs the Python and SQL of its schema: open only those that you
    trust.
    """
    from curate.cli.build import command as build

    project = project_of(ctx)
    hosts = _hosts(host, public, names)
    listening = _listen(host, port, public)
    ctx.invoke(build)
    _serve(project, listening, hosts)


def _hosts(host: str, public: bool, names: tuple[str, ...]) -> set[str]:
    """The names that other machines use, as they send them."""
    from curate.serve.gate.hosts import as_host

    if not public:
        if names:
            raise click.UsageError("--host-name: only other machines need it; add --public and --host")
        return set()
    if not names and host in ("0.0.0.0", "::"):
        raise click.UsageError("--public: no name is answered but this machine's own; add --host-name NAME")
    hosts = set()
    for name in names or [host]:
        if not (found := as_host(name)):
            raise click.UsageError(f"--host-name {name}: this is no name or address; leave out port and path")
        hosts.add(found)
    return hosts


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
        listening.listen()  # whoever opens the link as soon as it is printed waits, and is not refused
    except OSError as error:
        listening.close()
        why = error.strerror or str(error)
        raise click.ClickException(
            f"cannot listen at {host}, port {port}: {why}; stop what runs there, or choose another --port"
        ) from None
    return listening


def _serve(project: Any, listening: socket.socket, hosts: set[str]) -> None:
    import uvicorn

    from curate.serve.gate.gate import Gate
    from curate.serve.gate.login import Login
    from curate.serve.site import open_site

    host, port = listening.getsockname()[:2]
    login = Login(port)
    # A proxy's word for who asks and how is taken only where other machines may ask.
    config = uvicorn.Config(
        Gate(open_site(project), login, hosts),
        log_level="warning",
        lifespan="on",
        ws="none",
        proxy_headers=bool(hosts),
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    reached = sorted(hosts) or [f"[{host}]" if ":" in host else host]
    with suppress(KeyboardInterrupt):
        click.echo(f"{project.name} is served; open this link to log in (Ctrl+C stops):", err=True)
        for name in reached:
            click.echo(login.link(f"http://{name}:{port}"))
        _server(config).run(sockets=[listening])


def _server(config: Any) -> Any:
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: Any) -> None:
            """Ends in any case within three seconds: nothing is written that could be cut short."""
            super().handle_exit(sig, frame)
            last = threading.Timer(3, os._exit, [0])
            last.daemon = True
            last.start()

    return Server(config)
