"""Take the pictures of the map that the README shows, from a Datasette that is running.

    python scripts/screenshots.py http://127.0.0.1:8001/northwest-syria-2024/events_map docs/pictures --login LINK

writes map-area.png (zoom 7), map-region.png (zoom 10), map-town.png (zoom 12) and map-popup.png. Needs playwright and
a chromium on the PATH (or CHROMIUM=/path/to/it); it opens no page but that address and, if given, the login link.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]

NEAREST = """() => {
  const frame = document.querySelector(".curate-map").getBoundingClientRect();
  const far = (box) => Math.hypot(box.x - frame.x - frame.width / 2, box.y - frame.y - frame.height / 1.6);
  const all = [...document.querySelectorAll(".curate-marker")].map((m) => far(m.getBoundingClientRect()));
  return all.indexOf(Math.min(...all));
}"""


def open_map(page: Page, url: str, zoom: int, at: str) -> None:
    """Load the page's map at a zoom and wait until it is drawn."""
    page.goto("about:blank")
    page.goto(f"{url}#map={zoom}/{at}")
    page.wait_for_selector(".curate-legend li", timeout=5000)
    page.wait_for_selector(".curate-credits")
    page.wait_for_timeout(700)


def main() -> None:
    """Take each picture in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="a page with a map")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--login", help="the link that `curate serve` printed")
    parser.add_argument("--at", default="35.25/36.75", help="latitude/longitude of the closer views")
    parser.add_argument("--area", default="35.3/37.4", help="latitude/longitude of the view of the whole area")
    parser.add_argument("--size", default="1500x780", help="of the map, in pixels")
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    given.folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": width + 40, "height": height + 400}, reduced_motion="reduce")
        page.add_init_script(
            "addEventListener('DOMContentLoaded', () => { const s = document.createElement('style');"
            f" s.textContent = '.curate-map {{ height: {height}px !important }}'; document.head.append(s); }})"
        )
        if given.login:
            page.goto(given.login)
        for name, zoom, at in (("area", 7, given.area), ("region", 10, given.at), ("town", 12, given.at)):
            open_map(page, given.url, zoom, at)
            page.locator(".curate-map").screenshot(path=given.folder / f"map-{name}.png")
        open_map(page, given.url, 11, given.at)
        page.locator(".curate-marker").nth(page.evaluate(NEAREST)).focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".curate-popup")
        page.wait_for_timeout(500)
        page.locator(".curate-map").screenshot(path=given.folder / "map-popup.png")
        browser.close()


if __name__ == "__main__":
    main()
