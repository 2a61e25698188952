"""The quick way from a JSON line to rows gives what the checks give, and leaves to them all that is wrong or unusual."""

import hashlib
import importlib.util
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field

from curate import FullText, Public, Stated, optional
from curate.check.checked import Checked
from curate.check.claims import check_line
from curate.check.dataset import check_project
from curate.load.quick import Quick
from curate.load.rows import Words
from curate.load.shared import Claimed, Row, Shared, claimed
from curate.load.tables import table_columns
from curate.model.project import find_project
from curate.read.lines import Line

_MAKE = Path(__file__).parents[2] / "bench" / "make_data.py"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    spec = importlib.util.spec_from_file_location("make_data", _MAKE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("made") / "project"
    module.make(folder, claims=60, sources=6, events=20)
    return check_project(find_project(folder))


def quick_reader(checked: Checked) -> Quick:
    schema = checked.dataset.project.schema
    return Quick(schema.kinds["casualty_claims"], checked, table_columns(schema)["casualty_claims"])


def _lines(checked: Checked) -> list[tuple[Line, bytes]]:
    return [(line, checked.dataset.lines.read(line)) for line in checked.dataset.lines.in_order()]


def _rows(checked: Checked, claim: Claimed | None) -> list[tuple[str, Row]] | None:
    """Every row that a claim gives, with its table."""
    if claim is None:
        return None
    schema, (table, row, label, spans) = checked.dataset.project.schema, claim
    shared = Shared(schema.kinds[table], table_columns(schema), Words(checked))
    evidence = [("evidence", span) for span in shared.evidence(row, spans)]
    return [(table, row), ("claims", shared.claim(row, label)), *evidence]


def _by_checks(checked: Checked, line: Line, data: bytes) -> list[tuple[str, Row]] | None:
    """The rows that the checks give, None if they find a problem."""
    words, columns = Words(checked), table_columns(checked.dataset.project.schema)
    checked.dataset.problems.found.clear()
    record = check_line(checked, line, data)
    if record is None or checked.dataset.problems.found:
        return None
    return _rows(checked, claimed(record, words, columns[record.row.kind.table]))


def _changes(line: dict[str, Any]) -> list[dict[str, Any]]:
    """The line in many forms, right and wrong."""
    values = ["", " ", None, 13, True, "over 5", "actor-001", "North River Guard", "nobody", "2024-12-31", "killed"]
    changed = [line | {key: value} for key in line for value in values]
    dropped = [{k: v for k, v in line.items() if k != key} for key in line]
    words = line["evidence"].split()
    cut = [line | {"evidence": " ".join(words[i:j])} for i in range(3) for j in range(len(words) - 3, len(words) + 1)]
    apart = [{**line, "evidence": f"{' '.join(words[:3])} [...] {' '.join(words[3:])}"}]
    apart += [{**apart[0], "at": at} for at in _offsets_of_two(line, " ".join(words[:3]))]
    apart += [{**line, "evidence": f"{' '.join(words[3:])} [...] {' '.join(words[:3])}", "at": apart[2]["at"]}]
    return [
        *changed,
        *dropped,
        *cut,
        *apart,
        {**line, "note": 'A “remark”  of\nours \\ and "more"'},
        {**line, "at": "1-2"},
        *(line | {"at": at} for at in _offsets(line)),
        *(line | {key: f"{line[key]}\u001f"} for key in ("claimant_stated", "count_stated", "extractor")),
    ]


def _offsets(line: dict[str, Any]) -> list[str]:
    """Offsets that are none, that lie behind the text, or that are those of other words."""
    start, end = map(int, line["at"].split("-"))
    near = [f"{start}-{end + n}" for n in (-1, 1, 10**6)] + [f"{start + n}-{end + n}" for n in (-1, 1, 10**6)]
    return [*near, f"{end}-{start}", f"{start}-{start}", f"{start}-{'9' * 11}", "9" * 5000, "5-", f"{start}-{end} 1-3"]


def _offsets_of_two(line: dict[str, Any], first: str) -> list[str]:
    """Offsets of the first words and of the others: in order, and the other way round."""
    start, end = map(int, line["at"].split("-"))
    between = start + len(first)
    pair = f"{start}-{between}", f"{between + 1}-{end}"
    return [" ".join(pair), " ".join(reversed(pair))]


def test_lines_as_they_are(checked: Checked) -> None:
    quick = quick_reader(checked)
    for line, data in _lines(checked):
        assert Quick.can(quick.kind) and (rows := _rows(checked, quick.read(data))) is not None
        assert rows == _by_checks(checked, line, data)


def test_changed_lines(checked: Checked) -> None:
    quick = quick_reader(checked)
    line, data = _lines(checked)[0]
    taken = 0
    for changed in _changes(json.loads(data)):
        for written in (json.dumps(changed), json.dumps(changed, ensure_ascii=False, separators=(",", ":"))):
            rows = _rows(checked, quick.read(written.encode()))
            if rows is not None:
                taken += 1
                assert rows == _by_checks(checked, line, written.encode()), written
    assert taken > 10


def test_a_line_that_does_not_say_how_it_came_to_be_waits_for_review(checked: Checked) -> None:
    line, data = _lines(checked)[0]
    silent = {key: value for key, value in json.loads(data).items() if key not in ("origin", "review_status")}
    rows = _rows(checked, quick_reader(checked).read(json.dumps(silent).encode()))
    assert rows and {"extracted", "unreviewed"} <= set(rows[0][1])
    assert rows == _by_checks(checked, line, json.dumps(silent).encode())


def test_without_texts(checked: Checked, tmp_path: Path) -> None:
    shutil.copytree(checked.dataset.project.root, tmp_path, ignore=shutil.ignore_patterns("texts"), dirs_exist_ok=True)
    without = check_project(find_project(tmp_path))
    quick = quick_reader(without)
    for line, data in _lines(without)[:1]:
        for at in _offsets(json.loads(data)):
            written = json.dumps(json.loads(data) | {"at": at}).encode()
            if rows := _rows(without, quick.read(written)):
                assert rows == _by_checks(without, line, written), at
    for line, data in _lines(without):
        unstamped = json.dumps({key: value for key, value in json.loads(data).items() if key != "at"}).encode()
        for written in (data, unstamped):
            assert (rows := _rows(without, quick.read(written))) == _by_checks(without, line, written) and rows


def test_a_key_given_twice_is_left_to_the_checks(checked: Checked) -> None:
    quick = quick_reader(checked)
    _, data = _lines(checked)[0]
    assert quick.read(data.replace(b'"scope":', b'"scope":"event","scope":')) is None


def test_phrases_at_the_very_end_of_a_text(checked: Checked, tmp_path: Path) -> None:
    text, folder = "The North Guard said “over 20 boats were lost”", tmp_path / "project"
    shutil.copytree(checked.dataset.project.root, folder, ignore=shutil.ignore_patterns("texts", "extracted"))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    for name in ("texts", "extracted"):
        (folder / "data" / name).mkdir()
    (folder / "data" / "texts" / f"{sha256}.txt").write_bytes(text.encode())
    sources = (folder / "data" / "sources.csv").read_text("utf-8").splitlines()
    header, first = sources[0], f"s0000,Report,The Courier,2024-12-20,en,{sha256},{len(text)}"
    (folder / "data" / "sources.csv").write_text(f"{header}\n{first}\n", "utf-8")
    line = {"kind": "casualty_claims", "source": "s0000", "outcome": "missing", "scope": "event"}
    line |= {"evidence": "over 20 boats were lost", "count_stated": "over 20"}
    there = text.index("over")
    for n, end in enumerate((len(text) - 1, len(text), len(text) + 1, len(text) + 500)):
        written = {"id": f"claim-{n}", **line, "at": f"{there}-{end}"}
        (folder / "data" / "extracted" / f"{n}.jsonl").write_text(json.dumps(written), "utf-8")
    ends = check_project(find_project(folder))
    quick = quick_reader(ends)
    found = [_rows(ends, quick.read(data)) for _, data in _lines(ends)]
    assert found[0] == _by_checks(ends, *_lines(ends)[0]) and found[1:] == [None] * 3


def test_wording_that_a_schema_limits_is_left_to_the_checks(checked: Checked) -> None:
    kind = checked.dataset.project.schema.kinds["casualty_claims"]

    class Short(kind.model):  # type: ignore[name-defined, misc]
        """Wording of at most eight characters."""

        victim_stated: Annotated[str, Field(max_length=8), FullText, Stated("victim"), Public] = optional

    assert Quick.can(kind) and not Quick.can(replace(kind, model=Short))
