"""The harbour: a made-up project with everything that a release must keep to itself."""

import hashlib
import shutil
from pathlib import Path

import pytest

from curate.model.project import Project, find_project

HARBOUR = Path(__file__).parent / "harbour"


def copy_harbour(root: Path) -> Project:
    """A copy of the project, with the article at hand and a release key."""
    shutil.copytree(HARBOUR, root, ignore=shutil.ignore_patterns("build", "__pycache__"))
    (root / "data/texts").mkdir()
    for article in (root / "articles").iterdir():
        data = article.read_bytes()
        (root / "data/texts" / f"{hashlib.sha256(data).hexdigest()}.txt").write_bytes(data)
    (root / "release.key").write_text("0123456789abcdef" * 4 + "\n", "ascii")
    return find_project(root)


@pytest.fixture
def harbour(tmp_path: Path) -> Project:
    return copy_harbour(tmp_path / "harbour")
