"""Seconds of processor to search a megabyte of text for withheld names, and to make the automaton, by their number.

    python bench/names.py

Names and text are made up from syllables; a tenth of the names are Arabic, a tenth Cyrillic. The last lines are for
many private values, and for redacting 20,000 records, a tenth of which word somebody who may not be named.
"""

import random
import resource
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from report import machine, write_section

from curate.publish.gate import Gate
from curate.publish.names import Redactor
from curate.publish.secrets import Secret

T = TypeVar("T")
SIZES = (100, 2_000, 28_000, 60_000)
_LATIN = "bcdfghjklmnprstvz", "aeiou"
_ARABIC = "بتثجحخدذرزسشصضطظعغفقكلمن", "اوي"
_CYRILLIC = "бвгджзклмнпрст", "аеиоу"


def word(chance: random.Random, script: tuple[str, str] = _LATIN, least: int = 1) -> str:
    return "".join(chance.choice(script[0]) + chance.choice(script[1]) for _ in range(chance.randint(least, 4)))


def names(chance: random.Random, number: int) -> list[str]:
    made: set[str] = set()
    while len(made) < number:
        script = chance.choice([_ARABIC, _CYRILLIC, *[_LATIN] * 8])
        made.add(" ".join(word(chance, script, 2).title() for _ in range(chance.choice([1, 2, 2, 2, 3]))))
    return sorted(made)


def prose(chance: random.Random, size: int, script: tuple[str, str] = _LATIN) -> str:
    words = (word(chance, script) + chance.choice([" ", " ", " ", ", ", ". ", "\n", "-"]) for _ in range(size // 3))
    return "".join(words)[:size]


def timed(task: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor, and what came of it."""
    begin = time.process_time()
    made = task()
    return time.process_time() - begin, made


def searched(gate: Gate, text: str) -> float:
    """Seconds a megabyte; the least of three times."""
    least = min(timed(lambda: list(gate._hits(text)))[0] for _ in range(3))
    return least / len(text.encode()) * 1e6


def main() -> None:
    """Measure and write the section."""
    chance = random.Random(1)
    texts = {"Latin": prose(chance, 1_000_000), "Arabic": prose(chance, 500_000, _ARABIC)}
    texts["escaped"] = texts["Latin"][:300_000].replace("e", "%65").replace("a", "&#97;")
    rows = [f"| what | made in, s | {', '.join(texts)}, s a MB |", "| --- | ---: | ---: |"]
    for size in SIZES:
        secrets = [Secret(name, "a name") for name in names(chance, size)]
        built, gate = timed(partial(Gate, secrets, [], 25))
        rows.append(
            f"| {size:,} names | {built:.2f} | {', '.join(f'{searched(gate, t):.2f}' for t in texts.values())} |"
        )
    values = [Secret(f"Told by {prose(chance, 60)}", "a note") for _ in range(60_000)]
    built, gate = timed(partial(Gate, values, [], 25))
    rows.append(
        f"| 60,000 private values | {built:.2f} | {', '.join(f'{searched(gate, t):.2f}' for t in texts.values())} |"
    )
    redactor = Redactor(names(chance, 60_000))
    notes = [prose(chance, 300) for _ in range(20_000)]

    def redact() -> None:
        for n, note in enumerate(notes):
            (redactor.also([f"Name {n}"]) if n % 10 == 0 else redactor).clean(note)

    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = (
        "`python bench/names.py`: seconds of processor to search a megabyte of text for withheld names, however they "
        "are written, and before that to make the automaton. Names and text are made up of the same syllables, a fifth "
        "of the names Arabic or Cyrillic; in the last text every e and a is escaped.",
        machine() + ".",
        "",
        *rows,
        "",
        f"60,000 names are taken out of 20,000 notes of 300 letters, one in ten of which words somebody anew, "
        f"in {timed(redact)[0]:.1f} s. Memory at most: {memory:.0f} MB.",
    )
    write_section("Names that are withheld", "\n".join(said))


if __name__ == "__main__":
    main()
