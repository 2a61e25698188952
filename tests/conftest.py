"""A miniature project about bridges, and the command line."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from curate.cli.main import main
from curate.model.project import Project, find_project
from tests.suite import (  # noqa: F401  how the tests are run
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_sessionfinish,
    pytest_terminal_summary,
)

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
settings.load_profile("untimed")

HERE = Path(__file__).parent
ROOT = HERE.parent
GOOD = HERE / "projects" / "good"

SHARED = ROOT.parent / "shared"
ARTICLES = SHARED / "articles"
VECTORS = SHARED / "vectors"

ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]

Run = Callable[..., Result]


def copy_project(folder: Path, texts: bool = True) -> Path:
    """A copy of the miniature project, with its articles' texts where `curate add` would keep them."""
    shutil.copytree(GOOD, folder, ignore=shutil.ignore_patterns("__pycache__", "build"))
    (folder / "data" / "texts").mkdir()
    for text in (GOOD / "texts-source").glob("*.txt") if texts else []:
        shutil.copy(text, folder / "data" / "texts" / f"{hashlib.sha256(text.read_bytes()).hexdigest()}.txt")
    return folder


@pytest.fixture(scope="module")  # its event loop must end before other modules' tests begin theirs
def chromium() -> Iterator[Any]:
    """Debian's chromium, driven by playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no chromium here: apt-get install chromium, or set CHROMIUM to its path")
    with sync_api.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def article_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the texts of the five articles as `curate add` keeps them: those of this project, or ../shared's."""
    folder = tmp_path_factory.mktemp("texts")
    for text in [*(ROOT / "data" / "texts").glob("*.txt"), *ARTICLES.glob("*.txt")]:
        shutil.copy(text, folder / f"{hashlib.sha256(text.read_bytes()).hexdigest()}.txt")
    if not any(folder.iterdir()):
        pytest.skip(f"the articles are neither in {ROOT / 'data' / 'texts'} nor in {ARTICLES}")
    return folder


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "good")


@pytest.fixture
def article(good: Path) -> Path:
    return good / "data" / "articles" / "velm-floods.yml"


@pytest.fixture
def project(good: Path) -> Project:
    return find_project(good)


@pytest.fixture
def run(good: Path) -> Run:
    """Run a command in the miniature project."""

    def curate(*words: str) -> Result:
        return CliRunner().invoke(main, ["--project", str(good), *words], catch_exceptions=False)

    return curate
