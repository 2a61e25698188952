"""The key of the ids that releases give to claims with withheld words: made once, as private as the articles' texts.

An id that `curate anchor` stamps is a hash of the claim's words. Whoever has the rest of them could try names until one
gives that id. With a key of 256 bits nobody can who lacks it (HMAC, RFC 2104).
"""

import base64
import hmac
import os
import re
import secrets
import shutil
import subprocess
from pathlib import Path

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.settings import read_own
from curate.publish.checks import RELEASE_KEY

FILE = "release.key"
_HEX = re.compile(r"[0-9a-f]{64}")
_LETTERS = 16  # 80 bits: no two claims of a dataset get the same


def make_key(root: Path) -> None:
    """Write a new key into the project's folder, for nobody else to read.

    Raises:
        FileExistsError: there is one already.
        OSError: it cannot be written.
    """
    with open(os.open(root / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(f"{secrets.token_hex(32)}\n")


def read_key(root: Path, problems: Problems) -> str | None:
    """The project's key, None where there is none; a problem if it cannot be used or is under version control.

    Raises:
        ProjectError: the file is not UTF-8.
    """
    if not (root / FILE).is_file():
        return None
    key = read_own(root / FILE, FILE).strip()
    if not _HEX.fullmatch(key):
        what, hint = "the file does not hold a key of 64 hexadecimal digits", "get it again from whoever made it"
        problems.add(Spot(FILE), RELEASE_KEY, what, hint)
    if _is_tracked(root):
        what = "the key is under version control, so that whoever has the repository can confirm withheld names"
        hint = f"run git rm --cached {FILE}, add it to .gitignore, and make another one if others had the repository"
        problems.add(Spot(FILE), RELEASE_KEY, what, hint)
    return key


def _is_tracked(root: Path) -> bool:
    command = ["git", "-C", str(root), "ls-files", "--error-unmatch", FILE]
    return shutil.which("git") is not None and subprocess.run(command, capture_output=True).returncode == 0


def keyed(key: str, table: str, id_: str) -> str:
    """Letters and digits that stand for a record and tell nothing of it to whoever lacks the key."""
    made = hmac.digest(bytes.fromhex(key), f"{table}\0{id_}".encode(), "sha256")
    return base64.b32encode(made).decode().lower()[:_LETTERS]
