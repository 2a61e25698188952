"""How processor time grows with the input, measured in one run."""

import time
from collections.abc import Callable
from typing import Any

#: Seconds below which time is not worth measuring, or worth mending.
FLOOR = 0.02
#: Twice the input may take so many times as long.
MOST = 2.5
_REPEATS = 5


def seconds(run: Callable[[], Any]) -> float:
    """Processor time of a call."""
    begun = time.process_time()
    run()
    return time.process_time() - begun


def growth(run: Callable[[Any], Any], make: Callable[[int], Any], size: int) -> float:
    """How many times as long twice the input takes: the least of some repeats, 0 if it takes less than can be measured.

    `make` gives an input of about a size. What takes little time is tried at larger sizes, up to 16 times the given one.
    """
    for n in (size, 4 * size, 16 * size):
        once, twice = make(n), make(2 * n)
        if (longer := seconds(lambda: run(twice))) >= FLOOR:  # noqa: B023
            break
    else:
        return 0
    found = longer / max(seconds(lambda: run(once)), 1e-6)
    for _ in range(_REPEATS):
        if found <= MOST:
            break
        found = min(found, seconds(lambda: run(twice)) / max(seconds(lambda: run(once)), 1e-6))
    return found
