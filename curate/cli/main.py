"""`curate`: the group of commands, and how every failure reaches its reader."""

import errno
import importlib
import io
import pkgutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from curate import __version__, cli

EPILOG = """\b
Exit codes: 0 fine, 1 problems in the data, 2 wrong use, 130 stopped by Ctrl+C.
Example: curate validate data/articles/bridge-closed.yml
"""

#: The order of a day's work, in which help lists the commands.
COMMANDS = (
    *(
        "init",
        "add",
        "anchor",
        "validate",
        "explain",
        "build",
        "serve",
        "status",
        "schema",
        "release",
        "diff",
        "verify",
    ),
)

#: What a system says where a disk is full or may not be written.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS)


class Commands(click.Group):
    """Finds each command in its file, so that none costs the others their start-up."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands there are, in the order of a day's work."""
        found = [
            m.name
            for m in pkgutil.iter_modules(cli.__path__)
            if m.name not in ("catalog", "main", "output", "progress")
        ]
        return sorted(found, key=lambda n: (COMMANDS.index(n) if n in COMMANDS else len(COMMANDS), n))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"curate.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, with the closest command for a misspelt one."""
        from curate.model.problem import did_you_mean

        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            known = self.list_commands(ctx)
            hint = did_you_mean(args[0], known) or f"there are {', '.join(known)}"
            ctx.fail(f"there is no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the library refuses is said in a line."""
        with told():
            return super().invoke(ctx)


@contextmanager
def told() -> Iterator[None]:
    """Turn the library's refusals into messages with an exit code."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
        raise
    except KeyboardInterrupt:  # which click would end as if the data were wrong
        click.echo("Stopped.", err=True)
        raise click.exceptions.Exit(128 + signal.SIGINT) from None  # as shells tell it
    except Exception as error:
        if refusal := _refusal(error):
            raise refusal from None
        raise


def _refusal(error: Exception) -> click.ClickException | None:
    """What to say of an exception that the library means to be told; imported late, since most commands need none."""
    import sqlite3

    from curate.model.schema import SchemaError
    from curate.model.settings import ProjectError
    from curate.read.anchor import Busy

    if isinstance(error, ProjectError):
        return click.UsageError(str(error))
    if isinstance(error, SchemaError | Busy):
        return click.ClickException(str(error))
    if isinstance(error, OSError | sqlite3.OperationalError):
        where = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        hint = "; make room or permit writing, then run the command again (nothing was replaced)"
        mended_so = not isinstance(error, OSError) or error.errno in _NO_ROOM
        return click.ClickException(f"{where}{what}{hint if mended_so else ''}")
    return None


@click.command(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="curate")
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="A folder of the project, if not this one.",
)
@click.pass_context
def main(ctx: click.Context, project: Path) -> None:
    """Turn articles into an open dataset of claims: who said what, and which words say so."""
    ctx.obj = project
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # which may not know every letter, as in a pipe on Windows
            stream.reconfigure(errors="backslashreplace")


def project_of(ctx: click.Context) -> Any:
    """The project that the command is run in."""
    from curate.model.project import find_project

    return find_project(ctx.obj)
