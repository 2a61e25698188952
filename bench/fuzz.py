"""Break good files in many ways (10,000 unless told): `python bench/fuzz.py [releases] [HOW MANY] [FIRST SEED]`.

With `releases` it is a release that is broken, folder or zip, and `verify` and `diff` that read it.

Prints each kind of failure when it is first met, with the seed that shows it, and in the end how often each came;
exits 1 if there is any.
"""

import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from curate.model.project import find_project
from curate.publish.release import date_of, release
from tests.conftest import copy_project
from tests.load.test_described import RIGHT
from tests.mutate import release_rounds, rounds
from tests.publish.conftest import HARBOUR
from tests.test_ucdp import line, small

Outcome = tuple[int, Path, int | BaseException]
#: With one seed of so many, a table of others is broken as well.
_TABLE = 10


def of_projects(folder: Path, seeds: range) -> Iterator[Outcome]:
    project = find_project(copy_project(folder / "good"))
    (project.root / "metadata.yml").write_text(RIGHT, "utf-8")
    table = find_project(small(folder, line(), line(id="8", high="4"))[0])
    return chain(rounds(project, seeds), rounds(table, seeds[::_TABLE]))


def of_release(folder: Path, seeds: range) -> Iterator[Outcome]:
    shutil.copytree(HARBOUR, folder / "harbour", ignore=shutil.ignore_patterns("build", "__pycache__"))
    made = release(find_project(folder / "harbour"), "2024.1.1", date_of("2024.1.1", None))
    assert made.packed
    return release_rounds(made.folder, made.packed, folder / "work", seeds)


def main(count: int, first: int, releases: bool) -> int:
    """Run the mutations; 1 if any made curate fail."""
    failures: dict[str, list[int]] = {}
    reported, longest, begun = 0, 0.0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        seeds = range(first, first + count)
        last, mutated = begun, of_release(Path(folder), seeds) if releases else of_projects(Path(folder), seeds)
        for seed, _, outcome in mutated:
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            if isinstance(outcome, BaseException):
                where = traceback.extract_tb(outcome.__traceback__)[-1]
                what = f"{type(outcome).__name__} at {Path(where.filename).name}:{where.lineno}: {str(outcome)[:200]}"
                if what not in failures:
                    print(f"seed {seed}: {what}", flush=True)
                failures.setdefault(what, []).append(seed)
            else:
                reported += outcome > 0
    took = time.perf_counter() - begun
    for what, met in failures.items():
        print(f"{len(met)} times, first with seed {met[0]}: {what}")
    print(
        f"{count} mutations in {took:.0f} s, longest {longest:.2f} s: {reported} reported, "
        f"{sum(map(len, failures.values()))} failures of {len(failures)} kinds"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word != "releases"]
    sys.exit(main(*(numbers + [10_000, 0][len(numbers) :]), releases="releases" in sys.argv))
