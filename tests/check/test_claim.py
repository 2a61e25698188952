"""One claim by itself: the same record and problems as in the whole project, and nothing that is given is changed."""

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from curate.check.checked import Checked
from curate.check.claim import CheckedClaim, check_claim
from curate.check.dataset import check_project
from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.project import find_project
from curate.read.file_rows import read_file
from curate.read.row import Row
from tests.conftest import copy_project
from tests.test_perturbation import copied

_FLOODS = "data/articles/velm-floods.yml"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return check_project(find_project(copy_project(tmp_path_factory.mktemp("claim") / "good")))


def written(checked: Checked, file: str = _FLOODS) -> list[Row]:
    """The claims of a file as it states them."""
    project = checked.dataset.project
    rows = list(read_file(project, project.root / file, {}, Problems()))
    return [row for row in rows if row.kind.is_claim]


def state(row: Row) -> dict[str, Any]:
    """All that a row holds, but for the rows that it is about."""
    return {name: deepcopy(value) for name, value in vars(row).items() if name not in ("kind", "written", "above")}


def test_a_claim_alone_gives_what_the_project_gives(checked: Checked, file: str = _FLOODS) -> None:
    """For every claim of an article, nested ones under what came of the one above."""
    records, outcomes = {record.id: record for record in checked.claims()}, dict[int, CheckedClaim]()
    for row in written(checked, file):
        before, above = state(row), outcomes.get(id(row.above))
        outcome = check_claim(checked.dataset.context, row, above=above)
        assert state(row) == before, "what is given stays as it is"
        outcomes[id(row)] = outcome
        assert outcome.record, outcome.problems
        whole = records[outcome.record.id]
        assert (outcome.record.values, outcome.record.ids, outcome.record.spans, outcome.record.status) == (
            whole.values, whole.ids, whole.spans, whole.status
        )  # fmt: skip
        assert check_claim(checked.dataset.context, row, above=above).problems == outcome.problems
    assert len(outcomes) > 3 and any(row.above for row in written(checked, file))


def test_the_five_articles_too(article_texts: Path, tmp_path: Path) -> None:
    project = copied(tmp_path / "five")
    shutil.copytree(article_texts, project.texts_folder)
    for file in sorted((project.data_folder / "articles").glob("*.yml")):
        test_a_claim_alone_gives_what_the_project_gives(check_project(project), project.shown(file))


def test_problems_of_a_claim_alone(checked: Checked) -> None:
    """A form passes what was typed; the project's own problems do not grow by it."""
    context, row = checked.dataset.context, written(checked)[0]
    met = len(checked.problems.found)
    for key, value, code in (
        ("evidence", "words that nobody printed", "mismatch"),
        ("claimant", "Nobody", "unknown-reference"),
        ("stance", "doubts", "unknown-term"),
        ("part_of", "no-such-claim", "unknown-reference"),
    ):
        typed = row.copy()
        typed.values[key] = value
        outcome = check_claim(context, typed)
        assert code in {problem.code for problem in outcome.problems}
    assert len(checked.problems.found) == met


def test_a_claim_may_name_a_record_that_is_not_saved_yet(checked: Checked) -> None:
    context = checked.dataset.context
    kind = context.schema.kinds[context.schema.claims[0].claimant_table]
    typed = written(checked)[0].copy()
    typed.values["claimant"] = "The ferryman"
    assert "unknown-reference" in {p.code for p in check_claim(context, typed).problems}
    new = Row(kind, {"id": "ferryman", "name": "The ferryman"}, Spot("form"))
    layer = context.names.with_records([new], Problems())
    outcome = check_claim(type(context)(**{**vars(context), "names": layer}), typed)
    assert "unknown-reference" not in {p.code for p in outcome.problems}
    assert outcome.row.ids["claimant"] == "ferryman"
    assert context.names.meant(kind.table, "The ferryman") == [], "the names of the project stay as they are"


def test_ids_are_given_from_outside_or_as_stamped(checked: Checked, tmp_path: Path) -> None:
    row = next(row for row in written(checked) if "id" not in row.values and not row.each)
    alone, given = check_claim(checked.dataset.context, row), check_claim(checked.dataset.context, row, "my-id")
    assert alone.record and given.record
    assert given.record.id == "my-id" and alone.record.id.startswith(f"{alone.record.ids['source']}-")
