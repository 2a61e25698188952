"""A release: what it holds, what it must not hold, and that it is the same each time."""

import csv
import hashlib
import io
import json
import shutil
import sqlite3
import time
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from curate.check.checked import Record
from curate.check.spans import Phrase
from curate.cli.main import main
from curate.load.build import validate
from curate.model.project import Project, find_project
from curate.model.settings import ProjectError
from curate.publish.archive import pack
from curate.publish.excerpts import limit
from curate.publish.files import files_in
from curate.publish.licences import licence_fault
from curate.publish.names import Redactor
from curate.publish.place import ReleaseError
from curate.publish.release import Released, date_of, release
from curate.publish.verify import verify
from curate.publish.versions import read_version
from curate.read.anchor import anchor

WITHHELD = {
    "a witness's name": "Rana Saleh",
    "her family name": "Saleh",
    "her name in Arabic": "رنا صالح",
    "a minor's name": "Jo Pereira",
    "a private field": "+999 555 0142 77",
    "what is told of the minor": "Known to us only",
    "the annotator": "kestrel-annotator",
    "an embargoed excerpt": "a list of 300 names",
    "an embargoed note": "behind the bakery",
    "a place that only the embargoed claim names": "Mill Street",
    "a rejected record's note": "Misread, as the second reader found",
    "an unreviewed record's excerpt": "three cranes stood still",
    "an unreviewed record's note": "A machine wrote this note",
}


def made(project: Project, version: str = "2023.6.1", unreviewed: bool = False, replace: bool = False) -> Released:
    return release(project, version, date_of(version, None), unreviewed, replace)


def errors(released: Released) -> list[tuple[str, str, str]]:
    return [(p.spot.file, p.code, p.message) for p in released.problems.in_order() if p.level == "error"]


def rows(released: Released, table: str) -> dict[str, dict[str, str]]:
    text = (released.folder / f"csv/{table}.csv").read_bytes().decode()
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def replace(project: Project, file: str, old: str, new: str) -> None:
    path = project.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_withheld_is_in_any_byte(harbour: Project) -> None:
    released = made(harbour)
    assert released.written, errors(released)
    files = [path for path in released.folder.rglob("*") if path.is_file()]
    assert len(files) == len(released.files) > 30
    for path in files:
        data = path.read_bytes()
        for what, text in WITHHELD.items():
            assert text.encode() not in data, f"{path.name} holds {what}"


def test_search_finds_nothing_withheld(harbour: Project) -> None:
    connection = sqlite3.connect(made(harbour).folder / "harbour.db")
    for index, words in (
        ("people_fts", "saleh"),
        ("claims_fts", "saleh OR bakery OR cranes"),
        ("evidence_fts", "safe"),
    ):
        assert connection.execute(f"SELECT count(*) FROM {index} WHERE {index} MATCH ?", [words]).fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM evidence_fts WHERE evidence_fts MATCH 'dockers'").fetchone() == (1,)


def test_what_is_left_out_is_counted(harbour: Project) -> None:
    released = made(harbour)
    assert released.allowed
    assert released.allowed.withheld == {
        ("claims", "under embargo"): 1,
        ("claims", "rejected in review"): 1,
        ("claims", "not reviewed yet"): 1,
        ("sites", "named by left-out records only"): 2,
        ("names of people", "witness"): 1,
        ("names of people", "minor"): 1,
        ("evidence", "words that name somebody"): 2,
    }
    assert "| names of people | minor | 1 |" in (released.folder / "README.md").read_text("utf-8")
    people = rows(released, "people")
    assert len(people) == 4
    assert people["docker"]["name"] == people["tea-seller"]["name"] == "[name withheld]"
    assert "phone" not in people["union"]


