"""A new project from the template that lies in curate/template/."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import curate
from curate.load.derived import write_derived
from curate.model.project import find_project
from curate.read.fold import slug

_TEMPLATE = Path(curate.__file__).parent / "template"
#: Stands in the template's files for the project's name.
_NAME = "PROJECT"


class Occupied(Exception):
    """Something is there already."""


def start_project(folder: Path) -> list[Path]:
    """Make a project in a folder that is new or empty; the files made, from the folder.

    Raises:
        Occupied: the folder holds something, or is none; it is left as it is.
        OSError: it cannot be written; nothing is left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied(f"{folder} holds something already; name a new folder")
    name = slug(folder.resolve().name)
    if not name:
        raise Occupied(f"{folder.resolve().name!r} gives no name for a database; name a folder with letters a to z")
    around = folder if folder.is_dir() else folder.parent
    around.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=around, prefix=f".{name}-") as aside:
        made = Path(aside) / "project"
        shutil.copytree(_TEMPLATE, made, ignore=shutil.ignore_patterns("__pycache__"), copy_function=_copier(name))
        (made / "gitignore").rename(made / ".gitignore")
        write_derived(find_project(made))
        shutil.rmtree(made / "schema" / "__pycache__", ignore_errors=True)
        if around is folder:  # which stays itself: somebody may stand in it
            for each in list(made.iterdir()):
                each.rename(folder / each.name)
        else:
            made.rename(folder)
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _copier(name: str) -> Callable[[str, str], None]:
    def copy(source: str, target: str) -> None:
        Path(target).write_bytes(Path(source).read_bytes().replace(_NAME.encode(), name.encode()))

    return copy
