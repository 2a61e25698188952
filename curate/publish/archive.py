"""A release as one file to upload: the same bytes for the same folder."""

import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from curate.publish.files import files_in

#: How zipfile says that it cannot read on: damaged, encrypted, packed in a way of its own, cut short.
_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, NotImplementedError, ValueError)


class Damaged(Exception):
    """The file is no zip, or one that cannot be unpacked."""


def pack(folder: Path, path: Path, inside: str, on: date) -> None:
    """Write the files of a folder into a zip, all under `inside` and dated by the release."""
    day = (max(on.year, 1980), on.month, on.day, 0, 0, 0)  # the format knows no earlier year
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in files_in(folder):
            info = zipfile.ZipInfo(f"{inside}/{name}", day)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            packed.writestr(info, (folder / name).read_bytes())


@contextmanager
def unpacked(release: Path) -> Iterator[Path]:
    """The folder of a release that is a folder or a zip; that of a zip is gone afterwards.

    Raises:
        Damaged: the file is no zip, or cannot be unpacked.
    """
    if release.is_dir():
        yield release
        return
    with tempfile.TemporaryDirectory() as folder:
        _unpack(release, folder)
        inside = list(Path(folder).iterdir())
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else Path(folder)


def _unpack(release: Path, folder: str) -> None:
    """All but what macOS adds beside a folder that it packs."""
    try:
        with zipfile.ZipFile(release) as packed:
            packed.extractall(folder, [name for name in packed.namelist() if not name.startswith("__MACOSX/")])
    except _FAULTS as error:
        raise Damaged(str(error)) from None
    except OSError as error:
        if error.errno is None or isinstance(error, (FileExistsError, NotADirectoryError, IsADirectoryError)):
            raise Damaged(error.strerror or str(error)) from None  # not the disk's fault, but bzip2's or a name's
        raise
