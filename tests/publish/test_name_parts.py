"""A word of a withheld name that stands alone stops a release until a person has decided who is meant."""

import pytest
from click.testing import CliRunner

from curate.cli.main import main
from curate.model.problem import Problem
from curate.model.project import Project
from curate.publish.decisions import FILE, HEADER
from tests.publish.test_release import errors, made, replace, rows

SEEN = '{id: x1, name: Mill Owner, note: "Pereira\'s aunt; PEREIRA said so"}'


@pytest.fixture
def pereira(harbour: Project) -> Project:
    """The minor Jo Pereira's surname stands in a note, in an excerpt's attribution, and in metadata.yml."""
    replace(harbour, "data/people.yml", "- {id: union,", f"- {SEEN}\n- {{id: union,")
    replace(harbour, "data/sites.yml", "name: Old Quay,", "name: Old Quay, note: Where Pereira worked,")
    replace(harbour, "schema/__init__.py", "    latitude:", NOTE + "    latitude:")
    (harbour.root / "metadata.yml").write_text("description: |\n  The strike.\n  Thanks to Pereira.\n", "utf-8")
    return harbour


NOTE = '''    note: Annotated[str, FullText, Public] = optional
    """About the site."""
'''


def decide(project: Project, *lines: str, header: bool = True) -> None:
    (project.root / FILE).parent.mkdir(exist_ok=True)
    (project.root / FILE).write_text("\n".join([*([HEADER] if header else []), *lines, ""]), "utf-8")


def faults(project: Project) -> list[Problem]:
    return [p for p in made(project).problems.in_order() if p.level == "error"]


def test_an_undecided_word_stops_the_release_and_is_told_once_with_its_places(pereira: Project) -> None:
    released = made(pereira)
    assert not released.written and not released.folder.exists()
    (problem,) = faults(pereira)
    assert problem.code == "name-part" and problem.spot.file == "data/people.yml"
    assert "'Pereira' of a name that is withheld (docker) stands in 4 places: " in problem.message
    assert "people/x1/note, sites/old-quay/note, " in problem.message and "metadata.json:" in problem.message
    assert "`docker,Pereira,,somebody else`, or `docker,Pereira,,withhold`" in problem.hint


@pytest.mark.parametrize("header", [True, False], ids=["with a header", "without"])
def test_the_line_of_the_message_settles_it(pereira: Project, header: bool) -> None:
    (problem,) = faults(pereira)
    decide(pereira, problem.hint.split("`")[1], header=header)
    released = made(pereira)
    assert released.written, errors(released)
    assert rows(released, "people")["x1"]["note"] == "Pereira's aunt; PEREIRA said so"


def test_a_word_that_is_withheld_too_goes_as_a_name_does(pereira: Project) -> None:
    decide(pereira, "docker,Pereira,,withhold")
    assert {(p.spot.file, p.code) for p in faults(pereira)} == {("metadata.json", "leak")}
    (pereira.root / "metadata.yml").unlink()
    released = made(pereira)
    assert released.written, errors(released)
    assert rows(released, "people")["x1"]["note"] == "[name withheld]'s aunt; [name withheld] said so"
    assert not any(b"ereira" in path.read_bytes() for path in released.folder.rglob("*.csv"))


def test_each_place_may_be_decided_by_itself(pereira: Project) -> None:
    decide(
        pereira,
        "docker,Pereira,people/x1/note,withhold",
        "docker,Pereira,sites/old-quay/note,somebody else",
        "docker,PEREIRA,metadata.json,somebody else",
    )
    released = made(pereira)
    assert released.written, errors(released)
    assert rows(released, "people")["x1"]["note"] == "[name withheld]'s aunt; [name withheld] said so"
    assert rows(released, "sites")["old-quay"]["note"] == "Where Pereira worked"


