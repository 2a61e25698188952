"""The locks name what pyproject.toml asks for, all of it with hashes, and are what the documented commands install."""

import re
import tomllib
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
BUILD = PROJECT["build-system"]["requires"]
RUN = PROJECT["project"]["dependencies"]
#: What each lock is made from.
ASKED = {"requirements.lock": RUN, "requirements-dev.lock": [*RUN, *EXTRAS["publish"], *EXTRAS["dev"]]}
REGENERATE = "run `make lock`"


class Locked(NamedTuple):
    """One package of a lock: its version, its hashes, and whether pyproject.toml asks for it by name."""

    version: str
    hashes: list[str]
    asked: bool


def locked(name: str) -> dict[str, Locked]:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").split(":all:\n", 1)[1].strip())
    found: dict[str, Locked] = {}
    for entry in entries:
        head = re.match(r"([\w.-]+)==(\S+)", entry)
        assert head, f"{name}: {entry.splitlines()[0]!r} pins no version; {REGENERATE}"
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry)
        found[canonicalize_name(head[1])] = Locked(head[2], hashes, "curate-claims (pyproject.toml)" in entry)
    return found


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_and_pyproject_ask_for_the_same(name: str) -> None:
    asked, lock = [Requirement(text) for text in ASKED[name]], locked(name)
    named = {canonicalize_name(requirement.name) for requirement in asked}
    assert {package for package, entry in lock.items() if entry.asked} == named, REGENERATE
    outside = [str(r) for r in asked if not r.specifier.contains(lock[canonicalize_name(r.name)].version)]
    assert outside == [], REGENERATE


@pytest.mark.parametrize("name", ASKED)
def test_every_package_has_hashes(name: str) -> None:
    assert [package for package, entry in locked(name).items() if not entry.hashes] == []


@pytest.mark.parametrize("name", ASKED)
def test_only_wheels_are_installed(name: str) -> None:
    assert "\n--only-binary :all:\n" in (ROOT / name).read_text("utf-8")


def test_development_adds_to_what_runs() -> None:
    run, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: entry.version for name, entry in run.items()}.items() <= {
        name: entry.version for name, entry in development.items()
    }.items()


def test_what_builds_the_package_is_locked_too() -> None:
    """So that `pip install --no-build-isolation` fetches nothing without a hash."""
    (builder,) = map(Requirement, BUILD)
    assert builder.specifier.contains(locked("requirements.lock")[builder.name].version)


@pytest.mark.parametrize("file", ["README.md", "Makefile", "Dockerfile", "docs/publishing.md"])
def test_documented_commands_install_with_hashes(file: str) -> None:
    commands = re.findall(r"(?m)^(?!INSTALL :=).*(?:pip install|\$\(INSTALL\))(.*)", (ROOT / file).read_text("utf-8"))
    loose = [
        options
        for options in commands
        if "--require-hashes" not in options and "--no-deps" not in options and "curate-claims[" not in options
    ]
    assert loose == []
