"""Which checks the code uses: every call that records a problem, and what stands there for the check."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
#: Calls that take a check, and which argument it is; of the sets that have a method `add` as well, it takes only one.
_SINKS = {"add": (1, "check"), "Problem": (1, "check"), "drop": (-1, "codes")}


@dataclass
class Module:
    """One file: its calls with the function that each stands in, and its assignments."""

    path: Path
    tree: ast.Module

    def calls(self) -> Iterator[tuple[ast.Call, Function | None]]:
        """Every call, with the innermost function around it."""
        inside: dict[ast.AST, Function | None] = {self.tree: None}
        for node in ast.walk(self.tree):  # from the outside in
            for child in ast.iter_child_nodes(node):
                inside[child] = node if isinstance(node, Function) else inside[node]
            if isinstance(node, ast.Call):
                yield node, inside[node]

    @cached_property
    def imported(self) -> dict[str, str]:
        """What imported names are called where they come from."""
        froms = (node for node in ast.walk(self.tree) if isinstance(node, ast.ImportFrom))
        return {each.asname or each.name: each.name for node in froms for each in node.names}


@dataclass
class Use:
    """An expression that stands for a check: a text, or a name. `known` is false if nobody can tell which check."""

    module: Module
    node: ast.expr
    function: Function | None
    known: bool = True

    @property
    def stands_for(self) -> str:
        """The code, or the name of the constant; nothing where a check is passed on."""
        if isinstance(self.node, ast.Constant):
            return str(self.node.value)
        return self.module.imported.get(self.node.id, "") if isinstance(self.node, ast.Name) else ""

    def __str__(self) -> str:
        return f"{self.module.path}:{self.node.lineno}: {ast.unparse(self.node)}"


def modules(folder: Path) -> list[Module]:
    """The files of a package, those aside that declare checks or carry any problem."""
    paths = [p for p in sorted(folder.rglob("*.py")) if p.name not in ("checks.py", "problems.py")]
    return [Module(path, ast.parse(path.read_text("utf-8"))) for path in paths]


def uses(found: list[Module]) -> Iterator[Use]:
    """What stands for a check, wherever a problem is recorded; in a function that is given the check, where it is
    called."""
    sinks: dict[tuple[Path | None, str], tuple[int, str]] = {(None, name): where for name, where in _SINKS.items()}
    seen: set[ast.expr] = set()
    while True:
        before = len(sinks)
        for module in found:
            for call, function in module.calls():
                for node in _checks(module, call, sinks):
                    if node in seen:
                        continue
                    seen.add(node)
                    for use in _resolved(module, node, function, set()):
                        if parameter := _parameter(use):
                            assert function
                            own = module.path if function.name.startswith("_") else None
                            sinks[own, function.name] = parameter
                        else:
                            yield use
        if len(sinks) == before:
            return


def _checks(
    module: Module, call: ast.Call, sinks: dict[tuple[Path | None, str], tuple[int, str]]
) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    at, keyword = sinks.get((module.path, name)) or sinks.get((None, name)) or (None, "")
    if at == -1:
        yield from call.args
    elif at is not None and len(call.args) > at and (name != "add" or len(call.args) > 2):
        yield call.args[at]
    elif at is not None:
        yield from (k.value for k in call.keywords if k.arg == keyword)


def _resolved(module: Module, node: ast.expr, function: Function | None, names: set[str]) -> Iterator[Use]:
    """The expressions that one may be: the sides of a condition, and what its name is given in the function."""
    if isinstance(node, ast.IfExp):
        yield from _resolved(module, node.body, function, names)
        yield from _resolved(module, node.orelse, function, names)
    elif isinstance(node, ast.Name) and function and not node.id.isupper() and node.id not in names:
        given = list(_given(function, node.id))
        for value in given:
            yield from _resolved(module, value, function, names | {node.id})
        if not given:
            yield Use(module, node, function, known=False)
    elif isinstance(node, ast.Attribute):  # of a problem or a rule, which has a check already; or `CHECK.code`
        yield Use(module, node.value if isinstance(node.value, ast.Name) else node, function)
    else:
        yield Use(module, node, function, known=isinstance(node, ast.Constant | ast.Name))


def _given(function: Function, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=True)
                    yield from (value for t, value in pairs if isinstance(t, ast.Name) and t.id == name)


def _parameter(use: Use) -> tuple[int, str] | None:
    """Which argument of its function a name is, not counting `self`."""
    if use.known or use.function is None or not isinstance(use.node, ast.Name):
        return None
    names = [a.arg for a in use.function.args.args]
    if use.node.id not in names:
        return None
    return names.index(use.node.id) - (names[0] == "self"), use.node.id