def test_an_excerpt_and_a_title_are_searched_as_well(harbour: Project) -> None:
    """Brandt is a public figure here; once a witness, the surname in excerpts is nobody's until it is decided."""
    replace(harbour, "data/people.yml", "aliases: [Brandt], protection: public role", "protection: witness")
    replace(harbour, "data/articles/strike.yml", "- claimant: Brandt", "- id: quote-1\n  claimant: brandt")
    replace(harbour, "data/articles/strike.yml", "title: Dockers stop work", "title: Brandt’s men stop work")
    (problem,) = faults(harbour)
    assert "sources/strike/title" in problem.message and "quotes/quote-1/evidence" in problem.message
    decide(
        harbour, "brandt,Brandt,claims/quote-1/evidence,withhold", "brandt,Brandt,sources/strike/title,somebody else",
        "brandt,Brandt,people/brandt/id,somebody else",
        "brandt,Brandt,README.md,somebody else", "brandt,Brandt,datapackage.json,somebody else",
        "brandt,Brandt,index.html,somebody else", "brandt,Brandt,.zenodo.json,somebody else",
    )  # fmt: skip
    released = made(harbour)
    assert released.written, errors(released)
    assert released.allowed
    assert rows(released, "quotes")[released.allowed.new_ids["quote-1"]]["evidence"] == ""
    assert rows(released, "sources")["strike"]["title"] == "Brandt’s men stop work"


def test_a_particle_is_one_problem_and_one_line_settles_it_for_all(harbour: Project) -> None:
    people = harbour.root / "data/people.yml"
    names = [f"- {{id: w{n}, name: Al N{n:02}bulus, protection: witness}}\n" for n in range(30)]
    notes = [f"- {{id: o{n}, name: Someone, note: Al went to al-{n}}}\n" for n in range(30)]
    people.write_text(people.read_text("utf-8") + "".join(names + notes), "utf-8")
    (problem,) = faults(harbour)
    assert "(w0, w1, w10 and 27 more) stands in 30 places: people/o0/note, " in problem.message
    assert problem.message.endswith(" and 25 more") and len(str(problem)) < 700
    assert problem.hint.split("`")[1] == ",Al,,somebody else"
    decide(harbour, ",al,,somebody else")
    assert made(harbour).written


def test_a_decision_about_one_person_is_none_about_another(pereira: Project) -> None:
    """Whoever is protected later may be the one who is meant."""
    decide(pereira, "docker,Pereira,,somebody else")
    assert made(pereira).written
    replace(
        pereira, "data/people.yml", "- {id: union,", "- {id: w, name: Ana Pereira, protection: minor}\n- {id: union,"
    )
    assert "a name that is withheld (w)" in faults(pereira)[0].message


@pytest.mark.parametrize(
    ("line", "column", "what", "hint"),
    [
        ("dokcer,Pereira,,withhold", 1, "'dokcer' is no record whose name is withheld", "did you mean 'docker'?"),
        ("union,Pereira,,withhold", 1, "'union' is no record whose name is withheld", ""),
        ("docker,Saleh,,withhold", 8, "'Saleh' is no word of a name of docker", ""),
        (",Brandt,,withhold", 2, "'Brandt' is no word of a name that is withheld", ""),
        ("docker,Pereira,,hide", 17, "'hide' is no decision", "write `withhold` or `somebody else`"),
        ("docker,Pereira,people/x9/note,withhold", 16, "there is no people/x9/note", ""),
        ("docker,Pereira,people/x1/size,withhold", 16, "there is no people/x1/size", ""),
        ("docker,Pereira,people/union/name,withhold", 16, "'Pereira' does not stand in people/union/name any more", ""),
        ("docker,Pereira,metadata.json,withhold", 16, "metadata.json is no place in a record", ""),
        ('"docker",Pereira,"a/b/c",withhold', 18, "there is no a/b/c", ""),
    ],
)
def test_faults_of_the_file_are_told_where_they_stand(
    pereira: Project, line: str, column: int, what: str, hint: str
) -> None:
    decide(pereira, "docker,Pereira,,somebody else", line)
    (problem,) = [p for p in faults(pereira) if p.code == "part-decision"]
    assert (*problem.spot, problem.message) == (FILE, 3, column, what)
    assert hint in problem.hint


def test_two_lines_may_not_contradict_each_other(pereira: Project) -> None:
    decide(pereira, "docker,Pereira,,somebody else", "docker,pereira,,withhold")
    (problem,) = [p for p in faults(pereira) if p.code == "part-decision"]
    assert (problem.spot.line, problem.message) == (3, "another line says 'somebody else' of the same")


def test_a_row_that_lacks_a_cell_is_told(pereira: Project) -> None:
    decide(pereira, "docker,Pereira")
    assert "cells" in {p.code for p in faults(pereira)}


@pytest.mark.parametrize("id_", ["jo-pereira", "jopereira", "pereira-jo", "the-jo-pereira-file", "j-o-pereira"])
def test_an_id_that_spells_a_whole_name_is_refused(harbour: Project, id_: str) -> None:
    replace(harbour, "data/people.yml", "- {id: union,", f"- {{id: {id_}, name: Nobody}}\n- {{id: union,")
    assert {(file, code) for file, code, _ in errors(made(harbour))} == {("data/people.yml", "name-in-id")}


