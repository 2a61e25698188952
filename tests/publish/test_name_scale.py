"""Time grows with the text, not with the number of names; and what is said where the library that does it is missing."""

import random
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from curate.check.checked import Record
from curate.load.build import validate
from curate.model.project import Project
from curate.publish import automaton
from curate.publish.automaton import Automaton
from curate.publish.gate import Gate
from curate.publish.names import Redactor, redact
from curate.publish.secrets import Secret
from curate.publish.unescape import readings

SYLLABLES = [c + v for c in "bcdfghjklmnprstvz" for v in "aeiou"]


def words(number: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(number)]


def names(number: int) -> list[str]:
    return [f"{a} {b}" for a, b in zip(words(number), words(number, 2), strict=True)]


def ratio(short: Callable[[], object], long: Callable[[], object]) -> float:
    """How much longer one thing takes than another: processor time, the least of five runs."""

    def least(task: Callable[[], object]) -> float:
        times = []
        for _ in range(5):
            begin = time.process_time()
            task()
            times.append(time.process_time() - begin)
        return min(times)

    return least(long) / least(short)


def test_thirty_times_the_names_take_no_thirty_times_the_time() -> None:
    text = " ".join(words(20_000, 3))
    few, many = (Gate([Secret(name, "a name") for name in names(n)], [], 25) for n in (1_000, 30_000))
    assert ratio(lambda: list(few._hits(text)), lambda: list(many._hits(text))) < 6


@pytest.mark.parametrize("kind", ["names", "packed bytes", "notes that begin alike"])
def test_twice_the_text_takes_twice_the_time(kind: str) -> None:
    text = " ".join(words(10_000, 3))
    secrets = (
        [f"Told by somebody in the harbour: {n}" for n in names(5_000)] if kind.startswith("notes") else names(5_000)
    )
    gate = Gate([Secret(secret, "a secret") for secret in secrets], [], 25)
    text = (
        text if kind == "names" else text.replace("Ba", "Told by somebody in the harbour: ") + "\\0" * (kind[0] == "p")
    )
    assert ratio(lambda: list(gate._hits(text)), lambda: list(gate._hits(f"{text} {text}"))) < 3


@pytest.mark.parametrize(
    "piece",
    [
        "%25",
        "&amp;",
        "\\\\",
        "\\u0041",
        "=?a?b?",
        "<!--",
        "<b",
        "xn--",
        "=\n",
        "&#",
        "&a",
        "= ",
        "\u202e",
        "a1",
        "%",
        "\\x41",
    ],
)
def test_decoding_takes_time_in_proportion_to_the_text(piece: str) -> None:
    assert ratio(lambda: list(readings(piece * 4_000)), lambda: list(readings(piece * 8_000))) < 3


@pytest.mark.parametrize("piece", ["a ", "a.", "a", "a-\n", "\u0301", " "])
def test_so_does_a_text_of_one_sign(piece: str) -> None:
    gate = Gate([Secret("Aaaa Aaaa", "a name"), Secret("A. A.", "a name")], [], 25)
    assert ratio(lambda: list(gate._hits(piece * 4_000)), lambda: list(gate._hits(piece * 8_000))) < 3


def test_a_record_that_words_a_person_makes_no_automaton_of_all_names(harbour: Project) -> None:
    checked = validate(harbour)
    claim = next(c for c in checked.claims() if c.values.get("claimant") and c.row.kind.table == "statements")
    few, many = Redactor(names(500)), Redactor(names(20_000))

    def taken_out(redactor: Redactor) -> int:
        return redact(
            Record(claim.row, dict(claim.values), dict(claim.ids), list(claim.spans)),
            redactor,
            {("people", "tea-seller")},
        )

    assert ratio(lambda: [taken_out(few) for _ in range(20)], lambda: [taken_out(many) for _ in range(20)]) < 4


def test_the_library_and_the_plain_way_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    strings = [
        *words(300),
        "aaaa",
        "aaa",
        "a long secret of more letters than are sought",
        "a long secret of more letters",
    ]
    text = " ".join([*words(300), "aaaaaa", *strings[-2:]])
    by_library = sorted((a, b, its) for a, b, its in Automaton((s, s) for s in strings).find(text))
    monkeypatch.setattr(automaton, "installed", lambda: False)
    assert sorted((a, b, its) for a, b, its in Automaton((s, s) for s in strings).find(text)) == by_library


WITHOUT = """
import sys
sys.modules["ahocorasick"] = None  # as if it were not installed
from curate.__main__ import run
sys.argv = ["curate", "--project", sys.argv[1], "release", "2023.6.1"]
run()
"""


def released_without_the_library(project: Project) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", WITHOUT, str(project.root)], capture_output=True, text=True)


def test_without_the_library_a_release_that_withholds_names_stops(harbour: Project) -> None:
    done = released_without_the_library(harbour)
    assert done.returncode == 2
    assert done.stderr.count("pip install 'curate-claims[publish]'") == 1 and "Traceback" not in done.stderr
    assert not (harbour.root / "build/releases/2023.6.1").exists()


def test_without_the_library_a_release_that_withholds_no_name_is_made(harbour: Project) -> None:
    people = harbour.root / "data/people.yml"
    people.write_text(
        people.read_text("utf-8").replace("protection: witness", "").replace("protection: minor", "x: y"), "utf-8"
    )
    people.write_text(people.read_text("utf-8").replace(", x: y", ""), "utf-8")
    done = released_without_the_library(harbour)
    assert done.returncode == 0, done.stderr
    (harbour.root / "metadata.yml").write_text("description: The safe is behind the bakery\n", "utf-8")
    done = released_without_the_library(harbour)
    assert done.returncode == 1 and "(under embargo)" in done.stderr + done.stdout
