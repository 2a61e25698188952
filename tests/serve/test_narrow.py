"""Pages on a telephone: what is on them is seen without moving them sideways."""

from typing import Any

import pytest

from curate.model.project import Project
from tests.served import serving


@pytest.mark.parametrize("page_name", ["-/articles", "", "harbours/northport", "hold_claims/held", "-/article/boats"])
def test_everything_fits_the_width(page_name: str, project: Project, chromium: Any) -> None:
    with serving(project.root) as served:
        context = chromium.new_context(viewport={"width": 390, "height": 800})
        page = context.new_page()
        page.goto(served.link)
        page.goto(f"{served.address}/boats/{page_name}".rstrip("/"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        cells = page.locator(".curate-articles tbody tr").locator("th, td").all()
        boxes = [cell.bounding_box() for cell in cells]
        assert all(box["x"] + box["width"] <= 390 and box["height"] < 60 for box in boxes)
        assert len(boxes) == (3 if page_name in ("", "-/articles") else 0)
        context.close()
