"""A release as one file to upload: the same bytes for the same folder."""

import errno
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath

from curate.publish.files import files_in
from curate.publish.untrusted.budget import Budget, OverBudget
from curate.publish.untrusted.folder import open_regular

#: How zipfile says that it cannot read on: damaged, cut short, or of no sense.
_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, RuntimeError, OverflowError, ValueError)


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
def unpacked(release: Path, budget: Budget) -> Iterator[Path]:
    """The folder of a release that is a folder or a zip; that of a zip is gone afterwards.

    Raises:
        Damaged: the file is no zip, or cannot be unpacked.
        OverBudget: it would be too large.
    """
    if release.is_dir():
        yield release
        return
    with tempfile.TemporaryDirectory() as folder:
        _unpack(release, folder, budget)
        inside = list(Path(folder).iterdir())
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else Path(folder)


def _unpack(release: Path, folder: str, budget: Budget) -> None:
    """All but what macOS adds beside a folder that it packs."""
    try:
        with open_regular(release, follow=True) as file, zipfile.ZipFile(file) as packed:
            entries = [entry for entry in packed.infolist() if not entry.filename.startswith("__MACOSX/")]
            _look_at(entries, release.stat().st_size, budget)
            packed.extractall(folder, entries)
    except _FAULTS as error:
        raise Damaged(str(error)) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise Damaged(error.strerror or str(error)) from None


def _look_at(entries: list[zipfile.ZipInfo], size: int, budget: Budget) -> None:
    """Refuse, before anything is unpacked, what no release holds."""
    if len(entries) > budget.files:
        raise OverBudget(f"it holds {len(entries):,} files, more than {budget.files:,}")
    if (unpacked := sum(entry.file_size for entry in entries)) > budget.size:
        raise OverBudget(f"unpacked it is {unpacked:,} bytes, more than {budget.size:,}")
    if sum(entry.compress_size for entry in entries) > size:
        raise Damaged("its entries overlap")
    seen = set[str]()
    for entry in entries:
        if fault := _fault(entry, budget) or ("stands in it twice" if entry.filename.casefold() in seen else ""):
            raise Damaged(f"{entry.filename[:100]!r} {fault}")
        seen.add(entry.filename.casefold())


def _fault(entry: zipfile.ZipInfo, budget: Budget) -> str:
    path, mode = PurePosixPath(entry.filename.replace("\\", "/")), stat.S_IFMT(entry.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or (path.parts[0:1] and ":" in path.parts[0]):
        return "would lie outside of the folder"
    if len(path.parts) > budget.depth:
        return f"lies more than {budget.depth} folders deep"
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is neither a file nor a folder, but a link or a device"
    if entry.flag_bits & 1:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in another way than by deflate"
    return ""
