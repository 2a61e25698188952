"""Licences: every id is on the published SPDX list; that of an article may be a `LicenseRef-…`."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from curate.load.metadata import by_hand
from curate.model.problem import Spot, did_you_mean
from curate.model.problems import Problems
from curate.model.project import Project
from curate.model.settings import read_own
from curate.publish.allow import Allowed
from curate.publish.checks import LICENCE
from curate.publish.citation import FILE, Citation
from curate.read.fold import slug

_OWN = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")
_ONE = re.compile(r"[A-Za-z0-9.+-]+")
_WRITE = "write an SPDX id such as CC-BY-4.0"


def check_licences(allowed: Allowed, citation: Citation, problems: Problems) -> None:
    """A problem for each source whose licence nobody would know, and for the data's own."""
    for source in allowed.checked.records["sources"]:
        licence = source.values.get("licence")
        if (fault := licence_fault(licence or "")) is not None:
            what = f"the source's licence is {licence!r}" if licence else "the source has no licence"
            hint = fault or f"{_WRITE}, or LicenseRef-publisher where all rights are reserved"
            problems.add(source.row.where("licence"), LICENCE, what, hint)
    for licence in citation.licences:
        if (fault := data_fault(licence)) is not None:
            hint = fault or f"{_WRITE}, one id under which others may use the data"
            problems.add(Spot(FILE), LICENCE, f"the data's licence is {licence!r}", hint)
    if len(citation.licences) > 1:
        what = f"of {', '.join(citation.licences)} the first is taken as the data's licence"
        problems.add(Spot(FILE), LICENCE, what, "if it is another, write that first", "note")
    _check_metadata(allowed.checked.dataset.project, citation.licence, problems)


def licence_texts(allowed: Allowed, citation: Citation) -> Iterator[Path]:
    """The project's files that say under which terms a release stands, and whom to credit.

    They are all that are named `LICENSE-…`, and of `LICENSES/`, where REUSE (https://reuse.software) keeps the text of
    each licence under its id, those of the data and of the sources that are published.
    """
    root = allowed.checked.dataset.project.root
    named = {citation.licence, *(str(source.values.get("licence")) for source in allowed.checked.records["sources"])}
    ids = {str(key) for licence in named for key in _spdx().license_keys(licence)}
    texts = [file for id in ids if (file := root / "LICENSES" / f"{id}.txt").is_file()]
    yield from sorted([*root.glob("LICENSE-*"), *texts])


def _check_metadata(project: Project, licence: str, problems: Problems) -> None:
    """A problem if metadata.yml names another licence than CITATION.cff, in whatever spelling."""
    named = by_hand(project).get("license")
    if named and slug(str(named)) != slug(licence):
        lines = read_own(project.root / "metadata.yml", "metadata.yml").split("\n")
        line = next((n for n, text in enumerate(lines, start=1) if text.startswith("license:")), 1)
        what = f"the data's licence is {str(named)!r} here and {licence!r} in {FILE}"
        problems.add(Spot("metadata.yml", line), LICENCE, what, f"write `license: {licence}` here, or correct {FILE}")


def data_fault(licence: str) -> str | None:
    """None for what CITATION.cff may name, a single SPDX id, else what may have been meant."""
    fault = licence_fault(licence)
    return "" if fault is None and (_OWN.fullmatch(licence) or not _ONE.fullmatch(licence)) else fault


def licence_fault(licence: str) -> str | None:
    """None for a licence that is known (or several, joined by AND, OR and WITH), else what may have been meant."""
    spdx = _spdx()
    try:
        found = spdx.validate(licence)
    except (AttributeError, IndexError):  # how it fails on what is no expression, such as `MIT AND`
        return ""
    unknown = [name for name in found.invalid_symbols if not _OWN.fullmatch(name)]
    if unknown or not licence.strip():
        known = [name for name in spdx.known_symbols if not name.startswith("LicenseRef")]
        return did_you_mean("-".join(unknown[0].split()), known) if unknown else ""
    meant = found.normalized_expression
    return f"did you mean {meant!r}?" if meant and meant != licence else None


@cache
def _spdx() -> Any:
    """The published list, which takes a while to make."""
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()
