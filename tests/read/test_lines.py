"""The index of lines leaves nothing behind."""

import sqlite3
import threading
from pathlib import Path

import pytest

from curate.read.lines import Line, Lines


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_another_thread_may_end_it(tmp_path: Path) -> None:
    held = [Lines(tmp_path)]
    held[0].settle()
    folder = Path(held[0]._folder.name)
    thread = threading.Thread(target=held.clear)
    thread.start()
    thread.join()
    assert not folder.exists()


@pytest.mark.filterwarnings("error")
def test_its_file_is_closed_and_gone_with_it(tmp_path: Path) -> None:
    lines = Lines(tmp_path)
    lines.add(Line("a", lines.file("a.jsonl"), 1, 0, 9))
    lines.settle()
    connection, file = lines._connection, Path(lines._folder.name) / "lines.db"
    assert file.exists() and lines.find("a")
    del lines
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
    assert not file.parent.exists()
