"""A project of any size, made up: `python bench/make_data.py FOLDER CLAIMS`.

Sources with texts, actors, places, events and casualty claims in JSON lines, each about 480 bytes and 19 fields long.
The same arguments give the same bytes. Nothing in it tells of anything that happened.
"""

import csv
import hashlib
import json
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ACTORS, PLACES, FILES = 200, 500, 10
_REPOSITORY = Path(__file__).resolve().parent.parent
_FIRST = (
    "North South East West Upper Lower Old New Great Little High Low Inner Outer Black White Red Green Blue Grey"
).split()
_SECOND = "River Harbour Hill Valley Forest Lake Bridge Tower Meadow Quarry".split()
_BODIES = ["Guard", "Brigade", "Council", "Watch"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_OUTCOMES = {"killed": "were killed", "wounded": "were wounded", "captured": "were captured", "missing": "went missing"}
_FILLER = (
    "The road was quiet by evening and shops near the square had opened again. ",
    "A clerk read the list aloud twice while people waited under the arcade. ",
    "Rain kept most people indoors, and the ferry stayed at its berth until noon. ",
    "Letters from the district arrived late because the post van had broken its axle. ",
)


def make(folder: Path, claims: int, sources: int = 5_000, events: int = 20_000) -> None:
    """Write the project."""
    data = folder / "data"
    shutil.rmtree(folder, ignore_errors=True)
    (data / "texts").mkdir(parents=True)
    (data / "extracted").mkdir()
    shutil.copytree(
        _REPOSITORY / "schema", folder / "schema", ignore=shutil.ignore_patterns("__pycache__", "generated")
    )
    (folder / "pyproject.toml").write_text('[tool.curate]\nname = "bench"\n')
    _table(
        data / "actors.csv", [{"id": f"actor-{n:03}", "name": _actor(n), "kind": "armed group"} for n in range(ACTORS)]
    )
    _table(data / "places.csv", map(_place, range(PLACES)))
    _table(data / "events.csv", map(_event, range(events)))
    written = []
    files = [open(data / "extracted" / f"part-{n}.jsonl", "w", encoding="utf-8") for n in range(FILES)]
    for n in range(sources):
        text: list[str] = []
        for line in _claims(n, range(n, claims, sources), events, text):
            files[n % FILES].write(json.dumps(line, separators=(",", ":")) + "\n")
        data_of = "".join(text).encode()
        sha256 = hashlib.sha256(data_of).hexdigest()
        (data / "texts" / f"{sha256}.txt").write_bytes(data_of)
        written.append(
            {
                "id": f"s{n:04}",
                "title": f"Report {n} from the districts",
                "publisher": f"The {_FIRST[n % 20]} Courier",
                "published": "2024-12-20",
                "language": "en",
                "text_sha256": sha256,
                "text_length": len(data_of.decode()),
            }
        )
    for file in files:
        file.close()
    _table(data / "sources.csv", written)


def _claims(source: int, numbers: range, events: int, text: list[str]) -> Iterator[dict[str, Any]]:
    """The claims of a source, whose sentences are added to its text."""
    chance = random.Random(source)
    at = 0
    for n in numbers:
        claimant, victim, event = chance.randrange(ACTORS), chance.randrange(ACTORS), n % events
        outcome, count, day = chance.choice(list(_OUTCOMES)), str(chance.randrange(2, 400)), _day(event)
        count = chance.choice(["", "", "over ", "at least ", "around "]) + count
        said = f"{_actor(claimant)} said {count} of the {_actor(victim)} {_OUTCOMES[outcome]}"
        sentence = f"The {said} on {_DAYS[day % 7]}, as told in bulletin {n} of the district. "
        text += [sentence, *chance.sample(_FILLER, 2)]
        yield {
            "kind": "casualty_claims",
            "id": f"s{source:04}-casualty-claim-{hashlib.sha256(str(n).encode()).hexdigest()[:6]}{n:06}",
            "source": f"s{source:04}",
            "claimant": f"actor-{claimant:03}",
            "claimant_stated": _actor(claimant),
            "stance": "asserts",
            "evidence": said,
            "at": f"{at + 4}-{at + 4 + len(said)}",
            "origin": "extracted",
            "extractor": "bench 1.0",
            "review_status": "unreviewed",
            "period": f"2024-12-{day:02}",
            "period_stated": f"on {_DAYS[day % 7]}",
            "count_stated": count,
            "event": f"event-{event:05}",
            "outcome": outcome,
            "victim": f"actor-{victim:03}",
            "victim_stated": _actor(victim),
            "scope": "event",
        }
        at += sum(map(len, text[-3:]))


def _day(event: int) -> int:
    return 1 + event % 15


def _actor(n: int) -> str:
    return f"{_FIRST[n % 20]} {_SECOND[n // 20]} {_BODIES[n % 4]}"


def _place(n: int) -> dict[str, Any]:
    return {
        "id": f"place-{n:03}",
        "name": f"Village {n}",
        "kind": "village",
        "location_kind": "point",
        "latitude": f"{35 + n % 25 / 50}",
        "longitude": f"{36 + n // 25 / 50}",
        "radius_km": "1",
        "gazetteer": "made up",
        "gazetteer_id": str(n),
    }


def _event(n: int) -> dict[str, Any]:
    place = f"place-{n % PLACES:03}"
    return {
        "id": f"event-{n:05}",
        "type": "clash",
        "place": place,
        "initiator": f"actor-{n % ACTORS:03}",
        "period": f"2024-12-{_day(n):02}",
    }


def _table(path: Path, rows: Any) -> None:
    rows = list(rows)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
