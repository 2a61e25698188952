"""A project: the folder with the `[tool.curate]` table in its pyproject.toml, and the settings there."""

from dataclasses import dataclass, field
from pathlib import Path

from curate.model.settings import ProjectError, Setting, read_toml_settings


@dataclass(frozen=True)
class Project:
    """Where everything of a project lies."""

    root: Path
    name: str
    schema_module: str = "schema"
    data: str = "data"
    #: The largest share of an article that spans other than quotations may cover before `validate` warns.
    coverage_limit: float = 0.35
    #: Codes of problems that are warnings in this project instead of errors.
    warnings: tuple[str, ...] = ()
    #: CSV files with columns of their own: name of the file in schema/tables/ that reads it, and path.
    tables: dict[str, str] = field(default_factory=dict)
    #: The most words of an article that a release prints in one piece, and the largest share of it in all.
    excerpt_words: int = 25
    excerpt_share: float = 0.4

    @property
    def data_folder(self) -> Path:
        """The records."""
        return self.root / self.data

    @property
    def texts_folder(self) -> Path:
        """The articles' texts, by hash; private."""
        return self.data_folder / "texts"

    @property
    def schema_folder(self) -> Path:
        """Models, views and rules."""
        return self.root / self.schema_module

    @property
    def schema_file(self) -> Path:
        """The models, where they are a single file beside that folder."""
        return self.root / f"{self.schema_module}.py"

    @property
    def database(self) -> Path:
        """The database that `curate build` writes."""
        return self.root / "build" / f"{self.name}.db"

    @property
    def metadata(self) -> Path:
        """The complete Datasette metadata that `curate build` writes."""
        return self.root / "build" / "metadata.json"

    @property
    def report(self) -> Path:
        """The file that lists the problems that are too many to be shown."""
        return self.root / "build" / "problems.txt"

    def shown(self, path: Path) -> str:
        """A path as people read it: from the project's folder."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


#: What [tool.curate] may say.
_SETTINGS = {
    "name": Setting(str),
    "schema": Setting(str),
    "data": Setting(str),
    "coverage_limit": Setting(float),
    "warnings": Setting(list),
    "tables": Setting(dict),
    "excerpt_words": Setting(int, 1, 100),
    "excerpt_share": Setting(float),
}


def find_project(start: Path) -> Project:
    """The project that a folder belongs to.

    Raises:
        ProjectError: none is found above it, or a setting is wrong.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        file = folder / "pyproject.toml"
        if not file.is_file():
            continue
        if (settings := read_toml_settings(file, _SETTINGS)) is not None:
            return Project(folder, **{"schema_module" if n == "schema" else n: value for n, value in settings.items()})
    raise ProjectError(
        f"no project at {start.resolve()} or above it; go to a folder whose pyproject.toml has [tool.curate], "
        "or start one with `curate init FOLDER`"
    )
