"""Running an iterator in a second process, so that what it computes is made while the first one uses it."""

import gc
import marshal
import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any


def in_second_process(make: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """What `make` yields (lists, dicts, tuples, strings, numbers), made ahead by a copy of this process.

    The copy begins at once. It sees all that this process holds, and nothing that it changes comes back but what it
    yields. Its exceptions are raised here. Where processes cannot be copied, everything is done in this one.
    """
    if "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin":
        return make()
    ours, theirs = multiprocessing.Pipe(duplex=False)
    _widen(theirs)
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        ours.close()
        _send(make, theirs)
    theirs.close()
    return _received(ours, child)


def _received(ours: Connection, child: int) -> Iterator[Any]:
    try:
        while message := ours.recv_bytes():
            yield marshal.loads(message)
        if error := pickle.loads(ours.recv_bytes()):
            raise error
    finally:
        ours.close()
        os.waitpid(child, 0)


def _send(make: Callable[[], Iterator[Any]], connection: Connection) -> None:
    """Send everything, then an empty message and the exception that ended it, if any; never return."""
    error: BaseException | None = None
    gc.freeze()  # what was read before stays: going through it again and again costs a quarter of the time
    try:
        try:
            for item in make():
                connection.send_bytes(marshal.dumps(item, 2))
        except Exception as met:
            error = met
        connection.send_bytes(b"")
        connection.send_bytes(pickle.dumps(error))
    finally:
        os._exit(0)


def _widen(connection: Connection) -> None:
    """Let a few batches wait in the pipe, where the system can."""
    if hasattr(os, "uname") and os.uname().sysname == "Linux":
        import fcntl

        fcntl.fcntl(connection.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)
