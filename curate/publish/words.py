"""Words, as the limits on excerpts count them and as the gate looks for them."""

import re
import string
from collections.abc import Iterable

from curate.publish.comparable import comparable

_MARKS = string.punctuation + "…«»،؛؟"
_PART = re.compile(r"[^\W_]+")
#: No run of words goes across this, which stands for the words between two phrases.
BREAK = "[...]"


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents and the marks around them; `[...]` is kept: it ends a run."""
    found = (word if word == BREAK else word.strip(_MARKS) for word in comparable(text).casefold().split())
    return [word for word in found if word]


def parts(said: Iterable[str]) -> list[str]:
    """Words taken apart at the marks within them: a name stands in `saleh's`, `a@saleh.org` and `a_saleh`."""
    return [part for word in said for part in ((word,) if word.isalnum() else _PART.findall(word))]
