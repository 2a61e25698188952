"""The projects' own views give what facets and filters can use."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from curate.load.build import build
from curate.load.claim_views import views
from curate.load.template import start_project
from curate.model.project import Project, find_project
from tests.conftest import GOOD, ROOT, copy_project


def project_of(name: str, folder: Path) -> Project:
    if name == "the dataset":
        texts = shutil.ignore_patterns("texts", "__pycache__")
        for part in ("data", "schema"):
            shutil.copytree(ROOT / part, folder / part, ignore=texts)
        shutil.copy(ROOT / "metadata.yml", folder)
        shutil.copy(ROOT / "pyproject.toml", folder)
    elif name == "a new project":
        start_project(folder)
    elif name == GOOD.name:
        copy_project(folder)
    else:
        shutil.copytree(ROOT / "tests" / "publish" / name, folder)
    return find_project(folder)


@pytest.mark.parametrize("name", ["the dataset", "a new project", "good", "harbour"])
def test_every_number_of_a_view_is_found_by_it(name: str, tmp_path: Path) -> None:
    """A filter is given as text: `count(*)` equals none, `CAST(count(*) AS INTEGER)` does."""
    project = project_of(name, tmp_path / "project")
    built = build(project)
    assert built.written, built.checked.problems.in_order()
    with closing(sqlite3.connect(project.database)) as connection:
        for view in views(built.checked.dataset.project):
            for column in view.columns:
                of = f"FROM \"{view.name}\" WHERE typeof(\"{column}\") IN ('integer', 'real')"
                (there,) = connection.execute(f"SELECT count(*) {of}").fetchone()
                (found,) = connection.execute(
                    f'SELECT count(*) {of} AND "{column}" = CAST("{column}" AS TEXT)'
                ).fetchone()
                assert found == there, f"{view.name}.{column}"


def test_what_somebody_types_is_compared_as_the_view_of_names_writes_them() -> None:
    plain = re.compile(r"lower\(replace.*?, '’', ''\)\)")
    said = [(ROOT / "schema" / "views" / "names.sql").read_text("utf-8"), (ROOT / "metadata.yml").read_text("utf-8")]
    (of_names,), of_queries = map(plain.findall, said)
    assert len(of_queries) == 3
    for written in of_queries:
        assert re.sub(r"trim\(:\w+\)", "n.value", written) == of_names
