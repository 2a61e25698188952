"""Stamping: text is inserted at known positions, and no other byte changes."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curate.check.dataset import check_project
from curate.model.project import Project, find_project
from curate.read.anchor import Busy, anchor, locked
from curate.read.dataset import Dataset, read_dataset
from curate.read.register import register
from tests.conftest import GOOD, Run, copy_project

_STAMP = re.compile(
    rb"(?:(?:id: velm-floods-[a-z]+-(?:claim-)?[a-z2-7]{6}|at: (?:\"[^\"]*\"|[-0-9; ]+))(?:, |\r?\n *))"
)


def unstamped(data: bytes) -> bytes:
    return _STAMP.sub(b"", data)


def test_only_inserts(article: Path, project: Project) -> None:
    before = article.read_bytes()
    done = anchor(project)
    assert (done.claims, done.files, done.left) == (13, 1, 0)
    assert article.read_bytes() != before and unstamped(article.read_bytes()) == before


def test_is_idempotent_and_quiet(article: Path, project: Project, run: Run) -> None:
    assert run("anchor").output == "Stamped 13 claims in 1 file.\n"
    once = article.read_bytes(), article.stat().st_mtime_ns
    assert run("anchor").output == "Stamped 0 claims in 0 files.\n"
    assert (article.read_bytes(), article.stat().st_mtime_ns) == once
    assert "unstamped" not in run("validate").output


NOISE = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from(["# note\n", "# ملاحظة\n", "\n", "# 'quoted' \"twice\"\n", "#\ttab\n", "# \U0001f30a\n"]),
    ),
    max_size=8,
)


@given(NOISE, st.booleans(), st.booleans())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_other_byte_stays(
    tmp_path_factory: pytest.TempPathFactory, noise: list[tuple[int, str]], crlf: bool, bom: bool
) -> None:
    root = copy_project(tmp_path_factory.mktemp("anchor") / "good")
    article = root / "data" / "articles" / "velm-floods.yml"
    lines = article.read_text("utf-8").splitlines(keepends=True)
    for place, line in noise:
        lines.insert(place % (len(lines) + 1), line)
    text = ("\ufeff" if bom else "") + "".join(lines)
    before = (text.replace("\n", "\r\n") if crlf else text).encode()
    article.write_bytes(before)
    assert anchor(find_project(root)).claims == 13
    after = article.read_bytes()
    assert unstamped(after) == before
    assert after.count(b"\r\n") == (after.count(b"\n") if crlf else 0)


def test_an_edited_phrase_is_found_anew_and_keeps_its_id(article: Path, project: Project, run: Run) -> None:
    anchor(project)
    stamped = article.read_text("utf-8")
    (number,) = re.findall(r"id: (\S+)\n  at: 783-817\n", stamped)
    article.write_text(
        stamped.replace("The Mill Bridge was closed in 1998", "Mill Bridge was closed in 1998 as well"), "utf-8"
    )
    assert "changed: 'Mill Bridge was closed in 1998 as well' is not what stands at 783-817" in run("validate").output
    assert run("anchor").exit_code == 0
    assert f"id: {number}\n  at: 787-825\n" in article.read_text("utf-8")
    assert run("validate").exit_code == 0


def test_what_is_not_found_is_left_as_it_is(article: Path, run: Run) -> None:
    text = article.read_text("utf-8").replace("evidence: said Jonas Reith", "evidence: sang Jonas Reith")
    article.write_text(text, "utf-8")
    result = run("anchor")
    assert result.exit_code == 1 and "1 could not be found" in result.output
    assert "  evidence: sang Jonas Reith" in article.read_text("utf-8").split("not a day before,”")[1].splitlines()[1]


def test_ids_are_the_same_without_the_text(article: Path, project: Project, run: Run) -> None:
    """So that two people, one without the article, never stamp one claim twice."""
    anchor(project)
    ids = re.findall(r"id: (velm-floods-\S+?)[,\n]", article.read_text("utf-8"))
    article.write_bytes((GOOD / "data" / "articles" / "velm-floods.yml").read_bytes())
    for text in project.texts_folder.iterdir():
        text.unlink()
    claims = {claim.row.base_id for claim in check_project(find_project(project.root)).claims()}
    assert set(ids) <= claims


def test_two_at_once_lose_nothing(article: Path, project: Project) -> None:
    before = article.read_bytes()
    with locked(project), pytest.raises(Busy, match="try again"):
        anchor(project)
    assert article.read_bytes() == before
    anchor(project)
    assert unstamped(article.read_bytes()) == before


def test_texts_are_registered_by_their_bytes(good: Path, project: Project, tmp_path: Path) -> None:
    new, same, binary = (tmp_path / name for name in ("A new Qal'at.txt", "same.txt", "x.bin"))
    new.write_bytes(b"A storm\r\n")
    same.write_bytes((GOOD / "texts-source" / "velm-floods.txt").read_bytes())
    binary.write_bytes(b"\xff\x00")
    done = register(project, [new, same, binary, new])
    assert [d.how for d in done] == ["new article", "already here", "refused", "already here"]
    made = (good / "data" / "articles" / "a-new-qalat.yml").read_text("utf-8")
    assert "id: a-new-qalat\n" in made and "text_length: 9\n" in made
    assert register(find_project(good), [new])[0].how == "already here"


def test_the_file_that_a_link_leads_to_is_written(article: Path, project: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yml"
    article.rename(elsewhere)
    article.symlink_to(elsewhere)
    anchor(project)
    assert article.is_symlink() and b"  at: " in elsewhere.read_bytes()


def test_a_file_that_changes_meanwhile_is_not_written(
    article: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_and_edit(project: Project) -> Dataset:
        dataset = read_dataset(project)
        article.write_bytes(article.read_bytes() + b"# a line more\n")
        return dataset

    monkeypatch.setattr("curate.read.anchor.read_dataset", read_and_edit)
    before = article.read_bytes()
    with pytest.raises(Busy, match=r"velm-floods\.yml was changed meanwhile; save it and run the command again"):
        anchor(project)
    assert article.read_bytes() == before + b"# a line more\n"
