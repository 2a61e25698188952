"""Rules see what a build loads, though validate loads only what they read."""

from pathlib import Path

import pytest

from curate.load.build import build, validate
from curate.model.project import find_project

RULES = {
    "every claim, by its own table": "SELECT kind, id, 'label' AS field, label || '; x' AS message FROM claims",
    "every phrase": "SELECT 'evidence' AS kind, id, 'exact' AS field, exact || claim_id AS message FROM evidence",
    "claims of a kind": "SELECT 'closure_claims' AS kind, id, '' AS field, period || stance AS message FROM closure_claims",
    "all columns": "SELECT 'closure_claims' AS kind, c.id, '' AS field, evidence_start AS message"
    " FROM (SELECT * FROM closure_claims) AS c",
    "no message, and of nothing": "SELECT NULL AS kind, id, NULL AS field, note AS message FROM bridges",
    "columns joined by name": "SELECT 'closure_claims' AS kind, c.id, '' AS field, c.period || e.id AS message"
    " FROM closure_claims c JOIN effect_claims e USING (source_id)",
    "naturally joined": "SELECT '' AS kind, '' AS id, '' AS field, (SELECT count(*) FROM closure_claims NATURAL JOIN"
    " (SELECT source_id, stance FROM effect_claims)) || ' pairs' AS message",
    "another case": "SELECT '' AS kind, '' AS id, '' AS field, (SELECT count(*) FROM Claims) || ' rows' AS message",
    "a comment behind": "SELECT 'bridges' AS kind, id, '' AS field, name AS message FROM bridges\n-- the end",
    "rows alone": "SELECT '' AS kind, '' AS id, '' AS field, (SELECT count(*) FROM effect_claims) || ' rows' AS message",
    "a view on a view": "SELECT kind, id, '' AS field, label AS message FROM second",
    "links of claims": "SELECT 'claim_links' AS kind, id, '' AS field, from_id || to_id AS message FROM claim_links",
    "shared records": "SELECT 'bridges' AS kind, id, '' AS field, name AS message FROM bridges",
}


@pytest.mark.parametrize("sql", RULES.values(), ids=RULES.keys())
def test_validate_finds_what_a_build_finds(good: Path, sql: str) -> None:
    schema = good / "bridges_schema"
    (schema / "views" / "first.sql").write_text("SELECT kind, id, label FROM claims WHERE stance = 'asserts'", "utf-8")
    (schema / "views" / "second.sql").write_text("SELECT * FROM first", "utf-8")
    (schema / "rules" / "tried.sql").write_text(sql, "utf-8")
    pyproject = good / "pyproject.toml"
    pyproject.write_text(pyproject.read_text("utf-8") + 'warnings = ["tried"]\n', "utf-8")
    project = find_project(good)
    seen = [checked.problems.in_order() for checked in (validate(project), build(project).checked)]
    assert seen[0] == seen[1]
    assert any(problem.code == "tried" and problem.message for problem in seen[0])
