"""Pictures for a release's page, as SVG: a map of what has coordinates, and a timeline of the claims."""

import math
import re
from collections import Counter
from datetime import date, timedelta
from html import escape
from typing import Any

from curate.publish.coarse import KM_A_DEGREE
from curate.publish.geojson import Rows

_INK, _GREY, _FAINT, _DOT = "#2b2b2b", "#6b6b6b", "#d8d5cd", "#a3341f"
#: What is known no closer than this many kilometres, such as a country, does not widen the map.
_VAGUE = 50
#: A circle of so many units is an area rather than a point.
_AREA = 60
#: What XML cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _svg(width: float, height: float, title: str, inside: list[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
    style = 'font-family="system-ui, sans-serif" font-size="11"'
    return "\n".join([f"{head}{style}>", f"<title>{escape(title)}</title>", *inside, "</svg>\n"])


def world_map(rows: Rows, title: str) -> str:
    """Each point with the circle in which the place may lie, and names; nothing where no row has coordinates."""
    points = [r for r in rows if r["latitude"] is not None and r["longitude"] is not None]
    if not points:
        return ""
    framing = [r for r in points if (r.get("radius_km") or 0) <= _VAGUE] or points
    south, north = min(r["latitude"] for r in framing) - 0.2, max(r["latitude"] for r in framing) + 0.2
    west, east = min(r["longitude"] for r in framing) - 0.2, max(r["longitude"] for r in framing) + 0.2
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(760 / ((east - west) * squeeze), 640 / (north - south))
    width, height = (east - west) * squeeze * scale, (north - south) * scale

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - west) * squeeze * scale, (north - latitude) * scale

    inside = [f'<rect width="{width:.0f}" height="{height:.0f}" fill="#faf8f3"/>']
    step = next(s for s in (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 90) if max(east - west, north - south) / s <= 8)
    for n in range(math.ceil(west / step), math.floor(east / step) + 1):
        x, _ = place(n * step, south)
        inside.append(f'<path d="M{x:.1f} 0V{height:.1f}" stroke="{_FAINT}"/>')
        if x < width - 60:
            inside.append(_text(x + 3, height - 4, _degrees(n * step, "E", "W"), _GREY))
    for n in range(math.ceil(south / step), math.floor(north / step) + 1):
        _, y = place(west, n * step)
        inside.append(f'<path d="M0 {y:.1f}H{width:.1f}" stroke="{_FAINT}"/>')
        if y < height - 20:
            inside.append(_text(3, y - 3, _degrees(n * step, "N", "S"), _GREY))
    spots = Counter(
        (*place(r["longitude"], r["latitude"]), (r.get("radius_km") or 0) / KM_A_DEGREE * scale, _name(r))
        for r in points
    )
    for x, y, reach, _ in sorted(spots, key=lambda s: (-s[2], s)):
        faint = f'fill="{_DOT}" fill-opacity="{0 if reach > _AREA else 0.08}" stroke="{_DOT}" stroke-opacity=".3"'
        inside.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}" {faint}/>')
    for (x, y, reach, _), n in sorted(spots.items()):
        size, ink = 2 + math.sqrt(n), f'fill="{_DOT}" fill-opacity=".8"'
        if reach > _AREA:  # an area has its middle somewhere, which is no place of its own
            size, ink = 3, f'fill="none" stroke="{_DOT}"'
        inside.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {ink}/>')
    return _svg(width, height, title, [*inside, *_names(spots, width, height)])


def _name(row: dict[str, Any]) -> str:
    return _NO_XML.sub("", str(row.get("place") or row.get("name") or ""))


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"


def _text(x: float, y: float, text: str, ink: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{ink}">{escape(text)}</text>'


def _names(spots: Counter[tuple[float, float, float, str]], width: float, height: float) -> list[str]:
    """The places' names beside their points, those with most rows first, as far as there is room."""
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y, _, _ in spots]
    taken += [(0, 0, 55, height), (0, height - 16, width, height)]  # the degrees stand there
    made = []
    for (x, y, reach, name), _ in sorted(spots.items(), key=lambda s: (s[0][2] > _AREA, -s[1], s[0])):
        long = 6.2 * len(name)
        for left in (x + 7, x - 7 - long):
            box = (left, y - 7, left + long, y + 5)
            free = not any(box[0] < r and left_ < box[2] and box[1] < b and t < box[3] for left_, t, r, b in taken)
            if name and free and left + long < width and y > 8:
                taken.append(box)
                made.append(_text(left, y + 4, name, _GREY if reach > _AREA else _INK))
                break
    return made


def timeline(claims: list[dict[str, Any]], title: str) -> tuple[str, int]:
    """Bars of the claims about one day (or, over more than a quarter, of one month), and how many are left out."""
    days = [date.fromisoformat(c["start_date"]) for c in claims if c["start_date"] and c["start_date"] == c["end_date"]]
    if not days:
        return "", len(claims)
    days.sort()
    days = [day for day in days if abs((day - days[len(days) // 2]).days) < 36_500]
    dense = (days[-1] - days[0]).days > 92
    bins = Counter(day.replace(day=1) if dense else day for day in days)
    steps = (
        _months(min(bins), max(bins))
        if dense
        else [min(bins) + timedelta(n) for n in range((max(bins) - min(bins)).days + 1)]
    )
    bar, most = 760 / len(steps), max(bins.values())
    every = math.ceil(70 / bar)
    inside = []
    for n, step in enumerate(steps):
        height = 130 * bins[step] / most
        shape = f'x="{n * bar:.1f}" y="{150 - height:.1f}" width="{max(bar - 2, 0.5):.1f}" height="{height:.1f}"'
        inside.append(f'<rect {shape} fill="{_DOT}"/>')
        if bins[step] and bar > 20:
            inside.append(f'<text x="{n * bar + 2:.1f}" y="{146 - height:.1f}" fill="{_INK}">{bins[step]}</text>')
        if n % every == 0:
            label = f"{step:%Y-%m}" if dense else step.isoformat()
            inside.append(f'<text x="{n * bar:.1f}" y="166" fill="{_INK}">{label}</text>')
    return _svg(760, 175, title, inside), len(claims) - len(days)


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]