@pytest.mark.parametrize(
    ("alias", "id_"), [("Ali", "ali-baba-street"), ("Omar", "omar-street"), ("Al Ray", "al-jazeera")]
)
def test_a_given_name_in_an_id_is_asked_about(harbour: Project, alias: str, id_: str) -> None:
    replace(harbour, "data/people.yml", "name: Jo Pereira,", f"name: Jo Pereira, aliases: [{alias}],")
    replace(harbour, "data/people.yml", "- {id: union,", f"- {{id: {id_}, name: A street}}\n- {{id: union,")
    (problem,) = faults(harbour)
    assert problem.code == "name-part" and f"people/{id_}/id" in problem.message
    decide(harbour, problem.hint.split("`")[1])
    assert made(harbour).written
    decide(harbour, problem.hint.split("`")[1].replace("somebody else", "withhold"))
    assert {code for _, code, _ in errors(made(harbour))} == {"name-in-id"}


def test_what_the_last_release_said_of_a_word_is_not_told_again(pereira: Project) -> None:
    (pereira.root / "metadata.yml").unlink()
    replace(pereira, "data/people.yml", "protection: minor", "protection: agreed")
    assert made(pereira).written
    replace(pereira, "data/people.yml", "protection: agreed", "protection: minor")
    decide(pereira, "docker,Pereira,people/x1/note,withhold", "docker,Pereira,sites/old-quay/note,withhold")
    released = made(pereira, "2023.6.2")
    assert released.written, errors(released)
    told = (released.folder / "CHANGES.md").read_text("utf-8")
    assert "withheld now" in told and "ereira" not in told


def test_the_command_exits_with_1(pereira: Project) -> None:
    result = CliRunner().invoke(main, ["--project", str(pereira.root), "release", "2023.6.1"])
    assert result.exit_code == 1 and "name-part" in result.output and "docker,Pereira,,somebody else" in result.output


WAYS = "#PereiraSpeaks|PE\u00adREIRA|Реreirа|Perei-\\nra|&#80;ereira|%50ereira|Pereira-Brandt|x_pereira_y|P e r e i r a|Perei/ra|pereira's|Péreirà"


@pytest.mark.parametrize("way", WAYS.split("|"))
def test_a_word_is_found_however_it_is_written(harbour: Project, way: str) -> None:
    replace(harbour, "data/people.yml", "- {id: union,", f'- {{id: x1, name: X, note: "By {way}."}}\n- {{id: union,')
    assert [(p.code, "people/x1/note" in p.message) for p in faults(harbour)] == [("name-part", True)]


def test_arabic_words_are_found_with_their_particles(harbour: Project) -> None:
    name = "سليم الأسدي"
    replace(harbour, "data/people.yml", "name: Jo Pereira,", f"name: Jo Pereira, aliases: [{name}],")
    notes = ["قال الاسدي", "والأسدي", "للأسدي", "وسليم", "بسليم", "سليمان", "مسليم"]
    people = harbour.root / "data/people.yml"
    lines = [f"- {{id: x{n}, name: X, note: {note}}}\n" for n, note in enumerate(notes)]
    people.write_text(people.read_text("utf-8") + "".join(lines), "utf-8")
    told = " ".join(p.message for p in faults(harbour))
    assert [f"people/x{n}/note" in told for n in range(7)] == [True] * 5 + [False] * 2


def test_the_id_of_a_link_is_asked_about(harbour: Project) -> None:
    replace(harbour, "data/articles/strike.yml", "- claimant: Rana Saleh", "- id: two-guards\n  claimant: Rana Saleh")
    replace(harbour, "data/articles/strike.yml", "- claimant: Ivo Brandt", "- id: twelve-ships\n  claimant: Ivo Brandt")
    link = "{id: pereira-l1, from: two-guards, to: twelve-ships, kind: differs}"
    (harbour.root / "data/links.yml").write_text(f"- {link}\n", "utf-8")
    (problem,) = faults(harbour)
    assert problem.code == "name-part" and problem.spot.file == "data/links.yml"
    assert "stands in 1 place: claim_links/pereira-l1/id" in problem.message
    decide(harbour, "docker,Pereira,claim_links/pereira-l1/id,somebody else")
    assert made(harbour).written
