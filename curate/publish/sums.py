"""That the files of a release are those that SHA256SUMS and datapackage.json list."""

import hashlib
import json
import re

from curate.publish.checks import DESCRIPTOR, HASH, ODD, UNLISTED
from curate.publish.checks import SUMS as SUMS_CHECK
from curate.publish.untrusted.folder import Folder
from curate.publish.verified import Verified
from curate.read.checks import MISSING

SUMS = "SHA256SUMS"
#: As `sha256sum` writes it, for texts or (with the star) for binary files.
_LINE = re.compile(r"([0-9A-Fa-f]{64}) [ *](.+)")


def check_sums(folder: Folder, found: Verified) -> dict[str, str]:
    """The hash of each file that SHA256SUMS lists; a fault for each that is not as listed, and each not listed."""
    listed = _listed(folder, found)
    found.files = len(listed)
    _check_descriptor(folder, listed, found)
    if not listed:
        found.fault(SUMS, SUMS_CHECK, "it lists no file, so that no file could be compared with it")
        return listed
    there = folder.sizes.keys() - {SUMS}
    for name, digest in listed.items():
        if name in folder.odd:
            continue
        if name not in there:
            found.fault(name, MISSING, "the file is listed and not there")
        elif _hash(folder, name) != digest:
            found.fault(name, HASH, f"the file is not the one that was published: its hash differs from {SUMS}")
    for name in sorted(folder.odd):
        found.fault(name, ODD, "it is no regular file but a link, a pipe or a device, and was not opened")
    for name in sorted(there - listed.keys()):
        found.fault(name, UNLISTED, f"the file is not listed in {SUMS}", "take it out: nobody vouches for it")
    return listed


def _hash(folder: Folder, name: str) -> str:
    with folder.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _listed(folder: Folder, found: Verified) -> dict[str, str]:
    listed = {}
    text = folder.read(SUMS).decode("utf-8", "replace")
    for n, line in enumerate(text.split("\n"), start=1):
        if said := _LINE.fullmatch(line.rstrip("\r")):
            listed[said[2]] = said[1].lower()
        elif line.strip():
            found.fault(SUMS, SUMS_CHECK, "the line is no SHA-256 with the name of a file", line=n)
    return listed


def _check_descriptor(folder: Folder, listed: dict[str, str], found: Verified) -> None:
    try:
        described = json.loads(folder.read("datapackage.json"))["resources"]
        hashes = {resource["path"]: resource["hash"] for resource in described}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        found.fault("datapackage.json", DESCRIPTOR, "it is not there, or does not describe the files")
        return
    for path, said in hashes.items():
        if listed and said != f"sha256:{listed.get(path, '')}":
            found.fault("datapackage.json", HASH, f"the descriptor has another hash for {path}")
