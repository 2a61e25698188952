"""How long the everyday commands take on this project and on the UCDP example: `python bench/commands.py [RUNS]`."""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from report import machine, write_section

ROOT = Path(__file__).resolve().parents[1]
UCDP = ROOT / "examples" / "ucdp-ged"
COMMANDS = [
    (ROOT, "--help"),
    (ROOT, "validate"),
    (ROOT, "status"),
    (ROOT, "build"),
    (UCDP, "validate"),
    (UCDP, "build"),
]


def measure(project: Path, command: str) -> tuple[float, float]:
    """Seconds by the clock and of all processors for one run of a command, though nothing has changed."""
    (project / "build" / ".built.json").unlink(missing_ok=True)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    words = [sys.executable, "-m", "curate", "--project", str(project), command]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    lines = [
        "| project | command | clock, best and median | processor, best and median |",
        "| --- | --- | ---: | ---: |",
    ]
    for project, command in COMMANDS:
        taken = zip(*(measure(project, command) for _ in range(runs)), strict=True)
        told = " | ".join(f"{min(n):.2f} s, {statistics.median(n):.2f} s" for n in taken)
        lines.append(f"| {project.name if project != ROOT else 'this one'} | `curate {command}` | {told} |")
    head = f"`python bench/commands.py {runs}`: {runs} runs of each.\n{machine()}.\n"
    write_section("Everyday commands", "\n".join([head, *lines]))
