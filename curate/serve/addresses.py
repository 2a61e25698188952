"""Addresses in the metadata, which pages show as links: those of the web only, so that none can be a script."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl

from curate.model.address import is_web_address


@hookimpl(specname="startup")
def no_scripts(datasette: Any) -> None:
    """Take others out, wherever in the metadata. A build refuses them; metadata may be written otherwise."""
    _clean(datasette._metadata_local)


def _clean(said: Any) -> None:
    for name, value in list(said.items()) if isinstance(said, dict) else ():
        if name in ("license_url", "source_url", "about_url") and not is_web_address(value):
            del said[name]
        elif name in ("databases", "tables", "queries") and isinstance(value, dict):
            for each in value.values():
                _clean(each)