def test_a_claim_of_somebody_unnamed_stays_and_loses_the_name(harbour: Project) -> None:
    released = made(harbour)
    claim = next(c for c in rows(released, "statements").values() if c["claimant_id"] == "tea-seller")
    assert claim["claimant_stated"] == ""
    assert claim["note"] == "Told by [name withheld] at her stall."
    assert claim["evidence"] == "Old Quay [...] watched them come [...] saw two guards close the barrier"
    spans = [s for s in rows(released, "evidence").values() if s["claim_id"] == claim["id"]]
    assert [bool(s["exact"]) for s in spans] == [True, False, True, True]
    assert not any(s["start"] or s["end"] for s in spans), "whoever has the article would read the name there"
    assert {claim["evidence_status"], *(s["status"] for s in spans)} == {"withheld"}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Zoé Lépine", unicodedata.normalize("NFD", "Zoé Lépine")),
        (unicodedata.normalize("NFD", "Zoé Lépine"), "Zoé  LÉPINE"),
        ("Zoé Lépine", "Zoe Lepine"),
        ("Zoé Lépine", "Zo\u00adé Lé\u200bpine"),
        ("Fiona Finch", "ﬁona Ｆｉｎｃｈ"),
        ("رنا صالح", "رَنا صالحٌ"),
        ("رنا صالح", "ﺭﻧﺎ ﺻﺎﻟﺢ"),
        ("رَنا صالح", "رنا صـالح"),
        ("박수", unicodedata.normalize("NFD", "박수")),
        ("葛城", "葛\U000e0100城"),
    ],
)
def test_a_name_is_withheld_in_any_form_of_its_letters(harbour: Project, name: str, written: str) -> None:
    replace(harbour, "data/people.yml", "{id: union,", f"{{id: x1, name: {name}, protection: witness}}\n- {{id: union,")
    replace(harbour, "data/people.yml", "role, phone", f'role, note: "“Café”…\u00a0{written}, 5 km² away", phone')
    released = made(harbour)
    assert released.written, errors(released)
    assert rows(released, "people")["brandt"]["note"] == "“Café”…\u00a0[name withheld], 5 km² away"


def test_notes_of_links_do_not_name_who_is_unnamed(harbour: Project) -> None:
    replace(harbour, "data/articles/strike.yml", "- claimant: Rana Saleh", "- id: two-guards\n  claimant: Rana Saleh")
    replace(harbour, "data/articles/strike.yml", "- claimant: Ivo Brandt", "- id: twelve-ships\n  claimant: Ivo Brandt")
    link = "{id: l1, from: two-guards, to: twelve-ships, kind: differs, note: 'Rana Saleh saw two, Brandt says 12.'}"
    (harbour.root / "data/links.yml").write_text(f"- {link}\n", "utf-8")
    released = made(harbour)
    assert released.written, errors(released)
    assert rows(released, "claim_links")["l1"]["note"] == "[name withheld] saw two, Brandt says 12."


def test_names_are_taken_out_of_whatever_a_field_holds() -> None:
    redactor = Redactor(["Rana Saleh"])
    assert redactor.clean({"seller": "Rana Saleh", "Rana Saleh": "a name", "guards": 2}) == {"guards": 2}
    assert redactor.clean(["Rana Saleh", "two guards"]) == ["two guards"]
    assert redactor.clean("Ask Rana Saleh") == "Ask [name withheld]" and redactor.clean(2) == 2


@pytest.mark.parametrize(("name", "other"), [("이수", "이순신"), ("रमा", "राम"), ("Øre", "Ørebro"), ("\u0640", "ab")])
def test_other_words_are_no_form_of_a_name(name: str, other: str) -> None:
    assert Redactor([name]).clean(other) == other


def test_an_embargo_ends_on_its_day(harbour: Project) -> None:
    assert "mill-street" not in rows(made(harbour, "2023.12.31"), "sites")
    after = made(harbour, "2024.1.1")
    assert "mill-street" in rows(after, "sites")
    assert "a list of 300 names" in (after.folder / "csv/evidence.csv").read_text("utf-8")


