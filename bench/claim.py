"""How long one claim takes to be checked by itself, once its context is there.

`python bench/claim.py` checks every claim of the project's article files, with the texts that are at hand, and prints
microseconds of processor a claim: the median, and the slowest. Bar: 300 a claim.
"""

import sys
import time
from pathlib import Path
from statistics import median

from curate.check.claim import CheckedClaim, check_claim
from curate.check.dataset import check_project
from curate.model.problems import Problems
from curate.model.project import find_project
from curate.read.file_rows import read_file

_RUNS = 5


def main(root: Path) -> None:
    checked = check_project(find_project(root))
    project, context = checked.dataset.project, checked.dataset.context
    taken: list[float] = []
    for path in sorted((project.data_folder / "articles").glob("*.yml")):
        outcomes: dict[int, CheckedClaim] = {}
        for row in read_file(project, path, {}, Problems()):
            if row.kind.is_claim:
                above, runs = outcomes.get(id(row.above)), []
                for _ in range(_RUNS):
                    start = time.process_time_ns()
                    outcomes[id(row)] = check_claim(context, row, above=above)
                    runs.append((time.process_time_ns() - start) / 1000)
                taken.append(median(runs))
    print(
        f"{len(taken)} claims, {len(list(context.texts.folder.glob('*.txt')))} texts:"
        f" median {median(taken):.0f} µs a claim, slowest {max(taken):.0f} µs"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
