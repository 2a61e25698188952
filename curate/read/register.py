"""Registering article texts: keeping each under its hash, and pairing it with its source."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from curate.model.project import Project
from curate.read.anchor import locked, write_whole
from curate.read.dataset import read_dataset
from curate.read.files import BOM
from curate.read.fold import slug

_ARTICLE = """\
# yaml-language-server: $schema={schema}
source:
  id: {id}
  title: null        # the headline, if the copy carries one
  publisher: null    # who published it, if the copy says so
  author: null
  url: null
  published: null    # the day, as 2024-12-03; with ~ behind it if worked out from the text
  language: null     # such as en or ar
  licence: LicenseRef-publisher
  text_sha256: {sha256}
  text_length: {length}
  is_truncated: false

# What every claim takes that does not say otherwise.
defaults:
  annotator: null    # your initials

# The claims, by kind; docs/codebook.md says what there is to tell, and editors that know YAML schemas offer the keys.
"""


@dataclass(frozen=True)
class Registered:
    """What was done with one file: `how` is new article, paired, already here or refused; `detail` says more."""

    file: Path
    how: str
    detail: str


def register(project: Project, files: list[Path]) -> list[Registered]:
    """Keep the texts and say what became of each; a file that is no text is refused and the others go on.

    Raises:
        Busy: another command is writing here.
    """
    with locked(project):
        sources = read_dataset(project).context.names.rows.get("sources", {})
        known = {row.get("text_sha256"): row.spot.file for row in sources.values()}
        taken = set(sources)
        return [_register(project, file, known, taken) for file in files]


def _register(project: Project, file: Path, known: dict[str, str], taken: set[str]) -> Registered:
    data = file.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Registered(file, "refused", f"byte {error.start} is not UTF-8; save the text as UTF-8 first")
    if not text.strip(BOM + " \n\r\t"):
        return Registered(file, "refused", "the file is empty")
    sha256 = hashlib.sha256(data).hexdigest()
    kept = project.texts_folder / f"{sha256}.txt"
    here = kept.exists() and kept.read_bytes() == data
    if not here:
        if not kept.parent.exists():
            kept.parent.mkdir(parents=True)
            (kept.parent / ".gitignore").write_text("*\n", "utf-8")  # texts are private, whatever the folder's name
        write_whole(kept, data)
    if sha256 in known:
        return Registered(file, "already here" if here else "paired", known[sha256])
    id_ = _free_id(
        slug(file.stem) or "article", taken | {p.stem for p in (project.data_folder / "articles").glob("*.yml")}
    )
    article = project.data_folder / "articles" / f"{id_}.yml"
    article.parent.mkdir(parents=True, exist_ok=True)
    schema = f"../../{project.schema_module}/generated/article.schema.json"
    write_whole(article, _ARTICLE.format(schema=schema, id=id_, sha256=sha256, length=len(text)).encode())
    taken.add(id_)
    known[sha256] = project.shown(article)
    detail = project.shown(article)
    if id_ != (wanted := slug(file.stem)) and wanted:
        detail += f" ({wanted} has another text; if this one replaces it, write its hash there and delete this file)"
    return Registered(file, "new article", detail)


def _free_id(wanted: str, taken: set[str]) -> str:
    number = 2
    free = wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
