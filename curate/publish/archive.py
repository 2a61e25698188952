"""A release as one file to upload: the same bytes for the same folder."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path


def pack(folder: Path, path: Path, inside: str, on: date) -> None:
    """Write the files of a folder into a zip, all under `inside` and dated by the release."""
    day = (max(on.year, 1980), on.month, on.day, 0, 0, 0)  # the format knows no earlier year
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo(f"{inside}/{file.relative_to(folder).as_posix()}", day)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            packed.writestr(info, file.read_bytes())


@contextmanager
def unpacked(release: Path) -> Iterator[Path]:
    """The folder of a release that is a folder or a zip; that of a zip is gone afterwards.

    Raises:
        zipfile.BadZipFile: the file is no zip, or is damaged.
    """
    if release.is_dir():
        yield release
        return
    with zipfile.ZipFile(release) as packed, tempfile.TemporaryDirectory() as folder:
        packed.extractall(folder)
        inside = list(Path(folder).iterdir())
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else Path(folder)
