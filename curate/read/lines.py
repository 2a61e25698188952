"""Where the claims of JSON lines files stand, in the order of their ids, without holding them in memory."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from weakref import finalize

_BATCH = 20_000
#: The size of a block that is read at once, and how many are kept.
_BLOCK, _BLOCKS = 1 << 15, 256


class Line(NamedTuple):
    """A claim's id and its line: which of the files, line number from 1, first byte and number of bytes."""

    id: str
    file: int
    number: int
    start: int
    size: int


class Lines:
    """An index of lines, kept in a temporary file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        #: The files, as shown to people.
        self.files: list[str] = []
        self.count = 0
        self._folder = TemporaryDirectory(prefix="curate-")
        finalize(self, self._folder.cleanup)  # which, left to itself, warns of what it has forgotten
        #: Lines with an id and those without, which wait to be written together.
        self._named: list[Line] = []
        self._unnamed: list[tuple[str, bytes, int, int, int, int]] = []
        #: How many claims that state no id would be given one.
        self.given: Counter[str] = Counter()

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        path = Path(self._folder.name) / "lines.db"
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        # Before the folder goes, since Windows deletes no file that is open; any thread may collect the garbage.
        finalize(self, connection.close)
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000")
        columns = "file INTEGER, number INTEGER, start INTEGER, size INTEGER"
        for table in (
            f"lines (id TEXT, {columns}, PRIMARY KEY (id, file, number)) WITHOUT ROWID",
            f"named (id TEXT, {columns})",
            f"unnamed (base TEXT, said BLOB, {columns})",
        ):
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        return connection

    def file(self, shown: str) -> int:
        """The number of a file, as shown to people."""
        self.files.append(shown)
        return len(self.files) - 1

    def add(self, line: Line) -> None:
        """Note one line."""
        self.count += 1
        self._named.append(line)
        if len(self._named) == _BATCH:
            self._write()

    def add_unnamed(self, base: str, data: bytes, line: Line) -> None:
        """Note a line that states no id: it will have `base`, with a number behind it if others would have it too."""
        self.count += 1
        self._unnamed.append((base, hashlib.sha256(data).digest(), *line[1:]))
        if len(self._unnamed) == _BATCH:
            self._write()

    def _write(self) -> None:
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO named VALUES (?, ?, ?, ?, ?)", self._named)
        self._connection.executemany("INSERT INTO unnamed VALUES (?, ?, ?, ?, ?, ?)", self._unnamed)
        self._connection.execute("COMMIT")
        self._named.clear()
        self._unnamed.clear()

    def settle(self) -> None:
        """Name and order all lines, once the last one is noted: sorting them together is quicker than one by one.

        Lines without an id are numbered in the order of what they say, so that it does not matter where they stand.
        """
        self._write()
        for base, *where in self._connection.execute(
            "SELECT base, file, number, start, size FROM unnamed ORDER BY base, said, file, number"
        ):
            self.given[base] += 1
            id_ = f"{base}-{self.given[base]}" if self.given[base] > 1 else base
            self._connection.execute("INSERT INTO named VALUES (?, ?, ?, ?, ?)", (id_, *where))
        self._connection.execute("INSERT INTO lines SELECT * FROM named ORDER BY id, file, number")
        self._connection.execute("DROP TABLE named")
        self._connection.execute("DROP TABLE unnamed")

    def reopen(self) -> None:
        """Forget the connection, which must not cross from one process to another."""
        self.__dict__.pop("_connection", None)

    def __contains__(self, id_: object) -> bool:
        return self.find(str(id_)) is not None

    def find(self, id_: str) -> Line | None:
        """The first line with an id."""
        found = self._connection.execute("SELECT * FROM lines WHERE id = ? LIMIT 1", (id_,)).fetchone()
        return Line(*found) if found else None

    def in_order(self) -> Iterator[Line]:
        """All lines by id; those with one id by file and line."""
        return map(Line._make, self._connection.execute("SELECT * FROM lines ORDER BY id, file, number"))

    def read(self, line: Line) -> bytes:
        """A line's bytes. Lines near each other in order are mostly so in their files: blocks are kept."""
        n, at = divmod(line.start, _BLOCK)
        data = self._block(line.file, n * _BLOCK, _BLOCK)[at : at + line.size]
        return data if len(data) == line.size else self._read(line.file, line.start, line.size)

    @cached_property
    def _block(self) -> Callable[[int, int, int], bytes]:
        return lru_cache(_BLOCKS)(self._read)

    def _read(self, file: int, start: int, size: int) -> bytes:
        with open(self.root / self.files[file], "rb", buffering=0) as opened:
            opened.seek(start)
            return opened.read(size)
