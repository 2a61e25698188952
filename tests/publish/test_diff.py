"""Differences: values, not their formatting; told for people and machines; what a new release may change."""

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from curate.cli.main import main
from curate.load.build import build
from curate.model.counted import counted
from curate.model.project import Project, find_project
from curate.publish.breaking import breaking
from curate.publish.compare import Rows, compare, compare_table
from curate.publish.release import Released, date_of, release
from curate.publish.told import as_csv, as_json, prose
from curate.publish.values import same
from curate.publish.versions import NoVersion, read_csv, read_database, read_version

UCDP = Path(__file__).parents[3] / "shared/ucdp"


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("369.0", "369", True),
        ("48.14", "48.140000", True),
        (13, "13", True),
        ("2014-01-22", "2014-01-22 00:00:00.000", True),
        ("", None, True),
        ("2014-01-22", "2014-01-22 12:00:00.000", False),
        ("007", "7", False),
        ("1e2", "100", True),
        ("rebels ", "rebels", False),
        ("12", "15", False),
        (None, "0", False),
    ],
)
def test_values(old: object, new: object, alike: bool) -> None:
    assert same(old, new) is alike


def test_the_two_ucdp_releases_differ_in_this_and_only_this() -> None:
    if not UCDP.is_dir():
        pytest.skip("the UCDP releases are not in ../shared/ucdp")
    found = compare_table(read_csv(UCDP / "ukraine_2020_release.csv"), read_csv(UCDP / "ukraine_2025_release.csv"))
    assert (found.shared, len(found.added), len(found.removed)) == (993, 174, 0)
    assert (len(found.columns_added), found.columns_removed) == (7, [])
    changes = [c for c in found.changed if not c.new_column]
    moved = {"adm_1", "adm_2", "where_coordinates", "latitude", "longitude", "geom_wkt", "priogrid_gid"}
    once = dict.fromkeys([*moved, "event_clarity", "deaths_b", "deaths_unknown", "source_office"], 1)
    assert Counter(c.column for c in changes) == {"source_original": 55, "source_headline": 9, **once}
    assert {c.column for c in changes if c.id == "156835"} == moved
    (crimea,) = [c for c in changes if c.column == "adm_1"]
    assert (crimea.old, crimea.new) == ("Autonomous Republic of Crimea", "Donetsk Oblast")
    assert {(c.column, c.old, c.new) for c in changes if c.id == "257655"} == {
        ("deaths_b", "1", "0"),
        ("deaths_unknown", "2", "3"),
    }
    assert sum(c.new_column for c in found.changed if c.column == "relid") == 993


OLD = Rows(["id", "name", "dead"], {"a": ("a", "Old Quay", "12"), "b": ("b", "Pier", "1.0"), "c": ("c", "Mill", "")})
NEW = Rows(
    ["id", "name", "dead", "note"],
    {"a": ("a", "Quay ", "15", "x"), "b": ("b", "Pier ", "1", ""), "d": ("d", "Gate", "2", "")},
)


def test_prose() -> None:
    assert counted(1, "record") == "1 record" and counted(2_000, "record") == "2,000 records"
    assert prose(compare({"sites": OLD}, {"sites": OLD})) == "No differences.\n"
    assert prose(compare({"sites": OLD}, {"sites": NEW}), {"c": "it burnt down"}).splitlines() == [
        "sites:",
        "  2 records in both, 1 added, 1 removed.",
        "  New column note, with 1 value in records that were there before.",
        "  Added: d (Gate).",
        "  Withdrawn: c: it burnt down.",
        "  name changed in 2 records, 1 of them in spaces only.",
        "    a: “Old Quay” became “Quay ”.",
        "    b: “Pier” became “Pier ”.",
        "  dead changed in 1 record.",
        "    a: “12” became “15”.",
    ]


def test_of_long_texts_the_part_that_differs_is_shown() -> None:
    long = "The same words at the beginning of a long note, again and again. " * 3
    old, new = (Rows(["id", "note"], {"a": ("a", note)}) for note in (long, f"{long}And an end."))
    assert prose(compare({"t": old}, {"t": new})).splitlines()[-1] == (
        "    a: “…ote, again and again. ” became “…ote, again and again. And an end.”."
    )


