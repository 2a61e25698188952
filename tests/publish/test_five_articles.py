"""A release of this repository's own dataset: checked with the articles, and its page opened in a browser."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from curate.model.project import find_project
from curate.publish.release import date_of, release
from curate.publish.verify import verify

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("five") / "project"
    root.mkdir()
    for name in ("schema", "data", "LICENSES"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "metadata.yml", "CITATION.cff", "LICENSE-DATA.md"):
        shutil.copy(ROOT / name, root)
    released = release(find_project(root), "2024.12.1", date_of("2024.12.1", None))
    assert released.written, [p for p in released.problems.found if p.level == "error"]
    assert released.allowed and not released.allowed.withheld
    assert all(share.share is not None and share.share <= 0.4 for share in released.allowed.shares)
    return released.folder


def test_it_holds(folder: Path) -> None:
    assert not verify(folder).problems.found


def test_it_has_the_licence_of_its_data_and_nothing_of_the_map(folder: Path) -> None:
    """The map's base is under the LGPL as well, and no part of a release: its pictures have a grid."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert (folder / "LICENSES/CC-BY-4.0.txt").read_bytes() == (ROOT / "LICENSES/CC-BY-4.0.txt").read_bytes()
    assert "GeoNames" in (folder / "LICENSE-DATA.md").read_text("utf-8")
    assert [file.name for file in files if "LGPL" in file.name or "basemap" in file.name] == []
    assert all("GSHHG" not in file.read_text("utf-8") for file in files if file.suffix in (".svg", ".html", ".geojson"))


def test_it_holds_every_claim(folder: Path) -> None:
    connection = sqlite3.connect(folder / "northwest-syria-2024.db")
    (claims,) = connection.execute("SELECT count(*) FROM claims").fetchone()
    kinds = connection.execute(
        "SELECT sum(value) FROM build WHERE key LIKE 'rows in %\\_claims' ESCAPE '\\' OR key = 'rows in quotes'"
    )
    assert claims == kinds.fetchone()[0]


def test_every_excerpt_stands_in_its_article(folder: Path, article_texts: Path) -> None:
    found = verify(folder, article_texts)
    assert not found.problems.found
    assert set(found.excerpts) <= {"verified", "without words"}


def test_its_page_opens_in_a_browser(folder: Path, chromium: Any) -> None:
    page = chromium.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    assert page.get_by_role("heading", name="How to cite").is_visible()
    loaded = "images => images.map(image => image.complete && image.naturalWidth > 100)"
    assert page.locator("img").evaluate_all(loaded) == [True, True]
    links = page.locator("td a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links and all((folder / link).is_file() for link in links)
    assert not failed
