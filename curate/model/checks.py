"""The checks of what sets a project up, and those that every file may fail."""

from curate.model.check import Check

ENCODING = Check(
    "encoding",
    finds="A file holds bytes that are not UTF-8 text, or JSON escapes that stand for no character.",
    why="Letters outside English would be read as other letters, in names and in quotations.",
    fix="Save the file as UTF-8: in a spreadsheet “CSV UTF-8”, in an editor “Save with encoding”.",
    wrong={"data/places.yml": "- {id: sund-reef, name: Caf\udce9 Reef, note: Made up.}\n"},
    right={"data/places.yml": "- {id: sund-reef, name: Café Reef, note: Made up.}\n"},
    hides_records=True,
)
YAML = Check(
    "yaml",
    finds="A YAML file breaks the rules of YAML: a bracket or quote is left open, or lines are indented differently.",
    why="Nobody can tell where a record ends, so none of the file is read.",
    fix="Look at the place that the message names and at the line above it. Put quotes round text with `: ` or ` #`.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    hides_records=True,
)
TOML = Check(
    "toml",
    finds="`pyproject.toml` is not TOML.",
    why="Without it the project has no name and no settings, so no command can begin.",
    fix="Correct the line that the message names. Texts stand in quotes, lists in brackets.",
    wrong={"pyproject.toml": "[tool.curate]\nname = ferries\n"},
    right={"pyproject.toml": '[tool.curate]\nname = "ferries"\n'},
)
WRONG_SHAPE = Check(
    "wrong-shape",
    finds="One value stands where a list or keys and values belong, or the other way round.",
    why="The words may be right, but it is unclear which key they are for.",
    fix="Write what the hint shows: a record is `- key: value`, one key a line; a list is `[one, another]`.",
    wrong="""
event_claims:
- Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    hides_records=True,
)
SETTINGS = Check(
    "settings",
    finds="A setting in `[tool.curate]`, or one of curate's plugin in `metadata.yml`, is unknown or cannot be used.",
    why="A setting that is misspelt would do nothing, and nobody would notice.",
    fix="Correct the name or the value as the hint says.",
    wrong={"pyproject.toml": '[tool.curate]\nname = "ferries"\ncoverage_limit = "a third"\n'},
    right={"pyproject.toml": '[tool.curate]\nname = "ferries"\ncoverage_limit = 0.33\n'},
)
SCHEMA = Check(
    "schema",
    finds="The project's schema cannot be loaded, or what it declares cannot become a table.",
    why="The schema says what records look like; without it no record can be checked.",
    fix="Correct the Python file at the place that the message names; docs/schema.md lists every word of a schema.",
    wrong={
        "schema/ferries.py": '''\
from typing import Annotated

from curate import Name, Public, Record


class Ferry(Record):
    """Ferries that sail for the line."""

    table = "ferries"
    label = ("title",)
    sort = "name"

    name: Annotated[str, Name, Public]
    """The name on her bow."""
'''
    },
    right={
        "schema/ferries.py": '''\
from typing import Annotated

from curate import Name, Public, Record


class Ferry(Record):
    """Ferries that sail for the line."""

    table = "ferries"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, Public]
    """The name on her bow."""
'''
    },
)
