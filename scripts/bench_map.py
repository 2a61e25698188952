"""Measure how long the map takes to show many points: python scripts/bench_map.py [--points 20000].

Makes a table of made-up points, serves it with the Datasette plugin that is installed here, opens it in chromium and
prints two numbers, each from the start of navigation to the last marker counted in the legend: with every row in one
page (`max_returned_rows` raised, as `curate serve` does), and with Datasette's own pages of 1,000 and "load all".
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
COUNTED = """total => {
  const items = [...document.querySelectorAll(".curate-legend li[data-type]")];
  const counts = items.map(item => Number(/[(]([0-9,]+)[)]/.exec(item.textContent)[1].replaceAll(",", "")));
  return counts.reduce((sum, count) => sum + count, 0) === total;
}"""


def make_points(path: Path, count: int) -> None:
    """A table of that many points around Hama, always the same."""
    chance = random.Random(1)
    kinds = ["capture", "clash", "air strike", "shelling", "statement"]
    with sqlite3.connect(path) as db:
        db.execute(
            "create table points (id integer primary key, title, type, place, location_kind, radius_km, "
            "latitude, longitude)"
        )
        rows = (
            (n, f"Point {n}", chance.choice(kinds), f"Place {n % 900}", chance.choice(["point", "proxy"]), 2.0,
             chance.gauss(35.3, 0.6), chance.gauss(36.9, 0.6))
            for n in range(count)
        )  # fmt: skip
        db.executemany("insert into points values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.close()


def measure(browser: Any, url: str, count: int, load_all: bool) -> float:
    """Seconds until every point is on the map."""
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    start = time.perf_counter()
    page.goto(url)
    if load_all:
        page.get_by_role("button", name="load all").click()
    page.wait_for_function(COUNTED, arg=count, timeout=120_000, polling=50)
    seconds = time.perf_counter() - start
    page.close()
    return seconds


def bench(points: int, runs: int, basemap: Path | None = None) -> dict[str, list[float]]:
    """Seconds of each run, sorted: with every row in one page, and with pages of 1,000."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    found = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        path = Path(folder) / "bench.db"
        make_points(path, points)
        metadata = Path(folder) / "metadata.yml"
        base = f"{{basemap: {basemap.resolve()}}}" if basemap else "{}"
        metadata.write_text(f"plugins: {{curate: {base}}}\n")
        browser = player.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, rows, load_all in (("one page", points, False), ("pages of 1,000", 1000, True)):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            command = [sys.executable, "-m", "datasette", str(path), "-m", str(metadata), "-p", str(port)]
            server = subprocess.Popen(
                [*command, "--setting", "max_returned_rows", str(rows)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(3)
            url = f"http://127.0.0.1:{port}/bench/points"
            found[name] = sorted(measure(browser, url, points, load_all) for _ in range(runs))
            server.terminate()
            server.wait()
        browser.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--basemap", type=Path, help="a base file to draw, as in use")
    given = parser.parse_args()
    for name, times in bench(given.points, given.runs, given.basemap).items():
        print(f"{given.points:,} points, {name}: median {times[len(times) // 2]:.2f} s, worst {times[-1]:.2f} s")


if __name__ == "__main__":
    main()
