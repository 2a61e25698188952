"""The passage of a text that somebody may have meant by a phrase that does not stand in it."""

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import accumulate

from curate.read.fold import fold

#: How many words of a phrase are compared, and how many letters of the text with them: comparing takes long.
_MOST_WORDS = 30
_MOST_LETTERS = 40_000
#: How many letters of words and passages are compared.
_LONGEST = 400


def nearest(text: str, phrase: str) -> str:
    """The words of the text most like a phrase, or like a long phrase where it departs from the text, if any are."""
    words = text.split()
    sought = _departure(fold(text), phrase.split())
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(" ".join(sought).casefold()[:_LONGEST])
    best, passage = 0.5, ""
    for i in _likeliest(words, sought):
        candidate = " ".join(words[i : i + len(sought)])
        matcher.set_seq1(candidate.casefold()[:_LONGEST])
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, passage = ratio, candidate
    return passage.strip(" ,.;:“”")


def _departure(text: str, phrase: list[str]) -> list[str]:
    """Of a long phrase, the words around the first one with which it does not stand in the text."""
    if len(phrase) <= _MOST_WORDS:
        return phrase
    said = [fold(word) for word in phrase]
    first = bisect_left(range(len(said)), True, key=lambda n: " ".join(said[: n + 1]) not in text)
    start = max(0, first - _MOST_WORDS // 2)
    return phrase[start : start + _MOST_WORDS]


def _likeliest(words: list[str], sought: list[str]) -> list[int]:
    """Where passages begin that share the most words with those that are sought, a rare one counting for more."""
    plain = [word.casefold() for word in words]
    often, wanted = Counter(plain), {word.casefold() for word in sought}
    shared = [0.0, *accumulate(1 / often[word] if word in wanted else 0.0 for word in plain)]
    ends = [*shared[len(sought) :], *[shared[-1]] * len(sought)]
    most = _MOST_LETTERS // min(len(" ".join(sought)), _LONGEST)
    return sorted(nlargest(most, range(len(words)), key=lambda i: ends[i] - shared[i]))
