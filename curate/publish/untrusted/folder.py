"""A folder that a stranger made: only its regular files are read, and none outside of it."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from curate.publish.untrusted.budget import Budget, OverBudget

#: A pipe is not waited for, a link not followed, and on Windows no line end is changed.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def open_regular(path: Path, follow: bool = False) -> BufferedReader:
    """A file to be read, if it is one: no pipe, device or socket and, unless `follow`, no link to a file.

    Raises:
        OSError: it is none, or cannot be read.
    """
    number = os.open(path, _FLAGS | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(None, "it is no regular file", str(path))
    return os.fdopen(number, "rb")


@dataclass(frozen=True)
class Folder:
    """The regular files of a folder and their sizes, by path; `odd` are paths of what is neither file nor folder."""

    root: Path
    sizes: dict[str, int]
    odd: list[str]
    budget: Budget

    @classmethod
    def at(cls, root: Path, budget: Budget) -> "Folder":
        """What is in a folder.

        Raises:
            OverBudget: it holds too many files, or too large or too deeply nested ones.
        """
        folder = cls(root, {}, [], budget)
        for path, status in folder._walk(root, 0):
            name = path.relative_to(root).as_posix()
            if stat.S_ISREG(status.st_mode):
                folder.sizes[name] = status.st_size
            else:
                folder.odd.append(name)
            if len(folder.sizes) + len(folder.odd) > budget.files:
                raise OverBudget(f"it holds more than {budget.files:,} files")
        if sum(folder.sizes.values()) > budget.size:
            raise OverBudget(f"its files are larger than {budget.size:,} bytes, and mostly empty")
        return folder

    def _walk(self, path: Path, depth: int) -> Iterator[tuple[Path, os.stat_result]]:
        if depth > self.budget.depth:
            raise OverBudget(f"its folders are more than {self.budget.depth} deep")
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(Path(entry.path), depth + 1)
                else:
                    yield Path(entry.path), entry.stat(follow_symlinks=False)

    def __contains__(self, name: str) -> bool:
        return name in self.sizes

    def open(self, name: str) -> BufferedReader:
        """A file of the folder.

        Raises:
            OSError: there is none of that name.
        """
        if name not in self.sizes:
            raise FileNotFoundError(name)
        return open_regular(self.root / name)

    def read(self, name: str) -> bytes:
        """What a file holds that describes the others.

        Raises:
            OSError: there is none of that name.
            OverBudget: it is too large for such a file.
        """
        with self.open(name) as file:
            data = file.read(self.budget.listing + 1)
        if len(data) > self.budget.listing:
            raise OverBudget(f"{name} is larger than {self.budget.listing:,} bytes")
        return data
