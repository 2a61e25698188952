"""Running an iterator in a second process, so that what it computes is made while the first one uses it."""

import gc
import marshal
import multiprocessing
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection
from queue import Empty, Queue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
#: How many messages wait at most; a batch of claims is half a megabyte.
_AHEAD = 64


def in_second_process(make: Callable[[], Iterator[Any]]) -> Generator[Any, None, None]:
    """What `make` yields (lists, dicts, tuples, strings, numbers), made ahead by a copy of this process.

    The copy begins at once. It sees all that this process holds, and nothing that it changes comes back but what it
    yields. Its exceptions are raised here. Where processes cannot be copied, everything is done in this one.
    """
    if not can_copy():
        return (each for each in make())
    ours, theirs = multiprocessing.Pipe(duplex=False)
    _widen(theirs)
    sys.stdout.flush()
    sys.stderr.flush()
    here = os.getpid()
    child = os.fork()
    if not child:
        ours.close()
        _send(make, theirs, here)
    theirs.close()
    received = _received(ours, child)
    next(received)  # one that never began would not end its process when it is closed
    return received


def in_turns(mine: Iterator[T], theirs: Iterator[T], shares: tuple[int, int]) -> Iterator[T]:
    """What this process makes and what a second one makes, so many of each in turn, until both end.

    Of what is shared out alike, neither waits for the other.
    """
    while some := [*islice(mine, shares[0]), *islice(theirs, shares[1])]:
        yield from some


def can_copy() -> bool:
    """Whether processes can be copied here."""
    return "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


def _received(ours: Connection, child: int) -> Generator[Any, None, None]:
    """What the copy sends. A thread takes it in ahead, so that neither process waits while the other one is slow."""
    waiting: Queue[bytes] = Queue(_AHEAD)
    reader = Thread(target=_take, args=(ours, waiting), daemon=True)
    reader.start()
    try:
        yield None
        while message := waiting.get():
            yield marshal.loads(message)
        if error := pickle.loads(waiting.get()):
            raise error
    finally:
        os.kill(child, signal.SIGKILL)  # if it still runs, nobody wants what it makes
        os.waitpid(child, 0)
        while reader.is_alive():  # it may be waiting for room
            with suppress(Empty):
                waiting.get(timeout=0.01)
        ours.close()


def _take(ours: Connection, waiting: Queue[bytes]) -> None:
    """Take in everything, then an empty message and the pickled error, if any."""
    try:
        while message := ours.recv_bytes():
            waiting.put(message)
        error = ours.recv_bytes()
    except (EOFError, OSError):
        error = pickle.dumps(
            ChildProcessError("a process that this command began was stopped, for want of memory perhaps")
        )
    waiting.put(b"")
    waiting.put(error)


def _send(make: Callable[[], Iterator[Any]], connection: Connection, parent: int) -> None:
    """Send everything, then an empty message and the exception that ended it, if any; never return."""
    error: BaseException | None = None
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    gc.freeze()  # what was read before stays: going through it again and again costs a quarter of the time
    try:
        try:
            for item in make():
                connection.send_bytes(marshal.dumps(item, 2))
        except Exception as met:
            error = _portable(met)
        connection.send_bytes(b"")
        connection.send_bytes(pickle.dumps(error))
    finally:
        os._exit(0)


def _end_with(parent: int) -> None:
    """End when the other process does, be it killed: nobody wants what is made."""
    while os.getppid() == parent:
        time.sleep(0.1)
    os._exit(1)


def _portable(error: Exception) -> Exception:
    """The error as it can be raised in the other process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _widen(connection: Connection) -> None:
    """Let a whole message fit into the pipe, where the system can."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(connection.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)
