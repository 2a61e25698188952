"""The gate: nothing that is withheld, and no long run of an article's text, stands in any file of a release."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.publish.checks import LEAK
from curate.publish.decode import Packed, values
from curate.publish.files import files_in
from curate.publish.forms import Form
from curate.publish.matcher import Matcher
from curate.publish.secrets import Secret
from curate.publish.skeleton import Skeleton
from curate.publish.unescape import readings
from curate.publish.words import BREAK, words
from curate.read.checks import UNREADABLE
from curate.read.fold import fold

#: Shorter secrets are not looked for in packed bytes, where as many stand by chance.
_PACKED = 8


class Gate:
    """What to look for: withheld strings, and any run of more than `most` words of the private texts.

    `excused` are ids that may hold a single word that is a withheld name, since somebody looked at them.
    """

    def __init__(self, secrets: Iterable[Secret], texts: Iterable[str], most: int, excused: Iterable[str] = ()) -> None:
        self.width = most + 1
        every = list(secrets)
        self.matchers = [
            Matcher((s.text, s.what) for s in every if not s.part),
            Matcher(((s.text, s.what) for s in every if s.part), parts=True),
        ]
        self.excused = sorted(excused)
        self.runs = {hash(run) for text in texts for run in self._windows(words(text))}
        self._harmless: set[int] = set()

    def _windows(self, said: list[str]) -> Iterator[tuple[str, ...]]:
        for i in range(len(said) - self.width + 1):
            window = tuple(said[i : i + self.width])
            if BREAK not in window:
                yield window

    def hits(self, text: str) -> Iterator[str]:
        """What of the withheld a text holds, each told without saying it. The formats hold the same texts."""
        if (known := hash(text)) in self._harmless:
            return
        found = False
        for what in self._hits(text):
            found = True
            yield what
        if not found:
            self._harmless.add(known)

    def _hits(self, text: str) -> Iterator[str]:
        packed = "\0" in text  # no text but bytes, where two letters stand by chance
        for each in [text] if packed else readings(text):
            skeleton = Skeleton(each)
            for matcher in self.matchers:
                for start, end, form in matcher.find(skeleton):
                    by_chance = packed and form.short
                    if isinstance(text, Packed):
                        by_chance = not _is_plain(skeleton, start, end, form)
                    if not (by_chance or self._is_excused(skeleton, start, end, form)):
                        yield form.what
            if self.runs and any(hash(window) in self.runs for window in self._windows(words(each))):
                yield f"more than {self.width - 1} words in a row of an article"

    def _is_excused(self, skeleton: Skeleton, start: int, end: int, form: Form) -> bool:
        if form.several or not self.excused:
            return False
        begin, over = skeleton.slice(start, end)
        for id_ in self.excused:
            at = skeleton.text.find(id_, max(0, over - len(id_)), begin + len(id_))
            if at >= 0 and at <= begin and over <= at + len(id_):
                return True
        return False

    def hits_in(self, name: str, data: bytes) -> Iterator[str]:
        """What of the withheld a file holds, in anything that its bytes decode to."""
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
            problems.add(Spot(name), UNREADABLE, str(error), "take it out of the release")
            return
        for what in found:
            hint = (
                "find which of your files says it (records, metadata.yml, CITATION.cff), and change that or the policy"
            )
            problems.add(Spot(name), LEAK, f"the file holds {what}", hint)


def _is_plain(skeleton: Skeleton, start: int, end: int, form: Form) -> bool:
    """Whether bytes hold a long name as it is written: other letters stand side by side there that no reader joins."""
    gaps = (fold(skeleton.gap(i)) for i in range(start + 1, end))
    return end - start >= _PACKED and tuple(gaps) == form.gaps[:-1]
