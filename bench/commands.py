"""How much processor time the everyday commands take on this project: `python bench/commands.py` (medians of five)."""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (["--help"], ["validate"], ["status"], ["build"])


def measure(arguments: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor for one run of a command."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "curate", *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, used


if __name__ == "__main__":
    print(f"{os.uname().machine}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for arguments in COMMANDS:
        runs = [measure(arguments) for _ in range(5)]
        wall, used = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"curate {' '.join(arguments):10} {wall:6.2f} s, processor {used:5.2f} s")