def test_csv_and_json() -> None:
    difference = compare({"sites": OLD}, {"sites": NEW})
    lines = list(csv.DictReader(io.StringIO(as_csv(difference))))
    assert [line["column"] for line in lines if line["what"] == "added"] == ["id", "name", "dead"]
    assert {(line["id"], line["column"]) for line in lines if line["what"] == "new column"} == {("a", "note")}
    told = json.loads(as_json(difference))["sites"]
    assert told["changed"]["a"]["dead"] == {"old": "12", "new": "15"}
    assert told["removed"] == {"c": {"id": "c", "name": "Mill"}}


def test_csv_files_as_spreadsheets_write_and_run_them(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("id,name,x\n1,a,-1.5\n", "utf-8")
    (tmp_path / "new.csv").write_text(f"id,name,x\n\n1,=cmd(),-2.5\n2,{'a' * 140_000},3\n,,\n\n", "utf-8")
    command = [sys.executable, "-m", "curate", "diff", "--format", "csv", "old.csv", "new.csv"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran.stderr
    assert "records,1,changed,name,a,'=cmd()\nrecords,1,changed,x,-1.5,-2.5\n" in ran.stdout
    assert f"records,2,added,name,,{'a' * 140_000}\n" in ran.stdout
    (tmp_path / "new.csv").write_text("id,name,x\n\n1,a,2\n1,a,2\n", "utf-8")
    with pytest.raises(NoVersion, match="row 4 has the id '1', which was there before"):
        read_csv(tmp_path / "new.csv")


def test_the_command(harbour: Project, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["--project", str(harbour.root), "diff", *words], catch_exceptions=False)
        return result.exit_code, result.output

    def git(*words: str) -> None:
        user = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", str(harbour.root), *user, *words], check=True, capture_output=True)

    (harbour.root / ".gitignore").write_text("build/\ndata/texts/\n", "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    assert run("HEAD", str(harbour.root)) == (0, "No differences.\n")
    people = harbour.root / "data/people.yml"
    people.write_text(people.read_text("utf-8") + "- {id: captain, name: A captain}\n", "utf-8")
    git("commit", "-qam", "two")
    code, said = run("HEAD~1", "HEAD")
    assert code == 1 and said.splitlines()[:3] == [
        "people:",
        "  4 records in both, 1 added, 0 removed.",
        "  Added: captain (A captain).",
    ]
    view = harbour.root / "schema/views/statements_by_site.sql"
    view.write_text(view.read_text("utf-8").replace("GROUP BY", "WHERE c.stance = 'asserts' GROUP BY"), "utf-8")
    code, said = run("HEAD", str(harbour.root))
    assert code == 1 and said.splitlines()[:3] == [
        "views:",
        "  4 views in both, 0 added, 0 removed.",
        "  text changed in 1 view.",
    ]
    assert "s ON s.id = c.site_id GROUP BY s.name” became “…" in said, said
    (tmp_path / "no.csv").write_text("a,b\n1,2\n", "utf-8")
    for wrong, why in (
        ("nowhere", "no git revision"),
        (str(tmp_path / "no.csv"), "no column `id`"),
        (str(people), "not a database"),
    ):
        code, said = run(wrong, "HEAD")
        assert code == 2 and why in said


def test_a_name_that_git_would_take_for_an_option_is_refused(harbour: Project, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(harbour.root)], check=True)
    (tmp_path / "kept").write_text("kept")
    words = ["--project", str(harbour.root), "diff", "--", f"--output={tmp_path / 'kept'}", "HEAD"]
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 2 and "is no file, no folder and no git revision" in run.output
    assert (tmp_path / "kept").read_text() == "kept"


def test_a_revision_without_git_is_told(harbour: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    run = CliRunner().invoke(main, ["--project", str(harbour.root), "diff", "HEAD~1", "HEAD"])
    assert run.exit_code == 2 and "git is not here to look for a revision; install git" in run.output


def test_a_project_is_built_aside_to_be_compared(harbour: Project) -> None:
    assert build(harbour).written
    before = harbour.database.read_bytes()
    people = harbour.root / "data/people.yml"
    people.write_text(people.read_text("utf-8") + "- {id: captain, name: A captain}\n", "utf-8")
    for old, new in ((harbour.root, harbour.database), (harbour.database, harbour.root)):
        result = CliRunner().invoke(main, ["diff", str(old), str(new)], catch_exceptions=False)
        assert result.exit_code == 1 and "captain (A captain)" in result.output
    assert harbour.database.read_bytes() == before


def zipped(path: Path, files: dict[str, bytes]) -> str:
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return str(path)


def test_a_zip_runs_no_code(harbour: Project, tmp_path: Path) -> None:
    assert build(harbour).written
    trap = f"open({str(tmp_path / 'ran')!r}, 'w')\n".encode()
    project = {p.relative_to(harbour.root).as_posix(): p.read_bytes() for p in harbour.root.rglob("*") if p.is_file()}
    project = {name: data for name, data in project.items() if not name.startswith("build/")}
    name = zipped(tmp_path / "x.zip", project | {"schema/__init__.py": project["schema/__init__.py"] + b"\n" + trap})
    run = CliRunner().invoke(main, ["--project", str(harbour.root), "diff", name, str(harbour.database)])
    assert run.exit_code == 2 and f"{name} holds 0 databases; name a release" in run.output, run.output
    zipped(tmp_path / "x.zip", project | {"schema/__init__.py": trap, "a.db": harbour.database.read_bytes()})
    run = CliRunner().invoke(main, ["--project", str(harbour.root), "diff", name, str(harbour.database)])
    assert (run.exit_code, run.output) == (0, "No differences.\n")
    assert not (tmp_path / "ran").exists()


def test_what_is_wrong_in_a_zip_is_told_of_the_zip(tmp_path: Path) -> None:
    name = zipped(tmp_path / "x.zip", {"a.db": b"no database at all"})
    run = CliRunner().invoke(main, ["diff", name, name])
    assert run.exit_code == 2 and f"{name}: a.db: file is not a database" in run.output, run.output
    shutil.copy(__file__, name)
    run = CliRunner().invoke(main, ["diff", name, name])
    assert run.exit_code == 2 and f"{name} cannot be unpacked: File is not a zip file" in run.output, run.output


@pytest.mark.parametrize(("tags", "row"), [("", 3), ("#id,#name\n", 4)])
def test_the_row_of_an_id_that_stands_twice(tmp_path: Path, tags: str, row: int) -> None:
    (tmp_path / "a.csv").write_text(f"id,name\n{tags}1,a\n1,b\n", "utf-8")
    with pytest.raises(NoVersion, match=f"row {row} has the id '1', which was there before"):
        read_csv(tmp_path / "a.csv")


def test_changed_rules_and_vocabulary_are_told_apart_from_records(harbour: Project) -> None:
    def revision(number: int) -> Path:
        built = find_project(harbour.root)
        assert build(built).written
        return built.database.rename(harbour.root / f"{number}.db")

    rules = harbour.root / "schema/rules"
    rules.mkdir()
    sql = "SELECT 'people' AS kind, id, 'name' AS field, 'a name' AS message FROM people WHERE name = ''"
    (rules / "empty_name.sql").write_text(f"-- A name says something.\n{sql}\n", "utf-8")
    old = revision(1)
    (rules / "empty_name.sql").write_text(
        f"-- A name says something!\n{sql.replace(' FROM', chr(10) + 'FROM')}", "utf-8"
    )
    assert prose(compare(read_database(old), read_database(revision(2)))) == "No differences.\n"
    (rules / "empty_name.sql").write_text(sql.replace("''", "'?'"), "utf-8")
    (rules / "no_sites.sql").write_text(sql.replace("people", "sites"), "utf-8")
    edit(harbour, "schema/__init__.py", '"In quotation marks"', '"In quotation marks, word for word"')
    edit(
        harbour,
        "schema/__init__.py",
        "    indirect = term(",
        '    partial = term("In part", "“stop”")\n    indirect = term(',
    )
    edit(harbour, "pyproject.toml", 'warnings = ["coverage"]', 'warnings = ["coverage", "empty-name"]')
    edit(harbour, "data/people.yml", "name: The union", "name: The dockers’ union, aliases: [The union]")
    told = prose(compare(read_database(old), read_database(revision(3)))).splitlines()
    assert [line for line in told if line and not line.startswith(" ")] == [
        "people:",
        "vocabularies:",
        "rules:",
        "made by:",
    ]
    for line in (
        "  New term: quotes.form-partial (partial).",
        "  definition changed in 1 term.",
        "    quotes.form-direct: “In quotation marks” became “In quotation marks, word for word”.",
        "  New rule: no_sites.",
        "  text changed in 1 rule.",
        "    empty_name: “… people WHERE name = ''” became “… people WHERE name = '?'”.",
        "    warnings: “coverage” became “coverage empty-name”.",
    ):
        assert line in told, "\n".join(told)


def made(project: Project, version: str) -> Released:
    return release(find_project(project.root), version, date_of(version, None))


def edit(project: Project, file: str, old: str, new: str) -> None:
    path = project.root / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_record_is_not_gone_without_a_reason(harbour: Project) -> None:
    edit(harbour, "data/people.yml", "- {id: docker,", "- {id: captain, name: A captain}\n- {id: docker,")
    assert made(harbour, "2023.6.1").written
    edit(harbour, "data/people.yml", "- {id: captain, name: A captain}\n", "")
    (problem,) = [p for p in made(harbour, "2023.6.2").problems.found if p.level == "error"]
    assert (problem.spot.file, problem.code) == ("withdrawn.csv", "gone")
    (harbour.root / "withdrawn.csv").write_text(
        "table,id,reason,date\npeople,captain,there was none,2023-06-02\n", "utf-8"
    )
    released = made(harbour, "2023.6.2")
    assert released.written and (released.folder / "withdrawn.csv").is_file()
    assert released.packed and read_version(str(released.packed), harbour.root)["people"].rows.keys().isdisjoint(
        {"captain"}
    )
    text = (released.folder / "CHANGES.md").read_text("utf-8")
    assert text.startswith("# Changes since 2023.6.1\n") and "- Withdrawn: captain: there was none." in text
    edit(harbour, "data/people.yml", "- {id: docker,", "- {id: captain, name: Another}\n- {id: docker,")
    assert [p.code for p in made(harbour, "2023.6.3").problems.found if p.level == "error"] == ["id-used-again"]


def test_what_is_wrong_with_tombstones_is_told_line_by_line(harbour: Project) -> None:
    first = [
        "people,a,there was none, after all,2023-06-02",
        "people,b,,",
        "people,c,gone,next week",
        "persons,d,gone,2023-06-02",
        "people,e,gone",
        '"people,f',
    ]
    (harbour.root / "withdrawn.csv").write_text("table,id,reason,date\n" + "\n".join(first), "utf-8")
    found = made(harbour, "2023.6.1")
    assert not found.written
    told = [(*p.spot, p.message) for p in found.problems.in_order() if p.level == "error"]
    assert told == [
        ("withdrawn.csv", 2, 1, "the row has 5 cells and the header 4"),
        ("withdrawn.csv", 3, 1, "there is no reason, there is no date"),
        ("withdrawn.csv", 4, 1, "'next week' is no date"),
        ("withdrawn.csv", 5, 1, "there is no table 'persons'"),
        ("withdrawn.csv", 6, 1, "the row has 3 cells and the header 4"),
        ("withdrawn.csv", 7, 1, "this is not CSV: unexpected end of data"),
    ]
    (harbour.root / "withdrawn.csv").write_text("", "utf-8")
    assert "there is no column table, id, reason, date" in {p.message for p in made(harbour, "2023.6.1").problems.found}


def test_a_tombstone_stays(harbour: Project) -> None:
    graves = harbour.root / "withdrawn.csv"
    graves.write_text("table,id,reason,date\npeople,captain,there was none,2023-06-02\n", "utf-8")
    assert made(harbour, "2023.6.1").written
    graves.unlink()
    (problem,) = [p for p in made(harbour, "2023.6.2").problems.found if p.level == "error"]
    assert problem.message == "the tombstone of captain of people was in the last release and is gone"
    assert "its id is never used again" in problem.hint


def test_names_that_are_no_versions_are_no_releases(harbour: Project) -> None:
    first = made(harbour, "2023.6.1")
    for name in ("2023.6.1-draft", "2023", "notes", "2023.6.1.9"):
        shutil.copytree(first.folder, first.folder.with_name(name))
    released = made(harbour, "2023.6.2")
    assert "Changes since 2023.6.1\n" in (released.folder / "CHANGES.md").read_text("utf-8")


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"resources": [{"name": "people"}]}', b"\xff"])
def test_a_broken_last_release_is_told(harbour: Project, content: bytes | None) -> None:
    last = made(harbour, "2023.6.1").folder
    for name in ("datapackage.json", "harbour.db"):
        (last / name).unlink()
        if content is not None:
            (last / name).write_bytes(content or b"no database at all, and no JSON")
    found = made(harbour, "2023.6.2")
    assert [(p.spot.file, p.code) for p in found.problems.in_order() if p.level == "error"] == [
        ("build/releases/2023.6.1/datapackage.json", "last-release"),
        ("build/releases/2023.6.1/harbour.db", "last-release"),
    ]
    assert not found.written and not list(last.parent.glob(".*"))


def test_a_name_withheld_since_is_not_told_again(harbour: Project) -> None:
    edit(harbour, "data/people.yml", "protection: public role", "protection: agreed")
    assert made(harbour, "2023.6.1").written
    edit(harbour, "data/people.yml", "protection: agreed", "protection: private person")
    edit(harbour, "data/people.yml", "id: brandt", "id: spokesman")
    edit(harbour, "data/people.yml", "aliases: [Brandt]", "aliases: [Brandt, Ivo]")
    released = made(harbour, "2023.6.2")
    assert released.written, released.problems.found
    assert "- Something that is withheld now." in (released.folder / "CHANGES.md").read_text("utf-8")
    assert not [path for path in released.folder.rglob("*") if path.is_file() and b"Brandt" in path.read_bytes()]


def test_what_is_embargoed_since_is_not_told_again(harbour: Project) -> None:
    claim = "claimant: The union, count_stated: null, evidence: The union urged the ministry"
    linked = f"  corroborated:\n  - {{{claim}}}\n"
    edit(harbour, "data/articles/strike.yml", "quotes:\n", f"{linked}\nquotes:\n")
    edit(harbour, "data/articles/strike.yml", "  review_status: rejected\n", "  review_status: accepted\n")
    first = made(harbour, "2023.6.1")
    assert first.written, first.problems.found
    edit(harbour, "data/articles/strike.yml", "  note: Misread", "  withhold_reason: unsure\n  note: Misread")
    released = made(harbour, "2023.6.2")
    assert released.written, released.problems.found
    told = (released.folder / "CHANGES.md").read_text("utf-8")
    assert "- Something that is withheld now." in told and "Misread" not in told


def test_what_breaks_users_needs_a_major_version(harbour: Project) -> None:
    assert made(harbour, "2023.6.1").written
    edit(
        harbour,
        "schema/__init__.py",
        "    note: Annotated[str, FullText, Public] = optional\n",
        "    remark: Annotated[str, FullText, Public] = optional\n",
    )
    edit(harbour, "data/people.yml", "note:", "remark:")
    refused = made(harbour, "2023.6.2")
    assert [(p.code, p.message) for p in refused.problems.found if p.level == "error"] == [
        ("breaking", "since 2023.6.1 the column people.note is gone")
    ]
    released = made(harbour, "2024.1.1")
    assert released.written and "1 column gone: note." in (released.folder / "CHANGES.md").read_text("utf-8")


def test_breaking() -> None:
    def package(**field: object) -> dict[str, object]:
        return {"resources": [{"name": "t", "schema": {"fields": [{"name": "a", "type": "integer", **field}]}}]}

    assert breaking(package(), package(type="number")) == []
    assert breaking(package(type="number"), package()) == ["t.a was of type number and is integer"]
    terms = package(constraints={"enum": ["x", "y"]}), package(constraints={"enum": ["x", "z"]})
    assert breaking(*terms) == ["t.a has no term 'y' any more"]
    assert breaking(package(), {"resources": []}) == ["the table t is gone"]


def test_a_version_before_a_release_comes_too_late(harbour: Project) -> None:
    made(harbour, "2023.6.2")
    late = made(harbour, "2023.6.1")
    ((file, code, what),) = [(p.spot.file, p.code, p.message) for p in late.problems.in_order() if p.level == "error"]
    assert (file, code) == ("build/releases/2023.6.2", "last-release") and "2023.6.2 is released already" in what
    assert not late.written and not late.folder.exists()
    assert made(harbour, "2023.6.2").written
