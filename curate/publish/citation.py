"""The citation of a release, from the project's CITATION.cff: CFF, Zenodo's form, and one line for people."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from curate.model.check import Check
from curate.model.checks import WRONG_SHAPE
from curate.model.problem import Problem, Spot
from curate.model.project import Project
from curate.model.settings import ProjectError, read_own, read_yaml_settings
from curate.publish.checks import PLACEHOLDER
from curate.read.checks import MISSING

FILE = "CITATION.cff"
#: What `curate init` leaves to be filled in: a whole value between angle brackets.
_PLACEHOLDER = re.compile(r"<[^<>\n]+>")
_NEEDED = ("cff-version", "message", "title", "authors", "license", "abstract")


@dataclass(frozen=True)
class Citation:
    """What the hand-written CITATION.cff says, with the version and date of the release."""

    written: dict[str, Any]
    version: str
    on: date

    @property
    def title(self) -> str:
        """The dataset's title."""
        return str(self.written["title"])

    @property
    def abstract(self) -> str:
        """What the dataset is, in a paragraph."""
        return " ".join(str(self.written["abstract"]).split())

    @property
    def authors(self) -> list[str]:
        """The authors' names, as one reads them."""
        return [_name(author) for author in self.written["authors"]]

    @property
    def creators(self) -> list[tuple[dict[str, Any], str]]:
        """Each author as written, and the name."""
        return [(author, _name(author)) for author in self.written["authors"]]

    @property
    def licences(self) -> list[str]:
        """The SPDX ids that the file names."""
        licences = self.written["license"]
        return [str(licence) for licence in (licences if isinstance(licences, list) else [licences])]

    @property
    def licence(self) -> str:
        """SPDX id of the data's licence: the first that the file names."""
        return self.licences[0]

    @property
    def keywords(self) -> list[str]:
        """Keywords."""
        return [str(word) for word in self.written.get("keywords") or []]

    @property
    def url(self) -> str:
        """Where the dataset can be found: its DOI, else its page, else nothing."""
        doi = self.written.get("doi")
        return f"https://doi.org/{doi}" if doi else str(self.written.get("url") or "")

    @property
    def line(self) -> str:
        """How to cite it."""
        where = f" {self.url}" if self.url else ""
        return f"{', '.join(self.authors)} ({self.on.year}). {self.title} (version {self.version}) [Data set].{where}"

    def cff(self) -> str:
        """CITATION.cff of the release."""
        dated = {"version": self.version, "date-released": self.on.isoformat(), "license": self.licence}
        told = {name: value for name, value in self.written.items() if value not in (None, [])}
        made = {**told, "abstract": self.abstract, "type": "dataset", **dated}
        return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=110)

    def zenodo(self) -> str:
        """`.zenodo.json`, which fills the form of a deposit."""
        made = {
            "title": self.title,
            "description": self.abstract,
            "upload_type": "dataset",
            "version": self.version,
            "publication_date": self.on.isoformat(),
            "access_right": "open",
            "license": self.licence.lower(),
            "creators": [_creator(author) for author in self.written["authors"]],
            "keywords": self.keywords,
        }
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _refused(check: Check, what: str, hint: str) -> ProjectError:
    return ProjectError(Problem(Spot(FILE), check, what, hint))


def _creator(author: dict[str, Any]) -> dict[str, str]:
    """An author as Zenodo wants it, which takes an ORCID without the address before it."""
    orcid = str(author.get("orcid") or "").rsplit("/", 1)[-1]
    told = {"affiliation": author.get("affiliation"), "orcid": orcid}
    return {"name": _name(author, family_first=True)} | {key: str(value) for key, value in told.items() if value}


def _name(author: dict[str, Any], family_first: bool = False) -> str:
    given, family = author.get("given-names"), author.get("family-names")
    if given and family:
        return f"{family}, {given}" if family_first else f"{given} {family}"
    return str(author.get("name") or family or given or author.get("alias") or "")


def read_citation(project: Project, version: str, on: date) -> Citation:
    """The project's citation.

    Raises:
        ProjectError: CITATION.cff is missing, cannot be read, lacks what a release needs, or is not filled in.
    """
    found = read_yaml_settings(project.root / FILE, FILE)
    if found is None:
        raise _refused(MISSING, "a release needs one", f"write {', '.join(_NEEDED)} there")
    lacking = [key for key in _NEEDED if not found.get(key)]
    if lacking:
        raise _refused(MISSING, f"a release needs {', '.join(lacking)}", "write them there")
    if told := list(_unfilled(read_own(project.root / FILE, FILE))):
        raise ProjectError(*told)
    if told := [Problem(Spot(FILE), WRONG_SHAPE, what, hint) for what, hint in _misshapen(found)]:
        raise ProjectError(*told)
    return Citation(found, version, on)


def _unfilled(text: str) -> Iterator[Problem]:
    """A problem for each value that is still a placeholder."""
    hint = "write it there, without < and >; where there is none, delete the line"
    for event in yaml.parse(text):
        if isinstance(event, yaml.ScalarEvent) and _PLACEHOLDER.fullmatch(value := event.value.strip()):
            at = event.start_mark
            assert at
            yield Problem(Spot(FILE, at.line + 1, at.column + 1), PLACEHOLDER, f"{value} is to be filled in", hint)


def _misshapen(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the shape of a citation, and what to write."""
    for key in ("title", "message", "abstract"):
        if not isinstance(found[key], str):
            yield f"`{key}` is no text", f"write `{key}: …`, in quotes if it is a number or holds marks such as [ or :"
    if not isinstance(found.get("keywords") or [], list):
        yield "`keywords` is no list", "write `keywords: [strikes, harbours]`"
    authors, hint = found["authors"], "write `authors: [{family-names: …, given-names: …}]`, or {name: …} for a body"
    if not (isinstance(authors, list) and all(isinstance(author, dict) for author in authors)):
        yield "`authors` is no list of authors", hint
    else:
        yield from ((f"author {n} has no name", hint) for n, author in enumerate(authors, 1) if not _name(author))
