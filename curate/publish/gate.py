"""The gate: nothing that is withheld, and no long run of an article's text, stands in any file of a release."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.publish.comparable import comparable, readings
from curate.publish.decode import values
from curate.publish.files import files_in
from curate.publish.names import alone, latin
from curate.publish.secrets import SHORTEST, Secret, letters
from curate.publish.words import BREAK, parts, words

#: Longer secrets than the names of people are looked for as words only: there may be many.
_NAME = 6


class Gate:
    """What to look for: withheld strings, and any run of more than `most` words of the private texts."""

    def __init__(self, secrets: Iterable[Secret], texts: Iterable[str], most: int) -> None:
        self.width = most + 1
        self.secrets: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self.bytes: dict[bytes, str] = {}
        self.short: dict[str, str] = {}  # names such as Jo, which in another case are parts of other words' company
        self.joined: dict[str, str] = {}  # names that other scripts write together with particles and endings
        for secret in secrets:
            text, said = comparable(secret.text).strip(), tuple(parts(words(secret.text)))
            if len(said) <= _NAME and not latin(text):
                self.joined[text.casefold()] = secret.what
            if letters(text) >= SHORTEST:
                self.secrets[said[0]].append((said, secret.what))
            elif said and latin(text):
                self.short[text] = secret.what
            if len(secret.text.encode()) >= 8:
                self.bytes[secret.text.encode()] = secret.what
        longest = sorted(self.short, key=len, reverse=True)
        self._short = re.compile(alone(*longest)) if longest else None
        self.runs = {hash(run) for text in texts for run in self._windows(words(text))}

    def _windows(self, said: list[str]) -> Iterator[tuple[str, ...]]:
        for i in range(len(said) - self.width + 1):
            window = tuple(said[i : i + self.width])
            if BREAK not in window:
                yield window

    def hits(self, text: str) -> Iterator[str]:
        """What of the withheld a text holds, each told without saying it."""
        for each in readings(text):
            yield from self._hits(each)

    def _hits(self, text: str) -> Iterator[str]:
        said = words(text)
        split = parts(said) if self.secrets else []
        for i, word in enumerate(split):
            for secret, what in self.secrets.get(word, ()):
                if tuple(split[i : i + len(secret)]) == secret:
                    yield what
        if self._short and "\0" not in text:  # no text but packed bytes, where two letters stand by chance
            yield from (self.short[found] for found in self._short.findall(comparable(text)))
        if self.joined and not text.isascii():
            same = comparable(text).casefold()
            yield from (what for name, what in self.joined.items() if name in same)
        if any(hash(window) in self.runs for window in self._windows(said)):
            yield f"more than {self.width - 1} words in a row of an article"

    def hits_in(self, name: str, data: bytes) -> Iterator[str]:
        """What of the withheld a file holds, in its bytes or in anything that they decode to."""
        yield from (what for secret, what in self.bytes.items() if secret in data)
        for text in values(name, data):
            yield from self.hits(text)

    def check(self, folder: Path, problems: Problems) -> None:
        """A problem for each file of the folder that holds something, and for each that cannot be read."""
        for name in files_in(folder):
            self.check_file(folder / name, name, problems)

    def check_file(self, path: Path, name: str, problems: Problems) -> None:
        """The same for one file, under the name that it is known by."""
        try:
            found = list(dict.fromkeys([*self.hits(name), *self.hits_in(name, path.read_bytes())]))
        except ValueError as error:
            problems.add(Spot(name), "unreadable", str(error), "take it out of the release")
            return
        for what in found:
            hint = (
                "find which of your files says it (records, metadata.yml, CITATION.cff), and change that or the policy"
            )
            problems.add(Spot(name), "leak", f"the file holds {what}", hint)
