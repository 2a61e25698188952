"""The command `curate`, and `python -m curate`."""

import signal
import sys


def run() -> None:
    """Run the command line; Ctrl+C ends it without a traceback, even while it is still being loaded."""
    try:
        from curate.cli.main import main

        main()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)  # as shells tell it


if __name__ == "__main__":
    run()
