"""Claims whose words are withheld: nothing that a release says of them confirms a guess."""

import sqlite3
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from curate.check.checked import Record
from curate.cli.main import main
from curate.load.build import validate
from curate.model.project import Project, find_project
from curate.publish.release_key import keyed
from curate.publish.verify import verify
from tests.publish.test_release import errors, made, replace, rows

KEY = "release.key"


def protected(project: Project) -> Record:
    """The witness's statement, as the project has it."""
    return next(c for c in validate(project).claims() if c.ids.get("claimant") == "tea-seller" and c.values.get("note"))


def test_the_id_of_a_claim_without_its_words_is_another_one(harbour: Project) -> None:
    claim, released = protected(harbour), made(harbour)
    assert released.written and released.allowed
    assert claim.id in released.allowed.protected
    for file in (path for path in released.folder.rglob("*") if path.is_file()):
        assert claim.id.encode() not in file.read_bytes(), f"{file.name} holds the hash of the words"
    new = released.allowed.new_ids[claim.id]
    assert new == f"strike-statement-{keyed('0123456789abcdef' * 4, 'statements', claim.id)}"
    assert new in rows(released, "statements") and new in rows(released, "claims")
    assert made(harbour, "2023.6.2").allowed.new_ids == released.allowed.new_ids  # type: ignore[union-attr]


def test_other_claims_keep_ids_and_offsets_even_without_words(harbour: Project) -> None:
    """The long quotation loses its words to the limit on excerpts only."""
    quote = next(c for c in validate(harbour).claims() if c.ids.get("claimant") == "brandt" and c.values.get("text"))
    released = rows(made(harbour), "quotes")[quote.id]
    assert (released["text"], released["evidence_status"]) == ("", "verified")
    assert int(released["evidence_start"]) < int(released["evidence_end"])


def test_references_follow(harbour: Project) -> None:
    """A nested claim, one that is `part_of` another, and links, written and derived."""
    replace(
        harbour,
        "data/articles/strike.yml",
        "  evidence: Old Quay [...] Rana Saleh [...] watched them come [...] saw two guards close the barrier\n",
        "  evidence: Old Quay [...] Rana Saleh [...] watched them come [...] saw two guards close the barrier\n"
        "  id: two\n  parts:\n  - {id: one, count_stated: one, evidence: one of the guards}\n"
        "- {id: ships, part_of: two, claimant: Ivo Brandt, evidence: 'spokesman, Ivo Brandt'}\n",
    )
    link = "{id: l1, from: ships, to: two, kind: differs, note: They count different things.}"
    (harbour.root / "data/links.yml").write_text(f"- {link}\n", "utf-8")
    released = made(harbour)
    assert released.written and released.allowed, errors(released)
    ids = released.allowed.new_ids
    assert rows(released, "statements")["ships"]["part_of"] == ids["two"]
    links = rows(released, "claim_links")
    assert links["l1"]["to_id"] == links["ships-part-of"]["to_id"] == ids["two"]
    assert not ids.keys() & {link[end] for link in links.values() for end in ("from_id", "to_id")}
    assert not any(id_.startswith(("one-", "two-")) for id_ in links)
    assert verify(released.folder).problems.found == []


def test_the_name_of_an_item_is_in_no_id(harbour: Project) -> None:
    """The claims of a list have their items in their ids."""
    new = "- each claimant: [Rana Saleh]\n  evidence: watched them come\n- claimant: Rana Saleh"
    replace(harbour, "data/articles/strike.yml", "- claimant: Rana Saleh", new)
    released = made(harbour)
    assert released.written, errors(released)
    assert not [id_ for id_ in rows(released, "claims") if "saleh" in id_]


def test_words_that_only_tell_two_places_apart_count_as_well(harbour: Project) -> None:
    """The hash of an id is made from `prefix` and `suffix` too."""
    new = "  prefix: Rana Saleh,\n  evidence: who sells tea outside the gate\n- claimant: Ivo Brandt"
    replace(harbour, "data/articles/strike.yml", "- claimant: Ivo Brandt", f"- stance: asserts\n{new}")
    claim = next(c for c in validate(harbour).claims() if c.row.get("prefix"))
    released = made(harbour)
    assert released.allowed and claim.id in released.allowed.protected, errors(released)


