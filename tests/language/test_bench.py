"""The benches of each language: what must be caught is, what is honest passes, to the shares that docs/languages.md says."""

import importlib.util
import random
from itertools import product
from types import ModuleType

import pytest

from curate.language.limits import limits_of
from curate.language.pack import languages
from tests.conftest import ROOT


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("language_bench", ROOT / "bench" / "language.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH = _bench()
#: At least so much is caught, and at most so much refused wrongly.
CAUGHT, REFUSED = 0.92, 0.03


@pytest.mark.parametrize("language", languages())
def test_a_pack_ships_when_its_examples_pass(language: str) -> None:
    told = list(BENCH.wrong(language, "both"))
    for must, least in (("refuse", CAUGHT), ("pass", 1 - REFUSED)):
        right = [is_right for sentence, _, is_right in told if sentence.must == must]
        missed = [(s.marked, found) for s, found, is_right in told if s.must == must and not is_right]
        assert len(right) >= 15 and sum(right) / len(right) >= least, missed


@pytest.mark.parametrize("language", languages())
def test_the_quick_look_passes_over_nothing(language: str) -> None:
    """For phrases of every sentence of the bench, not only the marked ones."""
    limits = limits_of(language)
    assert limits
    for sentence in BENCH.sentences(language):
        text = sentence.text
        cuts = [token.start for token in limits.pack.cutter.tokens(text)] + [len(text)]
        for start, end in product(cuts[::2], cuts[::3]):
            phrase = text[start:end].rstrip()
            if not phrase or not phrase[0].isalnum():
                continue
            begin, _, stop = limits.sentences.around(text, start, start + len(phrase))
            glance = limits.glance.may_limit(text, (begin, start), (start + len(phrase), stop))
            assert glance or not limits.all_of(text, start, start + len(phrase)), (text, phrase)


@pytest.mark.parametrize("language", languages())
def test_the_quick_look_agrees_with_the_long_one(language: str) -> None:
    """For slices that begin and end with a word, drawn with a fixed seed."""
    limits, draw = limits_of(language), random.Random(7)
    assert limits
    texts = [sentence.text for sentence in BENCH.sentences(language)]
    for text in draw.choices([*texts, "Ahırda 60 kadar keçi var", "The barn holds 60 or so goats"], k=2_000):
        tokens = [token for token in limits.pack.cutter.tokens(text) if token.text[0].isalnum()]
        first = draw.randrange(len(tokens))
        start, end = tokens[first].start, tokens[draw.randrange(first, len(tokens))].end
        assert limits.of(text, start, end) == limits.all_of(text, start, end), (text, text[start:end])
