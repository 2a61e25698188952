"""The views over claims of every kind: what they refer to and what they count, with no kind named by hand."""

import sqlite3
from contextlib import closing
from pathlib import Path

from curate.load.build import build
from curate.load.template import start_project
from curate.model.project import Project, find_project
from tests.conftest import ROOT


def rows(project: Project, sql: str) -> list[tuple[object, ...]]:
    built = build(project)
    assert built.written, built.checked.problems.in_order()
    with closing(sqlite3.connect(project.database)) as connection:
        return connection.execute(sql).fetchall()


def test_every_reference_of_every_kind_is_there(project: Project) -> None:
    """Counted by hand from the columns that refer to another table."""
    found = rows(project, 'SELECT kind, "table", field, count(*) FROM claim_refs GROUP BY 1, 2, 3')
    assert {(kind, table) for kind, table, _, _ in found} >= {
        ("closure_claims", "closures"),
        ("closure_claims", "sources"),
        ("effect_claims", "bridges"),
        ("statements", "bodies"),
    }
    with closing(sqlite3.connect(project.database)) as connection:
        for kind, table, field, n in found:
            column = next(
                row[3]
                for row in connection.execute(f"PRAGMA foreign_key_list({kind})")
                if row[2] == table and str(row[3]).removesuffix("_id") == field
            )
            assert connection.execute(f"SELECT count({column}) FROM {kind}").fetchone() == (n,)
        dangling = "SELECT * FROM claim_refs WHERE claim_id NOT IN (SELECT id FROM claims) OR id IS NULL"
        assert connection.execute(dangling).fetchall() == []


def test_every_count_of_every_kind_is_there(project: Project) -> None:
    found = rows(project, "SELECT kind, stated, low, high, qualifier FROM claim_counts ORDER BY kind, stated")
    assert ("effect_claims", "At least 1,200", 1200, None, "at least") in found
    assert ("effect_claims", "40", 40, 40, "exact") in found
    assert {row[0] for row in found} == {"closure_claims", "effect_claims"}


_DAMAGE = '''"""Damage."""

from typing import Annotated

from curate import Claim, Count, Public, Ref, Stated, optional


class DamageClaim(Claim):
    """Something is said to be damaged."""

    table = "damage_claims"
    label = ("thing_stated",)

    event: Annotated[str, Ref("events"), Public] = optional
    """The event."""
    thing_stated: Annotated[str, Stated(), Public] = optional
    """What, as printed."""
    count_stated: Annotated[Count, Public] = optional
    """How many."""
'''


def test_a_new_kind_needs_no_rule_to_name_it(tmp_path: Path) -> None:
    """An event that only claims of a new kind are about is not left over, and its parts are compared."""
    start_project(tmp_path / "ferries")
    schema, article = tmp_path / "ferries/schema", tmp_path / "ferries/data/articles/ferry-strike.yml"
    (schema / "damage_claims.py").write_text(_DAMAGE, "utf-8")
    (schema / "rules/part_above_whole.sql").write_text(
        (ROOT / "schema/rules/part_above_whole.sql").read_text("utf-8"), "utf-8"
    )
    (tmp_path / "ferries/data/events.yml").write_text("- {id: only-damage, type: strike}\n", "utf-8")
    text = article.read_text("utf-8")
    claims = """
damage_claims:
- event: only-damage
  id: whole
  count_stated: two
  evidence: two
  parts: [{id: part, count_stated: three, evidence: three}]
"""
    article.write_text(text.rstrip() + "\n" + claims, "utf-8")
    found = {(p.code, p.about.id) for p in build(find_project(tmp_path / "ferries")).checked.problems.found}
    assert ("event-without-claims", "only-damage") not in found
    assert ("part-above-whole", "part") in found
