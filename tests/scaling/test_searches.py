"""What seeks, compares or reads takes no longer than its input is long, whatever is written in it.

Each search has inputs that a quadratic one would take long over. `bench/` measures how fast they are.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from curate.check.nearest import nearest
from curate.check.spans import Phrase, covered, in_order
from curate.language.counts import read_count
from curate.language.limits import limits_of
from curate.model.period import read_period
from curate.model.problem import Spot, did_you_mean
from curate.model.problems import Problems
from curate.publish.compare import Rows, compare
from curate.publish.told import as_json, markdown, prose
from curate.publish.values import same
from curate.read.boundary import find_whole, has_whole
from curate.read.csv import read_lines
from curate.read.evidence import find_wording, parts, says
from curate.read.find import Group, find
from curate.read.fold import Folded, fold, fold_name, fold_search, occurrences, slug
from curate.read.jsonl import LineRow
from curate.read.locate import offsets
from curate.read.yaml import read_yaml
from tests.scaling.measure import MOST, growth

Make = Callable[[int], Any]


def seek(*groups: Group) -> Callable[[str], Any]:
    return lambda text: find(Folded(text), groups)


def limits(text: str, width: int, step: int) -> list[object]:
    """What limits each of many phrases in a text."""
    of = limits_of("en")
    assert of
    return [of.of(text, at, at + width) for at in range(0, len(text) - width, step)]


def times(piece: str, end: str = "", begin: str = "") -> Make:
    """A text of about a size, made of one piece."""
    return lambda size: begin + piece * (size // len(piece)) + end


def both(first: Make, second: Make) -> Make:
    return lambda size: (first(size), second(size))


def apart(run: Callable[..., Any]) -> Callable[[Any], Any]:
    return lambda made: run(*made)


def tried(run: Callable[[str], Any]) -> Callable[[str], Any]:
    """What refuses nonsense is quick about it too."""

    def attempt(text: str) -> None:
        with pytest.raises(ValueError):
            run(text)

    return attempt


def yaml_of(text: str) -> None:
    read_yaml(text, "a.yml", Problems())


def csv_of(text: str) -> None:
    list(read_lines(text, "a.csv", Problems()))


def spans(size: int) -> list[Phrase]:
    return [Phrase(n, n + 5, "words") for n in range(0, size, 2)]


def a_line(size: int) -> LineRow:
    line = json.dumps({f"k{n}": "\\" for n in range(size // 10)} | {"last": 1})
    return LineRow(None, {}, Spot("a.jsonl"), written=line)  # type: ignore[arg-type]


def tables(size: int) -> tuple[dict[str, Rows], dict[str, Rows]]:
    def made(word: str) -> dict[str, Rows]:
        return {"t": Rows(["id", "x"], {str(n): (str(n), word * 3) for n in range(size)})}

    return made("a*"), made("[b")


WORD = Group(("word", "day"))
SEARCHES: dict[str, tuple[Callable[[Any], Any], Make]] = {
    "phrases in ordinary words": (seek(WORD), times("word and another phrase of the day, ")),
    "phrases that stand everywhere": (seek(Group(("a", "a a", "a"))), times("a ")),
    "phrases in the wrong order": (seek(Group(("a", "b"))), lambda n: "b " * (n // 4) + "a " * (n // 4)),
    "phrases far apart": (seek(Group(("a", "b"))), lambda n: "a " * (n // 2) + "b"),
    "several groups": (seek(Group(("a",)), Group(("b",)), Group(("c",))), times("a b ", "c")),
    "a prefix": (seek(Group(("a",), prefix="y")), times("x a ")),
    "a prefix behind spaces": (seek(Group(("a",), prefix="y")), times("    ", "a", "y")),
    "a suffix": (seek(Group(("a",), suffix="y")), times("x a ")),
    "numbers in a number": (seek(Group(("1",))), times("1,")),
    "a phrase in itself": (apart(lambda text, phrase: seek(Group((phrase,)))(text)), both(times("a"), lambda n: "a" * (n // 2))),
    "a folded phrase in itself": (apart(lambda text, phrase: seek(Group((phrase,)))(text)), both(times("a’  "), lambda n: "a' " * (n // 8) + "a'")),
    "occurrences": (apart(lambda *both: list(occurrences(*both))), both(times("ab"), lambda n: "ab" * (n // 4))),
    "occurrences of one half": (apart(lambda *both: list(occurrences(*both))), both(times("aab"), lambda n: "aab" * (n // 12) + "aa")),
    "a wording": (lambda text: find_wording(text, "1"), times("1,")),
    "a wording behind dashes": (lambda text: find_wording(text, "a"), times("a—")),
    "whether words say": (lambda text: says(text, "b"), times("a b-c ")),
    "whole words": (lambda text: find_whole(text, "a"), times("aa ")),
    "whole phrases": (lambda text: has_whole(text, "1 1"), times("1 11 ")),
    "joints and spaces": (parts, times(" ", "b", "a")),
    "joints": (parts, times("[...] ")),
    "words beside numbers": (lambda text: limits(text, 1, 2), times("1,")),
    "words beside negations": (lambda text: limits(text, 2, 3), times("no ")),
    "words beside number words": (lambda text: limits(text, 3, 4), times("one and a ")),
    "folding": (fold, times(" \t\n`")),
    "folding for search": (fold_search, times("é'ـ’")),
    "folding names": (fold_name, times("ﬁ  ")),
    "slugs": (slug, times("-a—")),
    "the nearest passage": (apart(nearest), both(times("a b "), times("b c "))),
    "the nearest of long words": (apart(nearest), both(times("ab"), times("ab", "c"))),
    "the nearest of words alike": (lambda text: nearest(text, "word " * 29 + "ward"), times("word ")),
    "a suggestion": (lambda words: did_you_mean("captain", words), lambda n: [f"captian {i}" for i in range(n // 8)]),
    "a suggestion for a long word": (lambda word: did_you_mean(word, [word[:-1] + "c"]), times("ab")),
    "counts": (tried(read_count), times("1,")),
    "dates": (tried(read_period), times("1/")),
    "open dates": (tried(read_period), times("X")),
    "offsets": (offsets, times("1-11 ", "x")),
    "spans in order": (in_order, spans),
    "spans together": (lambda made: covered([(s.start, s.end) for s in made]), spans),
    "YAML of many keys": (yaml_of, lambda n: "".join(f"k{i}: v\n" for i in range(n // 8))),
    "YAML of one key": (yaml_of, times("k: v\n")),
    "YAML of lists": (yaml_of, times("- a\n")),
    "YAML of brackets": (yaml_of, times("[")),
    "YAML of dashes": (yaml_of, times("- ")),
    "YAML of question marks": (yaml_of, times("? ")),
    "YAML of braces": (yaml_of, times("{a: ")),
    "YAML of a long text": (yaml_of, times("a b\\n", '"', '"')),
    "YAML of an open text": (yaml_of, times("a\n", "", 'k: "')),
    "YAML of comments": (yaml_of, times("# a\n")),
    "YAML of tabs": (yaml_of, times("\t", "a: b", "k:\n")),
    "YAML of line ends": (yaml_of, times("\n", "a: b: c")),
    "CSV": (csv_of, times("1,2\n", "", "a,b\n")),
    "CSV of many columns": (csv_of, times("a,")),
    "CSV of quotes": (csv_of, times('""', "", 'a,b\n"')),
    "CSV of short rows": (csv_of, times("1\n", "", "a,b\n")),
    "places in a JSON line": (lambda row: row.where("last"), a_line),
    "differences": (apart(lambda old, new: [tell(compare(old, new)) for tell in (prose, markdown, as_json)]), tables),
    "values": (lambda text: same(text, text + "0"), times("1")),
}  # fmt: skip


@pytest.mark.parametrize("name", SEARCHES)
def test_twice_the_input_takes_twice_the_time(name: str) -> None:
    run, make = SEARCHES[name]
    assert growth(run, make, 20_000) <= MOST
