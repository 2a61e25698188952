"""Words, as the limits on excerpts count them and as the gate looks for them."""

import string

from curate.read.fold import fold

_MARKS = string.punctuation + "…«»،؛؟"
#: No run of words goes across this, which stands for the words between two phrases.
BREAK = "[...]"


def as_written(text: str) -> list[str]:
    """The words of a text without the marks around them; `[...]` is kept, since it ends a run."""
    found = (word if word == BREAK else word.strip(_MARKS) for word in fold(text).split())
    return [word for word in found if word]


def words(text: str) -> list[str]:
    """The same in lower case."""
    return as_written(text.casefold())
