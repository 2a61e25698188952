"""Text that a spreadsheet would run.

Spreadsheets take a cell of a CSV file that begins with certain signs for a formula
(https://owasp.org/www-community/attacks/CSV_Injection). One apostrophe before it makes it text. A text that begins with
an apostrophe gets one too, so that taking one away gives every text back.
"""

from typing import Any

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def defuse(value: Any) -> Any:
    """A value as CSV holds it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value
