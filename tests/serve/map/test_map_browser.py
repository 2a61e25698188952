"""The map in a real browser: what it asks for, what it shows, and how it is used without a mouse."""

from __future__ import annotations

import importlib.metadata
import json
import os
from pathlib import Path
from typing import Any

import pytest

EVIL = "https://tile.evil.example/{z}/{x}/{y}.png"
CLUSTER_MAP = {"tile_layer": EVIL, "tile_layer_options": {"attribution": "<img src=http://evil.example/a>"}}
LEVELS: dict[str, dict[str, Any]] = {
    "none": {},
    "root": {"plugins": {"datasette-cluster-map": CLUSTER_MAP}},
    "database": {"databases": {"made-up": {"plugins": {"datasette-cluster-map": CLUSTER_MAP}}}},
    "table": {
        "databases": {
            "made-up": {
                "tables": {
                    name: {"plugins": {"other": {}, "curate": {"tiles": {"url": EVIL}}}}
                    for name in ("hostile", "events_map")
                }
            }
        }
    },
}
PAGES = [
    "events_map",
    "places",
    "hostile",
    "nowhere",
    "places/hama",
    "hostile/h~2F~2E~2E~2F1",
    "by_place",
    "?sql=select+*+from+places",
]
BASE = {
    "type": "FeatureCollection",
    "bbox": [30, 30, 45, 40],
    "credits": [{"text": "Made-up base <b>", "licence": "CC0", "url": "https://example.org/"}],
    "features": [
        {
            "type": "Feature",
            "properties": {"layer": "land"},
            "geometry": {"type": "Polygon", "coordinates": [[[35, 31], [44, 31], [44, 39], [35, 39], [35, 31]]]},
        },
        {
            "type": "Feature",
            "properties": {"layer": "towns", "rank": 6, "names": ["Hama"]},
            "geometry": {"type": "MultiPoint", "coordinates": [[36.76, 35.13]]},
        },
    ],
}


def with_query(metadata: dict[str, Any]) -> dict[str, Any]:
    """The metadata with a canned query that has coordinates."""
    databases = {**metadata.get("databases", {})}
    databases["made-up"] = {
        **databases.get("made-up", {}),
        "queries": {"by_place": {"sql": "select * from events_map"}},
    }
    return {**metadata, "databases": databases}


@pytest.mark.parametrize("level", LEVELS)
def test_no_request_leaves_this_machine(level: str, serve: Any, watched: Any) -> None:
    url = serve(with_query(LEVELS[level]))
    for page in PAGES:
        opened = watched.open(f"{url}{page}" if page.startswith("?") else f"{url}/{page}")
        opened.locator(".leaflet-marker-icon").first.focus()
        opened.keyboard.press("Enter")
        opened.wait_for_timeout(300)
    assert watched.requests
    assert watched.foreign() == []
    assert watched.errors == []


def test_hostile_words_are_shown_as_words(serve: Any, watched: Any) -> None:
    page = watched.open(f"{serve({})}/hostile")
    page.locator(".curate-marker").first.press("Enter")
    popup = page.locator(".curate-popup")
    assert "<script>window.hacked = 1</script>" in popup.inner_text()
    assert page.locator(".curate-map img, .curate-map script").count() == 0
    assert page.evaluate("window.hacked") is None
    links = [link.get_attribute("href") for link in popup.locator("a").all()]
    assert links == ["/made-up/hostile/h~2F~2E~2E~2F1", "/made-up/events/javascript~3Awindow~2Ehacked~3D1"]
    assert watched.foreign() == []


def test_popup_says_what_when_who_and_how_sure(serve: Any, watched: Any) -> None:
    page = watched.open(f"{serve({})}/events_map?event_id=strike-2")
    page.locator(".curate-marker").press("Enter")
    words = page.locator(".curate-popup").inner_text()
    for said in (
        "Strike on the hill",
        "air strike",
        "2024-12-04",
        "Source A, Source B",
        "2 sources",
        "within about 2.5 km",
    ):
        assert said in words
    assert "a nearby place stands in" in words
    page.get_by_text("Open the full record").click()
    assert page.url.endswith("/made-up/events/strike-2")


def test_right_to_left_names_stand_apart(serve: Any, watched: Any) -> None:
    page = watched.open(f"{serve({})}/events_map?event_id=strike-1")
    page.locator(".curate-marker").press("Enter")
    arabic = page.locator(".curate-popup").get_by_text("حماة")
    assert arabic.get_attribute("dir") == "auto"
    assert arabic.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_legend_counts_types_and_collapses(serve: Any, watched: Any) -> None:
    page = watched.open(f"{serve({})}/events_map")
    words = [item.inner_text() for item in page.locator(".curate-legend li[data-type]").all()]
    assert words == ["air strike (2)", "capture (1)", "clash (1)"]
    shapes = {item.get_attribute("d") for item in page.locator(".curate-legend li[data-type] path").all()}
    colours = {item.get_attribute("fill") for item in page.locator(".curate-legend li[data-type] path").all()}
    assert len(shapes) == len(colours) == 3
    page.locator(".curate-marker").first.click()
    assert page.locator(".curate-legend li").first.is_visible()
    page.get_by_role("button", name="Legend").press("Enter")
    assert not page.locator(".curate-legend li").first.is_visible()


