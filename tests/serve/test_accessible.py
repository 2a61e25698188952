"""The pages of the dataset itself, served as a reader gets them: axe finds no violation, and no request leaves."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.served import Served, serving

ROOT = Path(__file__).parents[2]
DATABASE = "northwest-syria-2024"
PAGES = {
    "home": "",
    "database": DATABASE,
    "map": f"{DATABASE}/events_map",
    "table": f"{DATABASE}/casualty_claims",
    "table with a map": f"{DATABASE}/places",
    "row": f"{DATABASE}/places/hama",
    "row of a record with claims": f"{DATABASE}/events/capture-halfaya",
    "row of a claim that is denied": f"{DATABASE}/event_claims/hama-four-towns-event-claim-e7wqgf",
    "articles": f"{DATABASE}/-/articles",
    "search for nothing": f"{DATABASE}/places?_search=%22",
    "map without places": f"{DATABASE}/places?latitude__isnull=1",
    "article": f"{DATABASE}/-/article/hama-four-towns",
    "query": f"{DATABASE}/captured_towns",
    "how to log in": DATABASE,
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Where `curate serve` serves a copy of this project without its texts."""
    root = tmp_path_factory.mktemp("served")
    for folder in ("schema", "data"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("texts", "__pycache__"))
    for file in ("pyproject.toml", "metadata.yml"):
        shutil.copy(ROOT / file, root)
    with serving(root) as server:
        yield server


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_leaves(name: str, served: Served, chromium: Any) -> None:
    axe = os.environ.get("AXE_CORE")
    if not axe:
        pytest.skip("axe-core is not here: npm install axe-core, and set AXE_CORE to its axe.min.js")
    context = chromium.new_context(bypass_csp=True)  # so that axe itself may be put on the page
    page = context.new_page()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(served.link if name != "how to log in" else "about:blank")
    page.goto(f"{served.address}/{PAGES[name]}")
    page.wait_for_timeout(800)
    page.evaluate(Path(axe).read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])")
    context.close()
    assert found == []
    assert {urlsplit(url).hostname for url in requested if not url.startswith("data:")} == {"127.0.0.1"}
