"""The first look at JSON lines gives the same, whether one process does it or two share it."""

import json
from pathlib import Path

import pytest

from curate.read import scan as looking
from curate.read.files import LONGEST_LINE
from curate.read.scan import Seen, scan

KINDS = frozenset({"closure_claims"})


def _lines(folder: Path) -> list[Path]:
    paths = []
    for n in range(3):
        lines = [json.dumps({"kind": "closure_claims", "id": f"claim-{n}-{m}"}) for m in range(20)]
        lines += [
            "",
            "   ",
            json.dumps({"kind": "bridges", "id": f"bridge-{n}"}),
            "not JSON",
            '{"kind": "closure_claims"}',
        ]
        paths.append(folder / f"{n}.jsonl")
        paths[-1].write_text("\ufeff" * (n == 1) + "\n".join(lines) + "\n" * (n != 2), "utf-8")
    with open(paths[0], "a", encoding="utf-8") as file:
        file.write("x" * (LONGEST_LINE + 1) + "\nnever read\n")
    return paths


def _all(paths: list[Path]) -> dict[int, list[Seen]]:
    found: dict[int, list[Seen]] = {}
    for n, seen in scan(paths, KINDS):
        found.setdefault(n, []).extend(seen)
    return found


def test_two_processes_see_what_one_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = _lines(tmp_path)
    alone = _all(paths)
    assert [seen[0] for seen in alone[1]][:2] == ["claim-1-0", "claim-1-1"]
    assert alone[0][-1] == (b"", 26, alone[0][-1][2], LONGEST_LINE + 2)
    for path, seen in zip(paths, alone.values(), strict=True):
        data = path.read_bytes()
        for said, _, start, size in seen:
            line = data[start : start + size]
            assert said in (line, b"") or (isinstance(said, str) and json.loads(line)["id"] == said)
    monkeypatch.setattr(looking, "_MANY", 0)
    monkeypatch.setattr(looking, "_BATCH", 7)
    assert _all(paths) == alone
