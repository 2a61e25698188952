"""Putting a release where it belongs: whole or not at all, and never over another one unasked."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from curate.publish.files import files_in


class ReleaseError(Exception):
    """The release cannot be made as asked."""


@contextmanager
def staging(releases: Path, version: str) -> Iterator[Path]:
    """A hidden folder to make a version in, gone afterwards, with those of releases that were killed; under the
    project's lock."""
    releases.mkdir(parents=True, exist_ok=True)
    _sweep(releases)
    try:
        yield Path(tempfile.mkdtemp(dir=releases, prefix=f".{version}-"))
    finally:
        _sweep(releases)


def _sweep(releases: Path) -> None:
    """Put back what was taken aside for a release that did not come, and delete the rest."""
    for left in releases.glob(".[0-9]*-*"):
        for aside in left.glob("aside/*"):
            if not (releases / aside.name).exists():
                aside.rename(releases / aside.name)
        shutil.rmtree(left, ignore_errors=True)


def put(whole: Path, folder: Path, replace: bool) -> None:
    """Move a release from its staging folder to `folder`; one that is there already stays if it holds the same bytes.

    Raises:
        ReleaseError: there is another one, or a damaged one, and nobody asked to `replace` it.
    """
    if folder.exists():
        if not (found := _differing(whole, folder)):
            return
        if not replace:
            raise ReleaseError(_refusal(whole, folder, found))
        (whole.parent / "aside").mkdir()
        folder.rename(whole.parent / "aside" / folder.name)
    whole.rename(folder)


def _differing(whole: Path, folder: Path) -> list[str]:
    new, old = {*files_in(whole)}, {*files_in(folder)}
    return sorted(n for n in new | old if n not in new & old or (whole / n).read_bytes() != (folder / n).read_bytes())


def _refusal(whole: Path, folder: Path, found: list[str]) -> str:
    named = ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
    if "SHA256SUMS" in found:
        return f"{folder.name} exists and would change; choose a new version, or add --replace (differing: {named})"
    return f"{folder.name} exists and is not what was released: {named}; add --replace to make it so again"
