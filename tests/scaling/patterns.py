"""Every regular expression of curate, and texts that may take it long."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import curate
from tests.conftest import ROOT

_FUNCTIONS = ("compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


def modules() -> Iterator[Any]:
    """All modules of curate."""
    for found in pkgutil.walk_packages(curate.__path__, "curate."):
        if not found.name.startswith(("curate.template", "curate.__main__")):
            yield importlib.import_module(found.name)


def compiled() -> dict[str, re.Pattern[Any]]:
    """Patterns that modules and their classes hold, by where they stand."""
    found: dict[int, tuple[str, re.Pattern[Any]]] = {}
    for module in modules():
        named = [
            (module.__name__, vars(module)),
            *((f"{module.__name__}.{n}", vars(c)) for n, c in vars(module).items() if isinstance(c, type)),
        ]
        for where, names in named:
            for name, value in names.items():
                for pattern in value if isinstance(value, (list, tuple, set)) else [value]:
                    if isinstance(pattern, re.Pattern):
                        found.setdefault(id(pattern), (f"{where}.{name}", pattern))
    return dict(found.values())


def written() -> tuple[dict[str, re.Pattern[Any]], set[str]]:
    """Patterns written where they are used, and calls whose pattern is made up there: `file: source of the pattern`."""
    found, made = {}, set()
    for path in sorted((ROOT / "curate").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        top = {
            id(call) for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign)) for call in ast.walk(node)
        }
        for call in ast.walk(tree):
            if not (
                isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _FUNCTIONS
            ):
                continue
            if not (isinstance(call.func.value, ast.Name) and call.func.value.id == "re") or id(call) in top:
                continue
            where = f"{path.relative_to(ROOT / 'curate').as_posix()}: {ast.unparse(call.args[0])}"
            if isinstance(call.args[0], ast.Constant):
                found[where] = re.compile(str(call.args[0].value))
            else:
                made.add(where)
    return found, made


def pieces(pattern: re.Pattern[Any]) -> list[str]:
    """What the pattern is made of: a text for each literal and each class of characters, and for each run of literals."""
    found: dict[str, None] = {}
    _collect(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG), found)
    return [piece for piece in found if piece]


def _collect(parsed: Any, found: dict[str, None]) -> None:
    run = ""
    for op, value in parsed:
        if op is sre.LITERAL:
            run += chr(value)
            continue
        found[run], run = None, ""
        if op is sre.NOT_LITERAL:
            found["x" if value != ord("x") else "y"] = None
        elif op is sre.ANY:
            found["x"] = None
        elif op is sre.IN:
            for character in _of_class(value):
                found[character] = None
        else:
            for part in value if isinstance(value, (list, tuple)) else [value]:
                for inner in part if isinstance(part, list) else [part]:
                    if isinstance(inner, _parser.SubPattern):
                        _collect(inner, found)
    found[run] = None


def _of_class(parts: Any) -> list[str]:
    """A character or two of a class: those of its own, else of a category."""
    negated = parts[0][0] is sre.NEGATE
    named = {
        sre.CATEGORY_DIGIT: "1",
        sre.CATEGORY_SPACE: " \n",
        sre.CATEGORY_WORD: "a1",
        sre.CATEGORY_NOT_DIGIT: "a",
        sre.CATEGORY_NOT_SPACE: "a",
        sre.CATEGORY_NOT_WORD: "-",
    }
    if negated:
        return ["a", " ", "1"]
    found = []
    for op, value in parts:
        if op is sre.LITERAL:
            found.append(chr(value))
        elif op is sre.RANGE:
            found.append(chr(value[0]))
        elif op is sre.CATEGORY:
            found += named[value]
    return [*found[:4], *found[-1:]]


def attacks(pattern: re.Pattern[Any], most: int = 16) -> Iterator[tuple[str, str]]:
    """What to repeat and what to put behind it: single pieces, and pairs of the first so many."""
    all_ = pieces(pattern)
    endings = ["", "\0", " ", "\n!"]
    for repeated in [*all_, *("".join(pair) for pair in product(all_[:most], repeat=2)), *(f"{p} " for p in all_)]:
        for ending in endings:
            yield repeated, ending


def uses() -> dict[tuple[str, str], set[str]]:
    """The methods by which each name of a module is called; names without a leading line are asked for under `""` too."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted((ROOT / "curate").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in _FUNCTIONS:
                for where in (module, "") if node.value.id[0] != "_" else (module,):
                    found.setdefault((where, node.value.id), set()).add(node.attr)
    return found