def test_two_places_at_one_point_can_both_be_reached_by_keyboard(serve: Any, watched: Any) -> None:
    page = watched.open(f"{serve({})}/events_map#map=18/35.29/36.74")
    cluster = page.locator(".curate-cluster")
    assert cluster.get_attribute("aria-label") == "2 records here: 1 capture, 1 clash. Opens the group."
    cluster.press("Enter")
    page.wait_for_selector(".curate-marker:focus")
    titles = set()
    for marker in page.locator(".curate-marker").all():
        marker.press("Enter")
        titles.add(page.locator(".curate-popup-title").inner_text())
        page.keyboard.press("Escape")
        assert page.locator(".curate-popup").count() == 0
        assert marker.evaluate("node => node === document.activeElement")
    assert titles == {"Capture of Soran", "Clash at the mill"}


def test_wheel_scrolls_the_page_until_the_map_is_used(serve: Any, watched: Any) -> None:
    page = watched.open(f"{serve({})}/events_map#map=9/35.3/36.7")
    box = page.locator(".curate-map").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 0
    assert page.locator(".curate-wheel-hint.shown").count() == 1


def test_a_project_without_base_gets_a_grid_anywhere(serve: Any, watched: Any) -> None:
    page = watched.open(f"{serve({})}/nowhere")
    assert page.locator(".leaflet-curate-grid-pane canvas").count() == 1
    assert page.locator(".leaflet-curate-base-pane canvas").count() == 0
    drawn = "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(Boolean)"
    assert page.locator(".leaflet-curate-grid-pane canvas").evaluate(drawn)
    assert page.locator("canvas.curate-labels").evaluate(drawn)


def test_the_base_of_the_settings_is_drawn_and_credited(serve: Any, watched: Any, tmp_path: Path) -> None:
    base = tmp_path / "base.geojson"
    base.write_text(json.dumps(BASE))
    page = watched.open(f"{serve({'plugins': {'curate': {'basemap': str(base)}}})}/events_map")
    assert page.locator(".leaflet-curate-base-pane canvas").count() == 1
    assert "Made-up base <b> (CC0)" in page.locator(".curate-credits").inner_text()
    assert watched.errors == []


def test_online_tiles_only_after_they_are_chosen(serve: Any, watched: Any) -> None:
    tiles = {"url": "https://tiles.example.org/{z}/{x}/{y}.png", "label": "Street map", "attribution": "Example"}
    url = serve({"plugins": {"curate": {"tiles": tiles}}})
    referers: list[str] = []

    def note_referer(route: Any) -> None:
        referers.append(route.request.headers.get("referer", ""))
        route.fulfill(status=204)

    watched.page.route(
        "https://tiles.example.org/**",
        note_referer,
    )
    page = watched.open(f"{url}/events_map")
    assert watched.foreign() == []
    assert "tiles.example.org" in page.locator(".curate-tiles p").inner_text()
    page.get_by_label("Street map").check()
    page.wait_for_timeout(800)
    assert watched.foreign()
    assert set(referers) == {url.removesuffix("made-up")}


@pytest.mark.parametrize("page_name", ["events_map", "places/hama"])
def test_axe_finds_no_violation(page_name: str, serve: Any, watched: Any, tmp_path: Path) -> None:
    places = [os.environ.get("AXE_CORE", ""), "node_modules/axe-core/axe.min.js"]
    script = next((path for path in places if path and Path(path).is_file()), None)
    if not script:
        pytest.skip("no axe-core here: npm install axe-core, or set AXE_CORE to its axe.min.js")
    base = tmp_path / "base.geojson"
    base.write_text(json.dumps(BASE))
    tiles = {"url": "https://tiles.example.org/{z}/{x}/{y}.png"}
    page = watched.open(f"{serve({'plugins': {'curate': {'basemap': str(base), 'tiles': tiles}}})}/{page_name}")
    page.locator(".curate-marker").last.press("Enter")
    page.wait_for_selector(".curate-popup")
    page.evaluate(Path(script).read_text())
    found = page.evaluate("axe.run({include: ['.curate-map']})")
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found["violations"]] == []
    assert found["passes"]


def test_cluster_map_is_the_version_this_was_written_for() -> None:
    """We extend what it makes: read map.js against a new version before changing this pin."""
    assert importlib.metadata.version("datasette-cluster-map") == "0.18.2"
    assert importlib.metadata.version("datasette-leaflet") == "0.2.2"
