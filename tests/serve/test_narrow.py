"""Pages on a telephone: what is on them is seen without moving them sideways."""

from typing import Any

import pytest

from curate.model.project import Project
from tests.serve.test_command import serving


@pytest.mark.parametrize("page_name", ["-/articles", "", "harbours/northport", "hold_claims/held", "-/article/boats"])
def test_everything_fits_the_width(page_name: str, project: Project, chromium: Any) -> None:
    with serving(project) as link:
        context = chromium.new_context(viewport={"width": 390, "height": 800})
        page = context.new_page()
        page.goto(f"{link.partition('/-/')[0]}/boats/{page_name}".rstrip("/"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        cells = page.locator(".curate-articles tbody tr").locator("th, td").all()
        boxes = [cell.bounding_box() for cell in cells]
        assert all(box["x"] + box["width"] <= 390 and box["height"] < 60 for box in boxes)
        assert len(boxes) == (3 if page_name in ("", "-/articles") else 0)
        context.close()
