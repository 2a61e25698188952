"""docs/commands.md from the commands' own help. `--check` writes nothing and fails if the page is stale."""

import sys
from pathlib import Path

import click

from curate.cli.main import Commands, main

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"


def reference() -> str:
    """The page: every command with its help, as `--help` prints it."""
    assert isinstance(main, Commands)
    context = click.Context(main, info_name="curate", terminal_width=100, max_content_width=100)
    parts = ["# Commands\n\nWritten by `scripts/command_reference.py` from the commands' own help.\n"]
    parts.append(f"```text\n{main.get_help(context)}\n```\n")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100, max_content_width=100)
        parts.append(f"## curate {name}\n\n```text\n{command.get_help(inner)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            PAGE.read_text("utf-8") != reference() and "docs/commands.md is stale; run scripts/command_reference.py"
        )
    PAGE.write_text(reference(), "utf-8", newline="\n")