def test_without_a_key_nothing_is_released(harbour: Project) -> None:
    (harbour.root / KEY).unlink()
    run = CliRunner().invoke(main, ["--project", str(harbour.root), "release", "2023.6.1"])
    assert run.exit_code == 1 and not (harbour.root / "build/releases/2023.6.1").exists()
    assert "release.key:1:1: release-key: there is no key, and words of 2 claims are withheld" in run.output
    assert "add --new-key" in run.output
    run = CliRunner().invoke(main, ["--project", str(harbour.root), "release", "2023.6.1", "--new-key"])
    assert run.exit_code == 0, run.output
    assert (harbour.root / KEY).stat().st_mode & 0o777 == 0o600
    first = (harbour.root / KEY).read_text("ascii")
    run = CliRunner().invoke(main, ["--project", str(harbour.root), "release", "2023.6.1", "--new-key"])
    assert run.exit_code == 2 and "leave --new-key out" in run.output
    assert (harbour.root / KEY).read_text("ascii") == first


def test_a_project_without_protected_people_needs_no_key(harbour: Project) -> None:
    (harbour.root / KEY).unlink()
    replace(harbour, "data/people.yml", "protection: witness", "protection: public role")
    replace(harbour, "data/people.yml", "protection: minor", "protection: public role")
    assert made(harbour).written


def test_another_key_is_noticed(harbour: Project) -> None:
    assert made(harbour).written
    (harbour.root / KEY).write_text("f" * 64 + "\n", "ascii")
    released = made(harbour, "2023.6.2")
    found = [p for p in released.problems.found if p.code == "gone"]
    assert len(found) == 2 and all("use the same release.key as then" in p.hint for p in found)


def test_a_claim_that_is_protected_later_is_not_gone(harbour: Project) -> None:
    """Nor is the id that it had told again, which hashes its words."""
    replace(harbour, "data/people.yml", "protection: witness", "protection: public role")
    claim = protected(harbour)
    assert claim.id in rows(made(harbour), "statements")
    replace(
        harbour,
        "data/people.yml",
        "protection: public role\n  phone: +999 555 0142",
        "protection: witness\n  phone: +999 555 0142",
    )
    released = made(harbour, "2023.6.2")
    assert released.written, errors(released)
    assert not [p for p in released.folder.rglob("*") if p.is_file() and claim.id.encode() in p.read_bytes()]


@pytest.mark.parametrize("key", ["", "secret", "0" * 63, "0" * 65, "0" * 63 + "g"])
def test_a_key_that_is_none_is_refused(harbour: Project, key: str) -> None:
    (harbour.root / KEY).write_text(key, "ascii")
    assert ("release.key", "release-key") in {found[:2] for found in errors(made(harbour))}


def test_a_key_under_version_control_is_refused(harbour: Project) -> None:
    for command in (["init", "-q"], ["add", "-f", KEY]):
        subprocess.run(["git", "-C", str(harbour.root), *command], check=True)
    ((file, _, what),) = errors(made(harbour))
    assert file == KEY and "under version control" in what


def test_the_key_itself_is_in_no_file(harbour: Project) -> None:
    replace(harbour, "CITATION.cff", "abstract: ", f"abstract: The key is {'0123456789abcdef' * 4}. ")
    assert {what for _, code, what in errors(made(harbour)) if code == "leak"} == {"the file holds the release key"}


def test_verify_never_calls_them_verified(harbour: Project, tmp_path: Path) -> None:
    released = made(harbour)
    assert verify(released.folder, harbour.texts_folder).excerpts["withheld"] == 6
    with sqlite3.connect(released.folder / "harbour.db") as connection:
        for table in ("statements", "quotes"):
            offsets = f"SELECT evidence_start, evidence_end FROM {table} WHERE evidence_status = 'withheld'"
            assert {*connection.execute(offsets)} == {(None, None)}


@pytest.mark.parametrize("made_of", ['"{role} {name}"', '"{role} {told}"'])
def test_an_id_that_a_table_makes_of_a_name_is_refused(harbour: Project, made_of: str) -> None:
    """It ends in a hash of all its words, be they in letters that no id has, or behind those that it shows."""
    told = "The dockers of the old quay and of the north pier speak of Rana Saleh"
    (harbour.root / "guests.csv").write_text(f"role,name,told,by\nguest,فاطمة الزهراء,{told},witness\n", "utf-8")
    (harbour.root / "schema/tables").mkdir()
    mapping = f"people: {{id: {made_of}, name: name, protection: by}}\n"
    (harbour.root / "schema/tables/guests.yml").write_text(mapping, "utf-8")
    replace(harbour, "pyproject.toml", 'name = "harbour"', 'name = "harbour"\ntables = {guests = "guests.csv"}')
    found = errors(made(find_project(harbour.root)))
    assert [(file, code) for file, code, _ in found] == [("guests.csv", "name-in-id")]
    (harbour.root / "schema/tables/guests.yml").write_text(mapping.replace(made_of, '"{role} {by}"'), "utf-8")
    assert errors(made(find_project(harbour.root))) == []
