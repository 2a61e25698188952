"""How much memory, time and space reading a stranger's files may take."""

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MB, GB = 10**6, 10**9
#: What commands say of their option.
HELP = (
    "Allow reading so many times as much. Once is, and for each MB on the disk: memory 1 GB and 12 MB (at most 16 GB), "
    "processor 60 s and 1 s (at most an hour), unpacked 1 GB and 20 MB; 10,000 files."
)


class Refused(Exception):
    """The files are not what a function reads; the sentence says so."""


class OverBudget(Exception):
    """Something takes more than the budget allows; the sentence says what and how much."""


@dataclass(frozen=True)
class Budget:
    """Bytes of memory, seconds of processor time, bytes read or unpacked, how many files and how deep in folders."""

    memory: int = GB
    seconds: int = 60
    size: int = GB
    files: int = 10_000
    depth: int = 16
    #: Of a file that is read whole and describes the others.
    listing: int = 10 * MB

    @classmethod
    def of(cls, paths: Iterable[Path], times: float = 1) -> "Budget":
        """What files or folders may take, by the room that they take on the disk; `times` so much.

        Per megabyte on the disk: 12 MB of memory, at most 16 GB in all; 1 s, at most an hour; 20 MB unpacked.
        """
        held = sum(map(_on_disk, paths))
        return cls(
            memory=int(times * min(GB + 12 * held, 16 * GB)),
            seconds=int(times * min(60 + held / MB, 3600)),
            size=int(times * (GB + 20 * held)),
            files=int(times * cls.files),
            depth=min(int(times * cls.depth), 200),  # which Python can clear up
            listing=int(times * cls.listing),
        )

    def enforce(self) -> None:
        """Hold this process to it, for good, as far as the system can: on Windows it cannot."""
        if sys.platform == "win32":
            return
        import resource

        # The processor's time has a first limit, at which the process is told so, and a last one.
        for kind, first, last in (
            (resource.RLIMIT_AS, self.memory, self.memory),
            (resource.RLIMIT_CPU, self.seconds, self.seconds + 1),
            (resource.RLIMIT_FSIZE, self.size, self.size),
            (resource.RLIMIT_CORE, 0, 0),
        ):
            with suppress(
                ValueError, OSError
            ):  # a stricter limit is there already, or the system has none of this kind
                resource.setrlimit(kind, (first, last))


def _on_disk(path: Path) -> int:
    """The bytes that a file, or the files of a folder, take on the disk: few where a file is mostly holes."""
    if not path.is_dir():
        return _held(path.stat())
    held = 0
    for n, (folder, _, names) in enumerate(os.walk(path)):
        if n > Budget.files:
            break
        for name in names[: Budget.files]:
            held += _held(os.lstat(os.path.join(folder, name)))
    return held


def _held(status: os.stat_result) -> int:
    if not stat.S_ISREG(status.st_mode):
        return 0
    return min(status.st_size, getattr(status, "st_blocks", status.st_size) * 512)
