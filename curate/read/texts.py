"""The articles' texts: private files named by the SHA-256 of their bytes."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from curate.read.fold import Folded


@dataclass
class Texts:
    """The texts at hand in a folder. A file whose bytes do not have the hash of its name is not that text."""

    folder: Path
    _read: dict[str, Folded | None] = field(default_factory=dict)

    def path(self, sha256: str) -> Path:
        """Where the text with a hash is kept."""
        return self.folder / f"{sha256}.txt"

    def get(self, sha256: str) -> Folded | None:
        """A text decoded as UTF-8 with newlines untouched, or None where it is not at hand."""
        if sha256 not in self._read:
            self._read[sha256] = self._load(sha256)
        return self._read[sha256]

    def _load(self, sha256: str) -> Folded | None:
        try:
            data = self.path(sha256).read_bytes()
        except (OSError, ValueError):  # no such file, or what is given is no hash and no name for one
            return None
        if hashlib.sha256(data).hexdigest() != sha256:
            return None
        return Folded(data.decode("utf-8"))
