"""Text that somebody else wrote, made safe to print."""

import re
from collections.abc import Callable

#: Control characters but tabs and line ends, marks that turn the direction of what follows, and halves of characters.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
#: They join or part letters, in Persian for example, and do nothing else.
_JOINERS = "\u200c\u200d"


def escaped(character: str) -> str:
    """A character as Python writes it where it is not seen: `\\x1b`, `\\u202e`."""
    return character.encode("unicode_escape").decode()


def printable(text: str) -> str:
    """A text on one line, with an escape for each character that is not seen."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _JOINERS else escaped(c) for c in text)


def without_controls(text: str, written: Callable[[str], str] = escaped) -> str:
    """A text for programs, lines and spaces as they are, in which nothing steers a terminal that shows it."""
    return _CONTROLS.sub(lambda match: written(match[0]), text)
