"""How long work tells what it is doing to whoever wants to know."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

#: Takes what is being done, how many are done, and of how many; 0 where that cannot be known.
Tell = Callable[[str, int, int], None]
_Item = TypeVar("_Item")
_BATCH = 500


def silent(doing: str, done: int, total: int) -> None:
    """Tell nobody."""


def telling(items: Iterable[_Item], tell: Tell, doing: str, total: int = 0) -> Iterator[_Item]:
    """The items, told of every few hundred."""
    for n, item in enumerate(items):
        if n % _BATCH == 0:
            tell(doing, n, total)
        yield item
