"""Addresses that a page may show as links."""

import re
from typing import Any

#: A scheme that runs nothing, a host, and no white space or control signs, which browsers skip in a scheme.
_WEB = re.compile(r"https?://[^/?#\s\x00-\x20\x7f]+[^\s\x00-\x20\x7f]*", re.IGNORECASE)


def is_web_address(value: Any) -> bool:
    """Whether a value is an address of http or https (RFC 9110, 4.2)."""
    return isinstance(value, str) and _WEB.fullmatch(value) is not None
