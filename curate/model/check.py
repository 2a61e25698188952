"""What a check is: the code of its problems, and all that is said of them in docs/checks.md and `curate explain`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

Level = Literal["error", "warning", "note"]

#: The article file of the project that `curate init` makes, in which most examples are a few lines.
ARTICLE = "data/articles/ferry-strike.yml"


@dataclass(frozen=True, eq=False)
class Check:
    """One check. Texts are plain sentences in which backquotes mark what is typed.

    An example is what the files of the `curate init` project hold, by path: only those that matter, None for one that
    is not there. Text without a path stands in the article file, below its source and in place of its claims. Paths
    below `release/` are files of a finished release, and `….sql` there is SQL that somebody ran on its database.
    """

    code: str
    #: What it finds, why that matters, and how to fix it.
    finds: str
    why: str
    fix: str
    wrong: str | Mapping[str, str | None] = ""
    right: str | Mapping[str, str | None] = ""
    #: Why there is no example that could be run.
    no_example: str = ""
    level: Level = "error"
    #: Whether `warnings = […]` in [tool.curate] may make it a warning: behind the others stands a record that no table
    #: could hold, or their messages show words of a private text, which findings in a database must not.
    may_warn: bool = False
    #: Whether it keeps a file, or records in it, from being read.
    hides_records: bool = False
    #: The command that reports it; `build` reports all that `validate` does.
    command: Literal["validate", "release", "verify"] = "validate"

    def __eq__(self, other: object) -> bool:
        """Whether it is the same check at the same level: other processes have copies."""
        return isinstance(other, Check) and (self.code, self.level) == (other.code, other.level)

    def __hash__(self) -> int:
        return hash((self.code, self.level))

    @property
    def examples(self) -> dict[str, dict[str, str | None]]:
        """The wrong example and the right one, by path."""
        both = {"wrong": self.wrong, "right": self.right}
        return {
            name: {ARTICLE: files.strip("\n") + "\n"} if isinstance(files, str) else dict(files)
            for name, files in both.items()
            if files
        }


def checks_of(*modules: ModuleType) -> dict[str, Check]:
    """The checks that modules declare, by code.

    Raises:
        ValueError: two have the same code.
    """
    found: dict[str, Check] = {}
    for check in (value for module in modules for value in vars(module).values() if isinstance(value, Check)):
        if found.setdefault(check.code, check) is not check:
            raise ValueError(f"two checks have the code {check.code!r}")
    return found
