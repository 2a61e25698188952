"""The articles' texts: private files named by the SHA-256 of their bytes."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from curate.read.fold import Folded

_HASH = re.compile("[0-9a-f]{64}")
#: How many characters of texts are kept in memory; claims come in the order of ids, mostly source by source.
_MOST = 8_000_000


@dataclass
class Texts:
    """The texts at hand in a folder. A file whose bytes do not have the hash of its name is not that text."""

    folder: Path
    _read: dict[str, Folded | None] = field(default_factory=dict)
    _kept: int = 0
    #: How many characters each text asked for so far has, None where it is not at hand.
    lengths: dict[str, int | None] = field(default_factory=dict)
    #: Those asked for so far that have the bytes of their name but are not UTF-8: nobody knows how to read them.
    not_utf8: set[str] = field(default_factory=set)

    def path(self, sha256: str) -> Path:
        """Where the text with a hash is kept."""
        return self.folder / f"{sha256}.txt"

    def get(self, sha256: str) -> Folded | None:
        """A text decoded as UTF-8 with newlines untouched, or None where it is not at hand."""
        if sha256 in self._read:
            return self._read[sha256]
        text = self._read[sha256] = self._load(sha256)
        self.lengths[sha256] = len(text.text) if text else None
        self._kept += len(text.text) if text else 0
        while self._kept > _MOST and len(self._read) > 1:
            first = self._read.pop(next(iter(self._read)))
            self._kept -= len(first.text) if first else 0
        return text

    def length(self, sha256: str) -> int | None:
        """How many characters the text with a hash has, None where it is not at hand."""
        if sha256 not in self.lengths:
            self.get(sha256)
        return self.lengths[sha256]

    def _load(self, sha256: str) -> Folded | None:
        if not _HASH.fullmatch(sha256):  # which would be a path to anywhere
            return None
        try:
            data = self.path(sha256).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() != sha256:
            return None
        try:
            return Folded(data.decode("utf-8"))
        except UnicodeDecodeError:
            self.not_utf8.add(sha256)
            return None
