"""Whether two cells hold the same value, however it is written."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?Z?")


def _value(cell: Any) -> Any:
    if not isinstance(cell, str):
        return Decimal(str(cell)) if isinstance(cell, (int, float)) else cell
    if NUMBER.fullmatch(cell):
        return Decimal(cell)
    if day := _MIDNIGHT.fullmatch(cell):
        return day[1]
    return cell or None


@lru_cache(maxsize=1 << 18)
def same(old: Any, new: Any) -> bool:
    """Whether two cells mean the same: `369.0` and `369`, a day and its midnight, an empty text and none.

    Texts are compared as they are, spaces included; a number with leading zeros is a text.
    """
    return bool(old == new or _value(old) == _value(new))
