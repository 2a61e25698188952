"""A large build against others, in turns, medians: `python bench/build.py [CLAIMS [RUNS [WHICH…]]]`.

`curate build` and `validate` of made-up claims (make_data.py); a script that only parses and inserts them (bare.py);
`sqlite-utils insert --nl` of the same file, indexed and searched like the build's table as far as its columns go;
`frictionless validate` of the same rows as CSV, with types, vocabularies, unique ids and references.
"""

import csv
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from make_data import make
from report import machine, write_section

from curate.load.indexes import indexed
from curate.load.metadata import metadata
from curate.load.tables import table_columns
from curate.model.project import find_project
from curate.model.schema import load_project

_HERE = Path(__file__).resolve().parent
_BIN = Path(sys.executable).parent
_TABLE = "casualty_claims"
#: Seconds by the clock, and the most memory in MB.
Taken = tuple[float, float]
_RATIOS = [
    ("curate build", "bare script", "at most 1.3"),
    ("sqlite-utils insert", "curate build", "at least 1.8"),
    ("frictionless validate", "curate validate", "at least 10"),
]


def run(*command: str | Path) -> Taken:
    """Run a command; the memory is that of all its processes, what they share counted once."""
    most, began = 0.0, time.perf_counter()
    words = [str(word) for word in command]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def watch() -> None:
        nonlocal most
        while process.poll() is None:
            most = max(most, sum(map(_memory, _family(process.pid))) / 1024)
            time.sleep(0.5)

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, said = process.communicate()
    took = time.perf_counter() - began
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(words)}: {said.decode()[-500:]}")
    return took, most


_WORK = 'import json\nfor _ in range(400_000): json.loads(\'[1, 2, {"a": [3, "b"]}]\')'


def crowding() -> float:
    """How much longer each of two processes works than one alone: 1 where both have a core to themselves."""

    def at_once(n: int) -> float:
        began = time.perf_counter()
        for process in [subprocess.Popen([sys.executable, "-c", _WORK]) for _ in range(n)]:
            process.wait()
        return time.perf_counter() - began

    return statistics.median(at_once(2) / at_once(1) for _ in range(5))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in below:
        yield from _family(int(child))


def _memory(pid: int) -> int:
    """The memory of a process in kB, what it shares with others divided among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


_INDEX = """
import json, sys, sqlite_utils
database, table, indexes, searched = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4])
table = sqlite_utils.Database(database)[table]
for number, columns in enumerate(indexes):
    table.create_index(columns, f"i{number}")
table.enable_fts(searched)
"""


def sqlite_utils(project: Path, lines: Path, database: Path) -> Taken:
    """Insert by command, then make the indexes and search of the build's table, of the columns that are there."""
    database.unlink(missing_ok=True)
    first = run(_BIN / "sqlite-utils", "insert", database, _TABLE, lines, "--nl", "--pk", "id")
    there = {row[1] for row in sqlite3.connect(database).execute(f"PRAGMA table_info({_TABLE})")}
    found = load_project(find_project(project))
    columns = table_columns(found.schema)[_TABLE]
    shown = metadata(found)["databases"][found.name]["tables"][_TABLE]
    names = [[term.split('"')[1] for term in terms] for terms in indexed(columns, shown).values()]
    mapped = [[n if n in there else n.removesuffix("_id") for n in terms] for terms in names]
    indexes = [kept for terms in mapped if (kept := [name for name in terms if name in there])]
    searched = [c.name for c in columns if c.full_text and c.name in there]
    then = run(sys.executable, "-c", _INDEX, database, _TABLE, json.dumps(indexes), json.dumps(searched))
    return first[0] + then[0], max(first[1], then[1])


