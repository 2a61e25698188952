"""The settings of the pages in metadata.yml: what cannot be used is told with its place, and nothing written is fine."""

import os
import shutil
from pathlib import Path

import pytest

from curate.load.build import build
from curate.model.project import Project, find_project
from curate.model.settings import ProjectError
from curate.serve.basemap import basemap_url
from curate.serve.settings import settings
from curate.serve.site import open_site


@pytest.fixture
def written(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The miniature project, whose metadata.yml may be changed."""
    monkeypatch.setattr(os, "environ", {**os.environ})
    shutil.copytree(project.root, tmp_path / "boats", ignore=shutil.ignore_patterns("build", "__pycache__"))
    return find_project(tmp_path / "boats")


def built(project: Project, plugins: str) -> Project:
    (project.root / "metadata.yml").write_text(f"title: Boats\n{plugins}\n", "utf-8")
    assert build(project).written
    return project


@pytest.mark.parametrize(
    "plugins", ["plugins:", "plugins: {curate: }", "plugins: {}", "plugins: {curate: {tiles: no}}"]
)
def test_settings_in_which_nothing_is_written(written: Project, plugins: str) -> None:
    assert settings(open_site(built(written, plugins)))["texts"] == str(written.texts_folder)


@pytest.mark.parametrize(
    "plugins, told",
    [
        ("plugins: [a]", "metadata.yml:2:1: settings: plugins: ['a'] cannot be used; write keys and values"),
        ("plugins: {curate: 5}", "metadata.yml:2:1: settings: curate: 5 cannot be used; write keys and values"),
        ("plugins:\n  curate:\n    basemap: 5", "metadata.yml:4:1: settings: basemap: 5 cannot be used; write a path"),
        ("plugins: {curate: {types: capture}}", "types: 'capture' cannot be used; write a list"),
        ("plugins: {curate: {links: [a]}}", "links: ['a'] cannot be used"),
        ("plugins: {curate: {basemap: no/where}}", "basemap: 'no/where' cannot be used; write the path of a file"),
        ("plugins: {curate: {tiles: {url: 'http://a.example'}}}", "write a url that begins with https://"),
        ("plugins: {curate: {tiles: 1}}", "tiles: 1 cannot be used"),
    ],
)
def test_settings_that_cannot_be_used_are_told_with_their_place(written: Project, plugins: str, told: str) -> None:
    project = built(written, plugins)
    with pytest.raises(ProjectError) as refused:
        open_site(project)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "address, found",
    [("/static/base.geojson", "/static/base.geojson"), ("//evil.example/base", None), ("https://evil.example/", None)],
)
def test_a_base_map_comes_from_this_server_only(written: Project, address: str, found: str | None) -> None:
    assert basemap_url(open_site(built(written, "")), address) == found