def test_the_reason_of_an_embargo_ends_with_it_and_is_never_told(harbour: Project) -> None:
    embargo = "embargo_until: 2024-01-01\n"
    replace(harbour, "data/articles/strike.yml", embargo, f"{embargo}  withhold_reason: the union asked for it\n")
    assert "mill-street" not in rows(made(harbour, "2023.12.31"), "sites")
    after = made(harbour, "2024.1.1")
    assert "mill-street" in rows(after, "sites")
    assert not any(b"asked for it" in path.read_bytes() for path in after.folder.rglob("*") if path.is_file())


def test_what_is_withheld_without_an_embargo_never_comes(harbour: Project) -> None:
    replace(harbour, "data/articles/strike.yml", "embargo_until: 2024-01-01", "withhold_reason: the union asked for it")
    assert "mill-street" not in rows(made(harbour, "2024.1.1"), "sites")


def test_unreviewed_records_come_when_asked_for_and_are_marked(harbour: Project) -> None:
    released = made(harbour, unreviewed=True)
    extracted = [c for c in rows(released, "statements").values() if c["review_status"] == "unreviewed"]
    assert [(c["site_id"], c["note"]) for c in extracted] == [("north-pier", "")]
    assert "nobody has reviewed" in (released.folder / "README.md").read_text("utf-8")
    assert "Misread" not in (released.folder / "csv/statements.csv").read_text("utf-8")


def test_coordinates_are_no_closer_than_their_radius(harbour: Project) -> None:
    sites = rows(made(harbour, "2024.1.1", unreviewed=True), "sites")
    assert (sites["old-quay"]["latitude"], sites["old-quay"]["longitude"]) == ("51.919449", "4.48033")
    assert (sites["mill-street"]["latitude"], sites["mill-street"]["longitude"]) == ("51.910846", "4.476554")
    assert (sites["north-pier"]["latitude"], sites["north-pier"]["longitude"]) == ("", "")


def test_two_runs_give_the_same_bytes(harbour: Project, tmp_path: Path) -> None:
    first = made(harbour)
    kept = {name: (first.folder / name).read_bytes() for name in first.files}
    shutil.copytree(harbour.root, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("build"))
    second = made(find_project(tmp_path / "elsewhere"))
    assert kept == {name: (second.folder / name).read_bytes() for name in second.files}
    assert first.packed and second.packed and first.packed.read_bytes() == second.packed.read_bytes()


def test_the_zip_holds_the_folder(harbour: Project) -> None:
    released = made(harbour)
    assert released.packed == harbour.root / "build/releases/harbour-2023.6.1.zip"
    with zipfile.ZipFile(released.packed) as packed:
        inside = {info.filename: packed.read(info) for info in packed.infolist()}
        assert {info.date_time for info in packed.infolist()} == {(2023, 6, 1, 0, 0, 0)}
    assert inside == {f"harbour-2023.6.1/{name}": (released.folder / name).read_bytes() for name in released.files}


def test_a_folder_may_have_any_name(harbour: Project) -> None:
    harbour.root.rename(harbour.root.with_name("c#4 50%?"))
    project = find_project(harbour.root.with_name("c#4 50%?"))
    released = made(project)
    assert released.written, errors(released)
    assert not verify(released.folder).problems.found
    assert read_version(str(released.folder), project.root)["people"].rows
    assert (released.folder / "geojson/sites.geojson").is_file()


def test_a_released_version_does_not_change_unasked(harbour: Project) -> None:
    made(harbour)
    replace(harbour, "data/people.yml", "name: The union", "name: The dockers’ union")
    replace(harbour, "data/people.yml", "{id: union,", "{id: union, aliases: [The union],")
    with pytest.raises(
        ReleaseError, match=r"2023\.6\.1 exists and would change; choose a new version, or add --replace"
    ):
        made(harbour)
    assert "dockers’ union" in (made(harbour, replace=True).folder / "csv/people.csv").read_text("utf-8")
    assert not list((harbour.root / "build/releases").glob(".*"))


