"""No published record is gone without a tombstone, and no tombstone is taken away."""

from pathlib import Path

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.model.schema import LoadedProject
from curate.publish.allow import Allowed
from curate.publish.checks import GONE, ID_USED_AGAIN, TOMBSTONE
from curate.publish.graves import FILE, Grave
from curate.publish.last import Last
from curate.publish.release_key import FILE as KEY
from curate.publish.versions import Version, read_database
from curate.publish.withheld_claims import WITHHELD


def check_withdrawn(
    project: LoadedProject, last: Last | None, graves: list[Grave], staged: Path, allowed: Allowed, problems: Problems
) -> None:
    """A problem for each published record that is gone without a reason, each tombstone that the last release had, and
    each id of a withdrawn record that is used again.

    What a policy leaves out now is not gone, and an id that spells a name withheld now is not told again.
    """
    now = read_database(staged / f"{project.name}.db")
    for grave in graves:
        if grave.table in now and grave.id in now[grave.table].rows:
            hint = "give the new record another id: who cited the old one would find something else"
            problems.add(grave.spot, ID_USED_AGAIN, f"{grave.id} was withdrawn and is there again", hint)
    if last:
        _check_kept(last.graves, graves, allowed, problems)
        _check_gone(project, last.tables, now, graves, allowed, problems)


def _check_kept(before: list[Grave], graves: list[Grave], allowed: Allowed, problems: Problems) -> None:
    there = {(grave.table, grave.id) for grave in graves}
    for grave in before:
        if (grave.table, grave.id) not in there and not allowed.redactor.in_id(grave.id):
            what = f"the tombstone of {grave.id} of {grave.table} was in the last release and is gone"
            hint = f"put its line back: its id is never used again ({grave.table},{grave.id},…)"
            problems.add(Spot(FILE), TOMBSTONE, what, hint)


def _check_gone(
    project: LoadedProject, before: Version, now: Version, graves: list[Grave], allowed: Allowed, problems: Problems
) -> None:
    buried = {(grave.table, grave.id) for grave in graves}
    for table, kind in project.schema.written.items():
        if table == "claim_links" or table not in before:
            continue
        gone = before[table].rows.keys() - (now[table].rows.keys() if table in now else set())
        scope = "claims" if kind.is_claim else table
        for id_ in sorted(gone):
            told = (table, id_) in buried or (scope, id_) in allowed.out or (kind.is_claim and id_ in allowed.new_ids)
            if not told and not allowed.redactor.in_id(id_):
                hint = f"say why: add the line `{table},{id_},REASON,DATE` to {FILE}"
                if kind.is_claim and WITHHELD in before[table].rows[id_]:
                    hint = f"its words were withheld: use the same {KEY} as then, or if that is lost {hint}"
                problems.add(Spot(FILE), GONE, f"{id_} of {table} was in the last release and is gone", hint)
