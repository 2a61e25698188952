"""The command `curate`, and `python -m curate`."""

import signal
import sys
from types import FrameType


def run() -> None:
    """Run the command line; Ctrl+C ends it without a traceback, even while it is still being loaded.

    Told to end by another program or a terminal that is closed, it clears up what it made on the way as well.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` asks to go on
            signal.signal(number, _end)
    try:
        from curate.cli.main import main

        main()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)  # as shells tell it


def _end(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    run()