def test_an_article_may_end_its_lines_as_windows_does(harbour: Project) -> None:
    """Evidence that goes across a line's end holds both its signs, in CSV too."""
    (text,) = harbour.texts_folder.iterdir()
    data = text.read_bytes().replace(b"\n", b"\r\n")
    sha256 = hashlib.sha256(data).hexdigest()
    (harbour.texts_folder / f"{sha256}.txt").write_bytes(data)
    replace(harbour, "data/articles/strike.yml", text.stem, sha256)
    replace(harbour, "data/articles/strike.yml", "text_length: 961", f"text_length: {len(data.decode())}")
    replace(
        harbour,
        "data/articles/strike.yml",
        "some 40 dockers\n",
        "some 40 dockers put down their tools before dawn and walked to the gate\n",
    )
    released = made(harbour)
    assert released.written, errors(released)
    assert b"walked to\r\nthe gate" in (released.folder / "csv/evidence.csv").read_bytes()
    assert not verify(released.folder, harbour.texts_folder).problems.found


@pytest.mark.parametrize("sign", ["\r", "\x85", "\u2028", "\x0b", "\x1c", "\x01", "\ufffe", '"', "a\r\n\rb"])
def test_texts_may_hold_any_sign(harbour: Project, sign: str) -> None:
    """No sign that some program takes for the end of a line, and none that XML cannot hold, stops a release."""
    said = json.dumps(f"Old{sign}Quay")
    replace(harbour, "data/sites.yml", "name: Old Quay", f"name: {said}, aliases: [Old Quay]")
    replace(harbour, "schema/__init__.py", "    latitude:", ALIASES + "    latitude:")
    released = made(find_project(harbour.root))
    assert released.written, errors(released)
    assert {row["name"] for row in rows(released, "sites").values()} == {f"Old{sign}Quay"}
    assert not verify(released.folder).problems.found


ALIASES = """    aliases: Annotated[list[str], Name, FullText, Public] = []
    \"\"\"Other spellings.\"\"\"
"""


def test_a_field_without_policy_fails(harbour: Project) -> None:
    replace(harbour, "schema/__init__.py", "phone: Annotated[str, Private] = optional", "phone: str = optional")
    released = made(harbour)
    assert not released.written and not released.folder.exists()
    (problem,) = [p for p in released.problems.in_order() if p.level == "error"]
    lines = (harbour.root / "schema/__init__.py").read_text("utf-8").splitlines()
    assert "phone: str" in lines[problem.spot.line - 1]
    assert (problem.spot.file, problem.code) == ("schema/__init__.py", "policy")
    assert problem.message == "people.phone has no policy"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('FullText, Public]\n    """The name."""', 'FullText, WithholdUntilReviewed]\n    """The name."""', "reviewed"),
        (
            'Public]\n    """The name."""\n    latitude',
            'generalise("radius_km")]\n    """The name."""\n    latitude',
            "generalised",
        ),
    ],
)
def test_a_policy_that_cannot_be_kept_fails(harbour: Project, old: str, new: str, message: str) -> None:
    replace(harbour, "schema/__init__.py", old, new)
    sites = [
        f"- {{id: {name.casefold().replace(' ', '-')}, name: {name}}}\n"
        for name in ("Old Quay", "North Pier", "Mill Street")
    ]
    (harbour.root / "data/sites.yml").write_text("".join(sites), "utf-8")
    assert {(code, message in what) for _, code, what in errors(made(harbour))} == {("policy", True)}


def test_an_id_that_spells_a_withheld_name_fails(harbour: Project) -> None:
    replace(harbour, "data/people.yml", "id: tea-seller", "id: rana-saleh")
    assert errors(made(harbour)) == [("data/people.yml", "name-in-id", "the id spells a name that is withheld")]


def test_a_source_without_licence_fails(harbour: Project) -> None:
    replace(harbour, "data/articles/strike.yml", "  licence: LicenseRef-publisher\n", "")
    assert [code for _, code, _ in errors(made(harbour))] == ["licence"]


