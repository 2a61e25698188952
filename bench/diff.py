"""How much processor time `curate diff` takes of 100,000 records and 100,000: `python bench/diff.py` (medians of five).

One record in a hundred has changed, one in a thousand is gone and one in a thousand new; in the CSV files all numbers
and days are written in another way as well (`12.0`, `2024-12-01 00:00:00.000`), which is no change.
"""

import csv
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from report import machine, write_section

ROWS, COLUMNS = 100_000, ["id", "event", "place", "day", "low", "high", "latitude", "longitude", "claimant", "note"]


def rows(new: bool, written: bool) -> Iterator[tuple[object, ...]]:
    for n in range(100 * new, ROWS + 100 * new):
        day, low = f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}", n % 90 + (new and n % 100 == 0)
        if new and written:
            day, low = f"{day} 00:00:00.000", f"{low}.0"
        place = (round(35 + n / ROWS, 5), round(36 + n / ROWS, 5))
        note = f"What a reader of record {n} should know" if n % 3 else None
        yield f"claim-{n:06}", f"event-{n // 9}", f"place-{n % 700}", day, low, low, *place, f"actor-{n % 400}", note


def database(path: Path, new: bool) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(f"CREATE TABLE claims ({', '.join(COLUMNS)}, PRIMARY KEY (id))")
        connection.executemany(f"INSERT INTO claims VALUES ({', '.join('?' * len(COLUMNS))})", rows(new, False))
    connection.close()


def table(path: Path, new: bool) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows(new, True)])


def measure(old: Path, new: Path) -> float:
    """Seconds of the processor for the whole command, its start and its reading included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", "curate", "diff", str(old), str(new)], capture_output=True, text=True)
    assert done.returncode == 1 and "changed in 999 records" in done.stdout, done
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    lines = ["| what | processor, median of 5 |", "| --- | ---: |"]
    with tempfile.TemporaryDirectory() as folder:
        for ending, make in (("db", database), ("csv", table)):
            old, new = Path(folder, f"old.{ending}"), Path(folder, f"new.{ending}")
            make(old, False)
            make(new, True)
            used = statistics.median(measure(old, new) for _ in range(5))
            lines.append(f"| `curate diff old.{ending} new.{ending}` | {used:.2f} s |")
    head = f"`python bench/diff.py`: {ROWS:,} records against as many.\n{machine()}.\n"
    write_section("Two releases compared", "\n".join([head, *lines]))
