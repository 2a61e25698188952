"""The files that set a project up (pyproject.toml, metadata.yml, CITATION.cff …): what they say, or what is wrong."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from curate.model.checks import ENCODING, SETTINGS, TOML, WRONG_SHAPE, YAML
from curate.model.problem import Problem, Refused, Spot, did_you_mean, spot_of_byte

_TABLE = re.compile(r"^[ \t]*(?:\[tool\.)?curate\b", re.MULTILINE)
_WHERE = re.compile(r"(?P<what>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)")
_KINDS: dict[Any, str] = {
    str: 'text in quotes, as in "bridges"',
    float: "a number",
    int: "a whole number",
    list: 'a list of texts, as in ["coverage"]',
    dict: 'a table of texts, as in {table = "file.csv"}',
}


class Setting(NamedTuple):
    """What a setting holds, and the least and the most of a number."""

    holds: type
    least: float = 0
    most: float = 1


class ProjectError(Refused):
    """There is no project here, or what sets it up cannot be used."""


def read_own(file: Path, shown: str) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        ProjectError: it is not UTF-8.
        OSError: it cannot be read.
    """
    data = file.read_bytes()
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        spot = spot_of_byte(shown, data, error.start)
        what, hint = "a byte that is not UTF-8 text", "save the file as UTF-8"
        raise ProjectError(Problem(spot, ENCODING, what, hint)) from error


def read_yaml_settings(file: Path, shown: str) -> dict[str, Any] | None:
    """What a YAML file says, None where there is no such file.

    Raises:
        ProjectError: it is not UTF-8, not YAML, or no mapping.
    """
    import yaml  # takes a while, and not every command needs it

    if not file.is_file():
        return None
    try:
        found = yaml.safe_load(read_own(file, shown))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        spot = Spot(shown, mark.line + 1, mark.column + 1) if mark else Spot(shown)
        raise ProjectError(Problem(spot, YAML, str(getattr(error, "problem", error)), "correct the file")) from error
    if not isinstance(found, dict):
        raise ProjectError(Problem(Spot(shown), WRONG_SHAPE, "the file holds no keys and values", "write `title: …`"))
    return found


def read_toml_settings(file: Path, kinds: dict[str, Setting]) -> dict[str, Any] | None:
    """What `[tool.curate]` of a pyproject.toml says, None where there is no such table.

    Raises:
        ProjectError: it is not UTF-8, not TOML, or says what is not of these `kinds`: all that is wrong.
    """
    text = read_own(file, str(file))
    try:
        tools = tomllib.loads(text).get("tool")
    except tomllib.TOMLDecodeError as error:
        at = _WHERE.fullmatch(str(error))
        spot = (
            Spot(str(file), int(at["line"]), int(at["column"]))
            if at
            else Spot(str(file), text.rstrip().count("\n") + 1)
        )
        raise ProjectError(Problem(spot, TOML, at["what"] if at else str(error), "correct the file")) from error
    except (RecursionError, ValueError) as error:  # lists too deep, numbers too long
        what = "lists are nested too deep" if isinstance(error, RecursionError) else str(error)
        raise ProjectError(Problem(Spot(str(file)), TOML, what, "correct the file")) from error
    settings = tools.get("curate") if isinstance(tools, dict) else None
    if settings is None:
        return None
    wrong = _wrong(settings, kinds)
    if told := [Problem(Spot(str(file), _line(text, name)), SETTINGS, what, hint) for name, what, hint in wrong]:
        raise ProjectError(*told)
    return dict(settings)


def spot_of_setting(root: Path, name: str) -> Spot:
    """Where the pyproject.toml of a project states a setting."""
    return Spot("pyproject.toml", _line(read_own(root / "pyproject.toml", "pyproject.toml"), name))


def _line(text: str, name: str) -> int:
    """The line of a setting, else that of the table."""
    table = _TABLE.search(text)
    start = table.end() if table else 0
    own = re.compile(rf"^[ \t]*(?:\[tool\.curate\.)?{re.escape(name)}[ \t]*[=\]]", re.MULTILINE)
    found = own.search(text, start) if name else None
    return text.count("\n", 0, found.end() if found else start) + 1


def _wrong(settings: Any, kinds: dict[str, Setting]) -> Iterator[tuple[str, str, str]]:
    """Each wrong setting: its name, what is wrong and what to do."""
    if not isinstance(settings, dict):
        yield "", "`curate` is no table", "write [tool.curate] on a line, and settings below it"
        return
    for name, value in settings.items():
        if name not in kinds:
            hint = did_you_mean(name, kinds) or f"there are {', '.join(kinds)}"
            yield name, f"[tool.curate] has no setting {name!r}", hint
        elif not _is_of(value, kinds[name]):
            holds, least, most = kinds[name]
            bounds = f" from {least} to {most}" if holds in (int, float) else ""
            yield name, f"{name} = {value!r} cannot be used", f"write {_KINDS[holds]}{bounds}"
    name = settings.get("name")
    if not name:
        yield "", "[tool.curate] has no name", 'add one, such as name = "bridges-2024"'
    elif isinstance(name, str) and not re.fullmatch(r"\w[^/\\\0]*", name):
        yield "name", f"{name!r} cannot name a file", 'write a plain name, such as "bridges-2024"'


def _is_of(value: Any, setting: Setting) -> bool:
    kind = setting.holds
    if kind in (list, dict):
        parts = value.values() if kind is dict and isinstance(value, dict) else value
        return isinstance(value, kind) and all(isinstance(part, str) for part in parts)
    if kind is str:
        return isinstance(value, str)
    number = isinstance(value, (int, float) if kind is float else int) and not isinstance(value, bool)
    return number and setting.least <= value <= setting.most  # which nan is not