def test_a_licence_that_is_not_on_the_spdx_list_fails(harbour: Project) -> None:
    replace(harbour, "data/articles/strike.yml", "licence: LicenseRef-publisher", "licence: CC-BY 4")
    replace(harbour, "CITATION.cff", "license: CC-BY-4.0", "license: [ODbl-1.0, CC0-1.0]")
    problems = [p for p in made(harbour).problems.in_order() if p.level == "error"]
    assert [(p.spot.file, p.spot.line, p.code, p.message, p.hint) for p in problems] == [
        ("CITATION.cff", 1, "licence", "the data's licence is 'ODbl-1.0'", "did you mean 'ODbL-1.0'?"),
        ("data/articles/strike.yml", 6, "licence", "the source's licence is 'CC-BY 4'", "did you mean 'CC-BY-4.0'?"),
    ]


@pytest.mark.parametrize(
    ("licence", "hint"),
    [
        ("CC0-1.0", None),
        ("LicenseRef-publisher", None),
        ("OGL-UK-3.0 OR LicenseRef-publisher", None),
        ("(MIT OR Apache-2.0) AND CC-BY-4.0", None),
        ("cc by 4.0", "did you mean 'CC-BY-4.0'?"),
        ("cc-by-4.0", "did you mean 'CC-BY-4.0'?"),
        ("all rights reserved", ""),
        ("MIT AND (", ""),
        ("MIT AND", ""),
        ("()", ""),
        (";", ""),
        ("\n", ""),
        ("", ""),
    ],
)
def test_licences(licence: str, hint: str | None) -> None:
    assert licence_fault(licence) == hint


def test_of_several_licences_the_one_that_is_taken_is_told(harbour: Project) -> None:
    replace(harbour, "CITATION.cff", "license: CC-BY-4.0", "license: [CC-BY-4.0, Apache-2.0]")
    metadata = harbour.root / "metadata.yml"
    metadata.write_text("license: CC BY 4.0\n", "utf-8")
    released = made(harbour)
    assert released.written
    (note,) = [p for p in released.problems.found if p.code == "licence"]
    assert note.level == "note"
    assert note.message == "of CC-BY-4.0, Apache-2.0 the first is taken as the data's licence"
    metadata.write_text("title: Harbour\nlicense: ODbL-1.0\n", "utf-8")
    told = "the data's licence is 'ODbL-1.0' here and 'CC-BY-4.0' in CITATION.cff"
    (error,) = [p for p in made(harbour).problems.found if p.level == "error"]
    assert (*error.spot, error.message) == ("metadata.yml", 2, 1, told)


def test_the_readme_says_where_terms_and_credits_stand(harbour: Project) -> None:
    assert "`LICENSE-DATA.md`: the terms in full" in (made(harbour).folder / "README.md").read_text("utf-8")
    (harbour.root / "LICENSE-DATA.md").unlink()
    assert "LICENSE" not in (made(harbour, "2023.6.2").folder / "README.md").read_text("utf-8")


def test_a_release_has_the_texts_of_its_licences_and_of_no_others(harbour: Project) -> None:
    (harbour.root / "LICENSES").mkdir()
    for name in ("CC-BY-4.0", "LicenseRef-publisher", "LGPL-3.0-or-later"):
        (harbour.root / "LICENSES" / f"{name}.txt").write_text(f"The terms of {name}.\n", "utf-8")
    folder = made(harbour).folder
    texts = ["LICENSE-DATA.md", "LICENSES/CC-BY-4.0.txt", "LICENSES/LicenseRef-publisher.txt"]
    assert [path for path in files_in(folder) if path.startswith("LICENSE")] == texts
    assert all(f"<a href='{text}'>" in (folder / "index.html").read_text("utf-8") for text in texts)
    assert ", ".join(f"`{text}`" for text in texts) + ": the terms in full" in (folder / "README.md").read_text("utf-8")


