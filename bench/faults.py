"""What many faults cost: `python bench/faults.py [CLAIMS [FAULTS]]` makes a project, spoils so many claims, and
measures each command: seconds, peak memory of its largest process, errors counted, lines shown."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from make_data import make
from report import machine, write_section

Line = dict[str, Any]
#: What may be wrong with a line; each gives one error, two of them by a code that may be a warning.
FAULTS: dict[str, Callable[[Line], Line | str]] = {
    "a reference misspelt": lambda line: line | {"event": f"event-x{line['event'][-4:]}"},
    "a reference to nothing": lambda line: line | {"victim": "somebody of whom nobody has heard"},
    "a term misspelt": lambda line: line | {"outcome": "kiled"},
    "a key misspelt": lambda line: line | {"victm": "actor-001"},
    "a date that is none": lambda line: line | {"period": "2024-12-99"},
    "a phrase not in the text": lambda line: without_at(
        line | {"evidence": line["evidence"].replace(" said ", " reported ")}
    ),
    "a count not in the phrase": lambda line: line | {"count_stated": "1,000"},
    "a line that is not JSON": lambda line: json.dumps(line)[:-5],
}


def without_at(line: Line) -> Line:
    """The line before anybody stamped it."""
    return {key: value for key, value in line.items() if key != "at"}


def spoil(folder: Path, claims: int, faults: int) -> None:
    """Put faults of all kinds into claims here and there."""
    chosen = set(random.Random(1).sample(range(claims), faults))
    kinds, number = list(FAULTS.values()), 0
    for path in sorted((folder / "data" / "extracted").iterdir()):
        lines = path.read_text("utf-8").splitlines()
        for n, line in enumerate(lines):
            if number in chosen:
                spoilt = kinds[number % len(kinds)](json.loads(line))
                lines[n] = spoilt if isinstance(spoilt, str) else json.dumps(spoilt)
            number += 1
        path.write_text("\n".join(lines) + "\n", "utf-8")


def measure(folder: Path, *words: str) -> tuple[float, float, str]:
    """Seconds, megabytes at the peak of the largest process, and what was told."""
    command = [sys.executable, "-m", "curate", "--project", str(folder), *words]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=said, stderr=said)
        _, _, used = os.wait4(child.pid, 0)
        took = time.perf_counter() - began
        said.seek(0)
        return took, used.ru_maxrss / 1024, said.read().decode()


def main(claims: int, faults: int) -> None:
    """Measure and write the section."""
    rows = ["| command | seconds | memory, MB | counted | lines shown |", "| --- | ---: | ---: | --- | ---: |"]
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make(project, claims)
        spoil(project, claims, faults)
        for command in ("validate", "build"):
            took, memory, told = measure(project, command)
            counted = next((line for line in told.splitlines() if " errors" in line), "")
            rows.append(f"| `curate {command}` | {took:.1f} | {memory:.0f} | {counted} | {len(told.splitlines()):,} |")
    said = f"`python bench/faults.py {claims} {faults}`: {faults:,} of {claims:,} claims spoilt, of each fault as many."
    write_section("Many faults", "\n".join([said, f"{machine()}. Memory is that of the largest process.", "", *rows]))


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    main(*(numbers + [1_000_000, 100_000][len(numbers) :]))
