"""What follows from a schema, and what is said of one that cannot be used."""

from pathlib import Path

import pytest

from curate.model.project import Project, find_project
from curate.model.schema import SchemaError
from curate.model.vocabulary import Vocabulary, term


class Weather(Vocabulary):
    """What it was like."""

    fine = term("No rain", "a fine day")
    heavy_rain = term("Much of it", "it poured", ACLED="None")
    half__dry = term("Some of it", "showers")
    return_ = term("Again", "the rain is back")


def test_terms_are_names_as_people_write_them() -> None:
    assert list(Weather.terms) == ["fine", "heavy rain", "half-dry", "return"]
    assert Weather.terms["heavy rain"].crosswalks == {"ACLED": "None"}


def test_kinds_keys_and_columns(project: Project) -> None:
    schema = project.schema
    assert [kind.table for kind in schema.claims] == ["closure_claims", "effect_claims", "statements"]
    assert [c.name for c in schema.kinds["closures"].columns] == (
        "id title cause period start_date end_date date_precision year month firmness".split()
    )
    by_name = {c.name: c for c in schema.kinds["closure_claims"].columns}
    assert by_name["claimant_id"].references == "bodies"
    assert by_name["closure_id"].required and by_name["closure_id"].facet
    assert by_name["count_low"].type == "INTEGER"
    assert {t.name: t.columns for t in schema.link_tables} == {
        "closure_bridges": ("closure_id", "bridge_id"),
        "closure_bodies": ("closure_id", "body_id"),
    }


def test_each_kind_comes_after_those_it_refers_to(project: Project) -> None:
    order = [kind.table for kind in project.schema.in_order]
    assert order.index("bodies") < order.index("closure_claims") > order.index("closures") > order.index("bridges")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("bridges.py", "class Bridge(Record):", "class Bridge(Record:", "bridges.py:8:1: schema: SyntaxError"),
        ("bridges.py", "from curate import Edtf,", "from curate import Edft,", "bridges.py:5:1: schema: ImportError"),
        (
            "bodies.py",
            "claimants = True",
            "claimants = False",
            "bridges_schema/__init__.py:1:1: schema: exactly one kind must say",
        ),
        (
            "closures.py",
            'Link("bridges",',
            'Link("bridge",',
            "closures.py:40:5: schema: closures.bridge refers to 'bridge', and no kind has that table; did you mean",
        ),
        ("closures.py", "id_from = (", "id_from = cause + (", "closures.py:33:1: schema: NameError"),
    ],
)
def test_broken_schema(good: Path, file: str, old: str, new: str, message: str) -> None:
    path = good / "bridges_schema" / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(SchemaError) as error:
        _ = find_project(good).schema
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "bridges.py",
            "lanes: int",
            "lanes: dict[str, int]",
            "bridges.py:27:5: schema: bridges.lanes is of type dict[str, int]",
        ),
        ("bridges.py", "lanes: int", "lanes: list[int]", "bridges.lanes is of type list[int]"),
        ("bridges.py", "lanes: int", "lanes: int | None", "bridges.lanes is of type int | None"),
        ("bridges.py", "lanes: int", "lanes: tuple[str, str]", "bridges.lanes is of type tuple[str, str]"),
        (
            "bodies.py",
            "parent: Annotated[str,",
            "parent: Annotated[list[str],",
            "bodies.py:30:5: schema: bodies.parent is of type",
        ),
        ("closures.py", "closer: Annotated[list[str],", "closer: Annotated[str,", "closures.closer is of type str"),
    ],
)
def test_types_that_no_table_holds(good: Path, file: str, old: str, new: str, told: str) -> None:
    path = good / "bridges_schema" / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(SchemaError) as error:
        _ = find_project(good).schema
    assert told in str(error.value)
    assert "; a field is a str, int, float, bool, Vocabulary, Count, Edtf, Period or Evidence, a list[str]" in str(
        error.value
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("bridges.py", 'table = "bridges"', 'table = "evidence"', "bridges.py:11:5: schema: 'evidence' is a table of"),
        ("bridges.py", 'table = "bridges"', 'table = "bodies"', "'bodies' is the table of Body as well; give it"),
        ("bridges.py", "lanes: int", "oid: int", "bridges.py:27:5: schema: bridges.oid makes a column 'oid', a name"),
        ("bridges.py", "lanes: int", "rank: Annotated[str, FullText]", "bridges.rank makes a column 'rank', a name"),
        ("bridges.py", "lanes: int", "opened_on: int", "bridges.opened_on makes a column 'opened_on', a name that is"),
        (
            "bridges.py",
            "lanes: int",
            'of: Annotated[str, Ref("closures")]',
            "refer to each other; let one of them not name",
        ),
    ],
)
def test_schemas_that_no_database_can_have(good: Path, file: str, old: str, new: str, told: str) -> None:
    path = good / "bridges_schema" / file
    text = path.read_text("utf-8").replace("import Edtf, ", "import Edtf, Ref, ").replace(old, new, 1)
    path.write_text(text, "utf-8")
    with pytest.raises(SchemaError) as error:
        _ = find_project(good).schema
    assert told in str(error.value)


def test_types_that_tables_hold(good: Path) -> None:
    path = good / "bridges_schema" / "bridges.py"
    more = "names: dict[str, str] = {}\n    links: list[Url] = []\n    opened: Edtf"
    path.write_text(path.read_text("utf-8").replace("opened: Edtf", more), "utf-8")
    assert {"names", "links"} <= {c.name for c in find_project(good).schema.kinds["bridges"].columns if c.array}