def test_keywords_may_be_empty_and_are_a_list(harbour: Project) -> None:
    replace(harbour, "CITATION.cff", "keywords: [strikes, harbours]", "doi:\nkeywords:")
    released = made(harbour)
    assert released.written, errors(released)
    assert "keywords" not in (released.folder / "CITATION.cff").read_text("utf-8")
    replace(harbour, "CITATION.cff", "keywords:", "keywords: strikes")
    with pytest.raises(ProjectError, match=r"CITATION\.cff:1:1: wrong-shape: `keywords` is no list; write "):
        made(harbour)


def test_many_sources_cost_little_time() -> None:
    begin = time.monotonic()
    assert [licence_fault("LicenseRef-publisher") for _ in range(200)] == [None] * 200
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize("licence", ["LicenseRef-harbour", "MIT OR Apache-2.0", "MIT AND"])
def test_the_data_have_one_licence_that_others_know(harbour: Project, licence: str) -> None:
    replace(harbour, "CITATION.cff", "license: CC-BY-4.0", f"license: {licence}")
    assert errors(made(harbour)) == [("CITATION.cff", "licence", f"the data's licence is {licence!r}")]
    replace(harbour, "data/articles/strike.yml", "licence: LicenseRef-publisher", f"licence: {licence}")
    faults = [file for file, code, _ in errors(made(harbour)) if code == "licence"]
    assert faults == ["CITATION.cff"] + ["data/articles/strike.yml"] * (licence == "MIT AND")


@pytest.mark.parametrize(
    ("leak", "what"),
    [
        ("Ask for Rana  SALEH.", "a name of tea-seller"),
        ("Ask for Jo.", "a name of docker"),
        ("From Saleh''s stall.", "a name of tea-seller"),
        ("The Saleh-Brandt files.", "a name of tea-seller"),
        ("Write to saleh@example.org.", "a name of tea-seller"),
        ("See notes_saleh/1.", "a name of tea-seller"),
        ("Ask A B.", "a name of docker"),
        ("Call +999 555 0142 77", "phone of tea-seller"),
        ("The safe is behind the bakery!", "(under embargo)"),
        ("It was 3 May 2023, when they came.", "(rejected in review)"),
        ("They left before dawn and walked.", "(rejected in review)"),
        (
            "The weather was mild, the tea was sweet, and by the evening the gulls had taken the whole quay for "
            "themselves, as one of the guards put it",
            "more than 25 words in a row of an article",
        ),
    ],
)
def test_the_gate_refuses_what_came_by_another_way(harbour: Project, leak: str, what: str) -> None:
    replace(harbour, "data/people.yml", "name: Jo Pereira,", "name: Jo Pereira, aliases: [Jo, An, A B],")
    beside = "prefix: 3 May 2023, when\n  suffix: before dawn and walked"
    replace(harbour, "data/articles/strike.yml", "review_status: rejected", f"review_status: rejected\n  {beside}")
    (harbour.root / "metadata.yml").write_text(f"description: '{leak}'\n", "utf-8")
    released = made(harbour)
    found = errors(released)
    assert found and {(file, code) for file, code, _ in found} == {("metadata.json", "leak")}
    assert any(what in message for _, _, message in found)
    assert not any("Saleh" in message or "0142" in message for _, _, message in found)
    assert not released.folder.exists() and not list(released.folder.parent.glob(".*"))


def test_a_space_of_no_width_hides_no_name(harbour: Project) -> None:
    """It parts words in some texts, and breaks them in others: all of such a text is withheld."""
    people = harbour.root / "data/people.yml"
    for n, note in enumerate(["of\u200bRana Saleh", "of Ra\u200bna Saleh", "Rana\u200bSaleh's", "of\u200bnobody"]):
        people.write_text(f'{people.read_text("utf-8")}- {{id: x{n}, name: X{n}, note: "{note}"}}\n', "utf-8")
    released = made(harbour)
    assert released.written, errors(released)
    assert [rows(released, "people")[f"x{n}"]["note"] for n in range(4)] == ["[name withheld]"] * 3 + ["of\u200bnobody"]