def as_package(project: Path, lines: Path, folder: Path) -> Path:
    """The claims and what they refer to as CSV, in a data package that says as much of them as it can."""
    terms: dict[str, set[str]] = {"outcome": set(), "stance": set(), "scope": set()}
    with open(lines) as source, open(folder / "claims.csv", "w", newline="") as target:
        writer: csv.DictWriter[str] | None = None
        for line in map(json.loads, source):
            if writer is None:
                writer = csv.DictWriter(target, list(line))
                writer.writeheader()
            writer.writerow(line)
            for name, found in terms.items():
                found.add(line[name])
    assert writer
    fields = []
    for name in writer.fieldnames:
        limits: dict[str, object] = {"required": True}
        limits |= {"enum": sorted(terms[name])} if name in terms else {}
        limits |= {"unique": True, "pattern": "[A-Za-z0-9_-]+"} if name == "id" else {}
        fields.append({"name": name, "type": "date" if name == "period" else "string", "constraints": limits})
    to = {"source": "sources", "claimant": "actors", "victim": "actors", "event": "events"}
    keys = [{"fields": field, "reference": {"resource": table, "fields": "id"}} for field, table in to.items()]
    resources = [_resource("claims", {"fields": fields, "primaryKey": ["id"], "foreignKeys": keys})]
    for table in sorted(set(to.values())):
        shutil.copy(project / "data" / f"{table}.csv", folder)
        with open(folder / f"{table}.csv", newline="") as file:
            fields = [{"name": name, "type": "string"} for name in next(csv.reader(file))]
        resources.append(_resource(table, {"fields": fields, "primaryKey": ["id"]}))
    (folder / "datapackage.json").write_text(json.dumps({"name": "bench", "resources": resources}))
    return folder / "datapackage.json"


def _resource(name: str, schema: dict[str, object]) -> dict[str, object]:
    return {"name": name, "type": "table", "path": f"{name}.csv", "scheme": "file", "format": "csv", "schema": schema}


def measure(runs: int, project: Path, folder: Path, which: list[str]) -> dict[str, list[Taken]]:
    """Every contender (or `which`) `runs` times, in turns."""
    lines = folder / "all.jsonl"
    with open(lines, "wb") as target:
        for part in sorted(project.glob("data/extracted/*.jsonl")):
            target.write(part.read_bytes())
    package = as_package(project, lines, folder)
    curate = (_BIN / "curate", "--project", project)

    def build() -> Taken:
        shutil.rmtree(project / "build", ignore_errors=True)
        return run(*curate, "build")

    contenders: dict[str, Callable[[], Taken]] = {
        "bare script": lambda: run(sys.executable, _HERE / "bare.py", project, folder / "bare.db"),
        "curate build": build,
        "curate build, nothing changed": lambda: run(*curate, "build"),
        "sqlite-utils insert": lambda: sqlite_utils(project, lines, folder / "utils.db"),
        "curate validate": lambda: run(*curate, "validate"),
        "frictionless validate": lambda: run(_BIN / "frictionless", "validate", package),
    }
    taken: dict[str, list[Taken]] = {name: [] for name in which or contenders}
    for _ in range(runs):
        for name in taken:
            os.sync()  # nobody waits for what others wrote
            taken[name].append(contenders[name]())
            print(f"{name:30} {taken[name][-1][0]:8.2f} s {taken[name][-1][1]:6.0f} MB", flush=True)
    return taken


def table(taken: dict[str, list[Taken]]) -> list[str]:
    """What each took, and the ratios that matter, in Markdown."""
    seconds = {name: statistics.median(s for s, _ in found) for name, found in taken.items()}
    lines = ["| what | seconds, median | all runs | memory, MB |", "| --- | ---: | --- | ---: |"]
    for name, found in taken.items():
        every = ", ".join(f"{s:.1f}" for s, _ in found)
        lines.append(f"| {name} | {seconds[name]:.2f} | {every} | {max(m for _, m in found):.0f} |")
    lines += ["", "| ratio | measured | wanted |", "| --- | ---: | ---: |"]
    ratios = [(a, b, wanted) for a, b, wanted in _RATIOS if a in taken and b in taken]
    return lines + [f"| {a} / {b} | {seconds[a] / seconds[b]:.2f} | {wanted} |" for a, b, wanted in ratios]


def main(claims: int, runs: int, which: list[str]) -> None:
    """Measure and write the section."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        make(project, claims)
        before = crowding()
        taken = measure(runs, project, Path(name), which)
    crowded = (
        f"Of two processes at once, each took {before:.2f} times as long as one alone before, {crowding():.2f} after:"
    )
    words = " ".join(["python bench/build.py", str(claims), str(runs), *(f"'{name}'" for name in which)])
    said = f"`{words}`: {claims:,} claims in JSON lines, {runs} runs of each in turns."
    title = " against ".join(reversed(which)) if which else "curate against others"
    text = [said, f"{machine()}.", crowded, "curate works in two, the others in one.", "", *table(taken)]
    write_section(f"A large build: {title}", "\n".join(text))


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    main(*(numbers + [1_000_000, 3][len(numbers) :]), sys.argv[3:])
