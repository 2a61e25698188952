"""Opening a database to read it only."""

import sqlite3
from pathlib import Path


def read_only(path: Path) -> sqlite3.Connection:
    """A connection to the database at a path, whatever signs are in its name.

    Raises:
        sqlite3.OperationalError: there is no such file.
    """
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
