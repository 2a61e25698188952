"""Names in backquotes, as descriptions write them, shown as code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from datasette import hookimpl
from markupsafe import Markup, escape

_NAME = re.compile(r"`([^`]+)`")


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """The filter `code`, and `uncoded` for places that hold text only."""
    env.filters |= {"code": code, "uncoded": uncoded}


def code(words: str | Mapping[str, str] | None) -> Any:
    """A description, or several by column, as HTML."""
    if isinstance(words, Mapping):
        return {name: code(each) for name, each in words.items()}
    return Markup(_NAME.sub(r"<code>\1</code>", str(escape(words or ""))))


def uncoded(words: str | None) -> str:
    """A description without its backquotes."""
    return _NAME.sub(r"\1", words or "")