def test_the_zip_is_searched_too(harbour: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(folder: Path, path: Path, inside: str, on: date) -> None:
        pack(folder, path, inside, on)
        with zipfile.ZipFile(path, "a") as packed:
            packed.writestr("thanks.txt", "To Rana Saleh")

    monkeypatch.setattr("curate.publish.release.pack", careless)
    released = made(harbour)
    assert {(file, code) for file, code, _ in errors(released)} == {("harbour-2023.6.1.zip", "leak")}
    assert not released.packed and not list(released.folder.parent.glob("*.zip"))


def test_a_short_name_that_the_codebook_uses_as_a_word_is_no_alarm(harbour: Project) -> None:
    replace(harbour, "data/people.yml", "name: Jo Pereira,", "name: Jo Pereira, aliases: [Jo, An],")
    assert made(harbour).written


def test_the_name_of_a_record_that_is_left_out_is_looked_for(harbour: Project) -> None:
    replace(
        harbour, "data/people.yml", "{id: union,", "{id: x1, name: Li Wen, withhold_reason: asked us}\n- {id: union,"
    )
    (harbour.root / "metadata.yml").write_text("description: Thanks to Li Wen\n", "utf-8")
    assert {what for _, _, what in errors(made(harbour))} == {"the file holds words of x1 (withheld)"}


@pytest.mark.parametrize("why", ["embargo_until: 2030-01-01", "review_status: unreviewed", "withhold_reason: asked us"])
def test_a_name_is_withheld_also_where_its_record_stays_out(harbour: Project, why: str) -> None:
    minor = "- {id: child-1, name: Tilda Marsk, protection: minor}\n- {id: union,"
    replace(harbour, "data/people.yml", "- {id: union,", minor)
    replace(harbour, "data/articles/strike.yml", "note: Told by", "note: The girl is Tilda Marsk. Told by")
    told = f"statements:\n- {{claimant: child-1, site: old-quay, evidence: some 40 dockers, {why}}}\n"
    replace(harbour, "data/articles/strike.yml", "statements:\n", told)
    released = made(harbour)
    assert released.written, errors(released)
    assert "child-1" not in rows(released, "people")
    assert any("The girl is [name withheld]." in claim["note"] for claim in rows(released, "statements").values())
    assert not any(b"Marsk" in path.read_bytes() for path in released.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("note", ["Ask Hal Orrin about it.", "Ask dock-master about it."])
@pytest.mark.parametrize("why", ["embargo_until: 2030-01-01", "withhold_reason: asked us"])
def test_a_note_may_not_name_what_is_held_back(harbour: Project, note: str, why: str) -> None:
    held = f"- {{id: dock-master, name: Hal Orrin, {why}}}\n- {{id: union,"
    replace(harbour, "data/people.yml", "- {id: union,", held)
    replace(harbour, "data/articles/strike.yml", "note: Told by", f"note: {note} Told by")
    found = errors(made(harbour))
    assert found and {code for _, code, _ in found} == {"leak"}
    assert all("words of dock-master" in message for _, _, message in found)


def test_wording_that_is_too_much_by_itself_fails_the_release(harbour: Project) -> None:
    replace(harbour, "pyproject.toml", 'name = "harbour"', 'name = "harbour"\nexcerpt_share = 0.01')
    ((file, code, what),) = errors(made(find_project(harbour.root)))
    assert (file, code) == ("data/articles/strike.yml", "share") and "the wording of counts, names and dates" in what


def test_excerpts_keep_within_the_limits(harbour: Project) -> None:
    quote = next(q for q in rows(made(harbour), "quotes").values() if q["claimant_id"] == "brandt")
    assert (quote["text"], quote["evidence"]) == ("", "Brandt said")
    assert (quote["evidence_start"], quote["evidence_end"]) == ("360", "540")
    replace(harbour, "pyproject.toml", 'name = "harbour"', 'name = "harbour"\nexcerpt_share = 0.2')
    released = made(find_project(harbour.root), "2023.6.2")
    assert released.allowed
    (share,) = released.allowed.shares
    assert share.share is not None and share.share <= 0.2
    indirect = next(q for q in rows(released, "quotes").values() if q["form"] == "indirect")
    direct = next(q for q in rows(released, "quotes").values() if q["claimant_id"] == "tea-seller")
    assert (indirect["evidence"], direct["text"]) == ("", "They sang, and nobody pushed")


def test_thousands_of_excerpts_of_one_article_are_limited_in_seconds(harbour: Project) -> None:
    claim = next(c for c in validate(harbour).claims() if c.row.kind.table == "statements")
    spans = [Phrase(10 * n, 10 * n + 4 + n % 5, "some words") for n in range(10_000)]
    claims = [Record(claim.row, {}, dict(claim.ids), [span]) for span in spans]
    begin = time.monotonic()
    share = limit("strike", claims, None, 100_000, 25, 0.4)
    assert time.monotonic() - begin < 3
    assert share.share is not None and 0.4 - 8 / 100_000 < share.share <= 0.4
    kept = {
        span.end - span.start for c in claims for span in c.spans if span.exact and span.start is not None and span.end
    }
    assert kept == {4, 5, 6, 7}, "the longest lose their words first"


@pytest.mark.parametrize("stamped", [False, True], ids=["with the article", "without it"])
@pytest.mark.parametrize("most", [8, 9])
def test_excerpts_that_touch_are_one_piece(harbour: Project, most: int, stamped: bool) -> None:
    """Only marks stand between a quotation and who said it: `… back to work,” Brandt said`."""
    article = harbour.root / "data/articles/strike.yml"
    text = article.read_text("utf-8")
    begin, end = text.index("  text: >-"), text.index("  evidence: Brandt said")
    quoted = "  text: We will talk with anybody [...] to bring the cranes back to work\n"
    article.write_text(text[:begin] + quoted + text[end:], "utf-8")
    replace(harbour, "pyproject.toml", 'name = "harbour"', f'name = "harbour"\nexcerpt_words = {most}')
    project = find_project(harbour.root)
    if stamped:
        anchor(project)
        for file in project.texts_folder.iterdir():
            file.unlink()
    released = made(project)
    assert released.written, errors(released)
    quote = next(q for q in rows(released, "quotes").values() if q["claimant_id"] == "brandt")
    whole = "We will talk with anybody [...] to bring the cranes back to work"
    assert quote["text"] == whole
    assert quote["evidence"] == (f"{whole} [...] Brandt said" if most == 9 else whole)


def test_without_the_article_nothing_unmeasured_is_printed(harbour: Project) -> None:
    for text in harbour.texts_folder.iterdir():
        text.unlink()
    released = made(harbour)
    assert released.written
    assert "not-searched" in {p.code for p in released.problems.found if p.level == "warning"}
    spans = rows(released, "evidence").values()
    assert spans and not any(span["exact"] or span["start"] for span in spans)


def test_dates() -> None:
    assert date_of("2024.12.1", None) == date(2024, 12, 1)
    assert date_of("1.0", date(2024, 2, 29)) == date(2024, 2, 29)
    for version, given in (("1.0", None), ("v1", None), ("2024.13.1", None), ("9999.1.1", None)):
        with pytest.raises(ReleaseError):
            date_of(version, given)
    with pytest.raises(ReleaseError, match=r"2024\.12\.01 is the version 2024\.12\.1; write it so"):
        date_of("2024.12.01", None)


def test_the_command(harbour: Project) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["--project", str(harbour.root), "release", *words])
        return result.exit_code, result.output

    code, said = run("2023.6.1")
    assert code == 0 and "left out: 1 names of people: witness" in said
    packed = (harbour.root / "build/releases/harbour-2023.6.1.zip").read_bytes()
    assert said.endswith(f" bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}\n")
    code, said = run("1.0")
    assert code == 2 and "add --date YYYY-MM-DD, by which embargoes are judged" in said
    (harbour.root / "CITATION.cff").unlink()
    assert run("2023.6.2")[0] == 2
