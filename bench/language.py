"""What is caught and what is refused wrongly, a language and a kind at a time: `python bench/language.py [LANGUAGE…]`.

Reads `tests/language/bench_*.tsv`. Each kind is parted at random, with a fixed seed, into sentences that rules are
written with and sentences that are held out; `--half written` or `--half held-out` measures one of the two, and
`--show` prints what went wrong in it.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from curate.language.counts import read_count
from curate.language.limits import limits_of
from curate.read.boundary import whole

FOLDER = Path(__file__).parents[1] / "tests" / "language"


class Sentence(NamedTuple):
    """One line of a bench: the text, the phrase in it, and the count as stated within the phrase (or nothing)."""

    kind: str
    must: str
    text: str
    phrase: tuple[int, int]
    count: tuple[int, int] | None
    half: str
    marked: str


def sentences(language: str) -> list[Sentence]:
    """The bench of a language."""
    lines = (FOLDER / f"bench_{language}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    groups = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    found = []
    for kind, group in sorted(groups.items()):
        order = list(group)
        random.Random(kind).shuffle(order)
        for n, (_, must, marked) in enumerate(order):
            found.append(_parsed(kind, must, marked.replace("\\n", "\n"), "written" if n % 2 == 0 else "held-out"))
    return found


def _parsed(kind: str, must: str, marked: str, half: str) -> Sentence:
    text, at = "", {}
    for character in marked:
        if character in "[]{}":
            at[character] = len(text)
        else:
            text += character
    count = (at["{"], at["}"]) if "{" in at else None
    return Sentence(kind, must, text, (at["["], at["]"]), count, half, marked)


def refusals(sentence: Sentence, language: str) -> list[str]:
    """Why a claim with this phrase and count is refused."""
    limits = limits_of(language)
    assert limits
    text, (start, end) = sentence.text, sentence.phrase
    found = [f"{limit.kind}: {text[limit.start : limit.end]}" for limit in limits.of(text, start, end)]
    if not whole(text, start, end):
        found.append("cut-short")
    if sentence.count:
        first, last = sentence.count
        phrase = text[start:end]
        inside = limits.of_count(phrase, first - start, last - start)
        # The kind "stance" holds claims whose stance says what the words do.
        inside = [] if sentence.kind == "stance" else inside
        found += [f"count: {phrase[limit.start : limit.end]}" for limit in inside]
        try:
            read_count(text[first:last], language)
        except ValueError as error:
            found.append(str(error))
    return found


def wrong(language: str, half: str) -> Iterator[tuple[Sentence, list[str], bool]]:
    """Each sentence of a half (or of both), why it is refused, and whether that is right."""
    for sentence in sentences(language):
        if half in ("both", sentence.half):
            found = refusals(sentence, language)
            yield sentence, found, bool(found) == (sentence.must == "refuse")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--half", choices=["both", "written", "held-out"], default="both")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--kinds", action="store_true")
    given = parser.parse_args()
    every = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.tsv"))
    for language in given.languages or every:
        kinds, right = Counter(), Counter()
        for sentence, found, is_right in wrong(language, given.half):
            kinds[sentence.must, sentence.kind] += 1
            right[sentence.must, sentence.kind] += is_right
            if given.show and not is_right:
                print(f"  {sentence.must} {sentence.kind}: {sentence.marked!r} {found}")
        for must, what in (("refuse", "caught"), ("pass", "passed")):
            all_ = sum(n for (m, _), n in kinds.items() if m == must)
            good = sum(n for (m, _), n in right.items() if m == must)
            print(f"{language}: {what} {good} of {all_} ({good / all_:.1%})")
            if given.kinds:
                for (m, kind), n in sorted(kinds.items()):
                    if m == must:
                        print(f"    {kind}: {right[m, kind]} of {n}")


if __name__ == "__main__":
    main()
