"""No phrase that says something else than the article passes: every span of the five articles, changed a little."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from curate.check.checked import Checked, Record
from curate.check.dataset import check_project
from curate.check.evidence import check_evidence
from curate.load.build import build
from curate.model.evidence import JOINT
from curate.model.markers import Span
from curate.model.problems import Problems
from curate.model.project import Project, find_project
from curate.read.anchor import anchor
from curate.read.evidence import complete, parts
from curate.read.fold import Folded
from curate.read.locate import locate
from curate.read.names import Names
from curate.read.row import Row

ROOT = Path(__file__).parents[1]
HEDGES = "nearly|almost|up to|at least|more than|less than|hundreds of|dozens of|if|reportedly"
NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|hundred|thousand|million"
_NUMBER = re.compile(rf"\d[\d,]*|\b(?:{NUMBERS})\b", re.IGNORECASE)
#: Before a name these are prepositions: "control over Velm".
_HEDGE = re.compile(rf"\b(?:{HEDGES}|(?:over|under|about|around)(?=\s(?:an? |\d|{NUMBERS})))\b\s*", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never)\b\s*|n['’]t\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]{2,}")


@pytest.fixture(scope="module")
def checked(article_texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    project = copied(tmp_path_factory.mktemp("five"))
    shutil.copytree(article_texts, project.texts_folder)
    found = check_project(project)
    assert len(found.records["sources"]) == 5
    return found


def _cut(pattern: re.Pattern[str], phrase: str) -> Iterator[str]:
    return (phrase[: m.start()] + phrase[m.end() :] for m in pattern.finditer(phrase))


def changes(phrase: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """What was done to the phrase, and what came of it."""
    words = phrase.split()
    for match in _NUMBER.finditer(phrase):
        for other in ("one", str(int(match[0].replace(",", "")) + 1) if match[0][0].isdigit() else "seventeen"):
            yield "number changed", phrase[: match.start()] + other + phrase[match.end() :]
    for match in _NAME.finditer(phrase):
        misspelt = match[0][:-2] + match[0][:-3:-1]
        other = next(name for name in names if name not in phrase)
        for name in (misspelt if misspelt != match[0] else match[0] + "a", other):
            yield "name changed", phrase[: match.start()] + name + phrase[match.end() :]
    yield from (("hedge cut", cut) for cut in _cut(_HEDGE, phrase))
    yield from (("not cut", cut) for cut in _cut(_NOT, phrase))
    for n in range(len(words) + 1):
        yield "not inserted", " ".join([*words[:n], "not", *words[n:]])
    for n in range(len(words) - 1):
        if words[n].casefold() != words[n + 1].casefold():
            yield "words swapped", " ".join([*words[:n], words[n + 1], words[n], *words[n + 2 :]])


def written_phrases(row: Row) -> Iterator[tuple[str, int, str]]:
    """Each phrase that the annotator wrote: its key, its position there, and itself."""
    spans = [name for name, key in row.kind.keys.items() if key.has(Span)]
    for key in filter(None, ["evidence", *spans, row.each]):
        yield from ((key, n, phrase) for n, phrase in enumerate(parts(row.get(key))))


def with_phrase(row: Row, key: str, position: int, phrase: str) -> Row:
    """The row as reading the file gives it, with another phrase."""
    said = list(parts(row.get(key)))
    said[position] = phrase
    filled = {*row.kind.stated, "claimant", "claimant_stated"} - set(row.spots) - set(row.kind.follows)
    values = {name: value for name, value in row.values.items() if name not in filled or name in row.soft}
    item = phrase if key == row.each else row.item
    made = replace(row, values=values | {key: JOINT.join(said)}, ids=dict(row.ids), item=item, extra=[])
    complete(made)
    return made


def faults(row: Row, text: Folded, names: Names) -> list[str]:
    problems = Problems()
    if row.each and not names.meant(row.kind.refs[row.each], row.item):
        return ["unknown-reference"]
    row.found = locate(row, text, problems)
    if row.found.status != "verified":
        return [row.found.status]  # `check_evidence` says so at length; test_evidence.py holds it to that
    check_evidence(row, text, "en", problems, wrong=set())
    return [p.code for p in problems.found if p.level == "error"]


def text_of(checked: Checked, claim: Record) -> Folded:
    text = checked.dataset.context.text_of(claim.ids["source"])
    assert text
    return text


@lru_cache
def capitalised(text: Folded) -> list[str]:
    return list(dict.fromkeys(_NAME.findall(text.text)))


@pytest.mark.parametrize("stamped", [True, False])
def test_no_changed_phrase_passes(checked: Checked, stamped: bool) -> None:
    passed, tried, names = [], 0, checked.dataset.context.names
    for claim in checked.claims():
        row, text = (
            replace(claim.row, values=claim.row.values | ({} if stamped else {"at": None})),
            text_of(checked, claim),
        )
        for key, position, phrase in written_phrases(row):
            assert not faults(with_phrase(row, key, position, phrase), text, names), f"{claim.id}: {phrase}"
            for what, changed in changes(phrase, capitalised(text)):
                tried += 1
                if not stamped and what == "name changed" and " " not in phrase:
                    continue  # until it is stamped, a bare name that no value words may be any name of the text
                if changed.strip() and not faults(with_phrase(row, key, position, changed), text, names):
                    passed.append(f"{claim.id}: {what}: {phrase!r} became {changed!r}")
    assert tried > 3000
    assert not passed, "\n".join(passed)


def test_no_changed_wording_passes(checked: Checked) -> None:
    """Counts, claimants, places and actors as stated must be in the claim's own phrases, hedge and all."""
    passed = []
    for claim in checked.claims():
        row, text = claim.row, text_of(checked, claim)
        for name in filter(row.get, row.kind.stated):
            for what, changed in changes(row.get(name), capitalised(text)):
                made = replace(row, values=row.values | {name: changed})
                if changed.strip() and not faults(made, text, checked.dataset.context.names):
                    passed.append(f"{claim.id}: {what}: {name} {row.get(name)!r} became {changed!r}")
    assert not passed, "\n".join(passed)


def test_with_and_without_texts(checked: Checked, tmp_path: Path) -> None:
    """Every claim is verified against its text, unavailable without it, and the content hash is the same."""
    project = copied(tmp_path)
    shutil.copytree(checked.dataset.project.texts_folder, project.texts_folder)
    anchor(project)
    there = facts(project)
    shutil.rmtree(project.texts_folder)
    absent = facts(project)
    assert there["status"] == {"verified"} and absent["status"] == {"unavailable"}
    assert there["content hash"] == absent["content hash"]


def copied(folder: Path) -> Project:
    for name in ("schema", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("texts", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return find_project(folder)


def facts(project: Project) -> dict[str, Any]:
    assert build(project).written
    with closing(sqlite3.connect(project.database)) as db:
        told = dict(db.execute("SELECT key, value FROM build").fetchall())
        return told | {"status": {status for (status,) in db.execute("SELECT status FROM evidence")}}
