"""What follows from a schema, and what is said of one that cannot be used."""

from pathlib import Path

import pytest

from curate.load.template import start_project
from curate.model.project import Project, find_project
from curate.model.schema import SchemaError, load_project
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
    schema = load_project(project).schema
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
    order = [kind.table for kind in load_project(project).schema.in_order]
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
        _ = load_project(find_project(good)).schema
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
        _ = load_project(find_project(good)).schema
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
        ("bridges.py", "lanes: int", "table_: int", "bridges.py:27:5: schema: bridges.table is a key by which"),
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
        _ = load_project(find_project(good)).schema
    assert told in str(error.value)


MISSPELT = {
    "actors.py": {'sort = "name"': 'sort = "nme"'},
    "claims.py": {
        'label = ("event", "count_stated")': 'label = ("event", "countd")',
        'Follows("event", "period"), Public] = optional\n': 'Follows("event", "perid"), Public] = optional\n',
        "counted: Annotated[str, FullText, Stated()": 'counted: Annotated[str, Follows("evnt", "type"), Stated()',
        'claimant_field = "speaker"': 'claimant_field = "speakr"',
        'Stated("speaker")': 'Stated("text")',
    },
    "events.py": {
        'label = ("title",)': 'label = ("titel",)',
        'id_from = ("type", "place")': 'id_from = ("type", "plcae")',
        'MadeOf(("type", "place"))': 'MadeOf(("typ", "place"))',
    },
    "places.py": {
        "Annotated[Latitude, Public]": 'Annotated[Latitude, generalise("longitud")]',
        "import FullText,": "import generalise, FullText,",
    },
}
TOLD = [
    ("actors.py:21:5", "actors.sort names 'nme'", "column of actors", "did you mean 'name'?"),
    ("claims.py:12:5", "event_claims.label names 'countd'", "key of event_claims", "did you mean 'counted'?"),
    (
        "claims.py:19:5",
        "event_claims.counted names 'evnt'",
        "single reference of event_claims",
        "did you mean 'event'?",
    ),
    ("claims.py:21:5", "event_claims.period names 'perid'", "key of events", "did you mean 'period'?"),
    ("claims.py:32:5", "quotes.claimant_field names 'speakr'", "single reference of quotes", "did you mean 'speaker'?"),
    (
        "claims.py:36:5",
        "quotes.speaker_stated names 'text'",
        "single reference of quotes",
        "there are source, claimant, part_of, speaker",
    ),
    ("events.py:19:5", "events.label names 'titel'", "key of events", "did you mean 'title'?"),
    ("events.py:20:5", "events.id_from names 'plcae'", "key of events", "did you mean 'place'?"),
    ("events.py:23:5", "events.title names 'typ'", "key of events", "did you mean 'type'?"),
    ("places.py:19:5", "places.latitude names 'longitud'", "key of places", "did you mean 'longitude'?"),
]


def test_names_that_a_schema_misspells_are_told_all_at_once(tmp_path: Path) -> None:
    start_project(tmp_path / "ferries")
    for file, changes in MISSPELT.items():
        path = tmp_path / "ferries" / "schema" / file
        text = path.read_text("utf-8")
        for old, new in changes.items():
            assert text.count(old) == 1
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    with pytest.raises(SchemaError) as error:
        _ = load_project(find_project(tmp_path / "ferries")).schema
    told = str(error.value).replace(": schema:", "").splitlines()
    assert [line.replace(", and ", "; ").split("; ") for line in told] == [
        [f"schema/{place} {what}", f"no {known} has that name", hint] for place, what, known, hint in TOLD
    ]


def test_types_that_tables_hold(good: Path) -> None:
    path = good / "bridges_schema" / "bridges.py"
    more = "names: dict[str, str] = {}\n    links: list[Url] = []\n    opened: Edtf"
    path.write_text(path.read_text("utf-8").replace("opened: Edtf", more), "utf-8")
    assert {"names", "links"} <= {
        c.name for c in load_project(find_project(good)).schema.kinds["bridges"].columns if c.array
    }
