"""The checks of files as they are read: their form, their keys, and what they refer to."""

import sys

from curate.model import checks as model
from curate.model.check import Check, checks_of

_TABLE_SETTINGS = """\
[tool.curate]
name = "ferries"

[tool.curate.tables]
sailings = "sailings.csv"
"""
_TABLE_MAPPING = """\
places:
  each in: ports
  read as: (?P<port>[A-Z]\\w+)(; |$)
  id: "{port} harbour"
  name: port
  note: ports
"""

NO_DATA = Check(
    "no-data",
    finds="The folder of records is not there.",
    why="An empty dataset would pass every check.",
    fix="Correct `data` in `[tool.curate]`, or make the folder.",
    wrong={"pyproject.toml": '[tool.curate]\nname = "ferries"\ndata = "dta"\n'},
    right={"pyproject.toml": '[tool.curate]\nname = "ferries"\ndata = "data"\n'},
)
NOT_READ = Check(
    "not-read",
    level="warning",
    finds="A file in the data folder looks like one of records and has an ending that is not read. A link to a folder "
    "is an error.",
    why="Whoever wrote it takes it for a part of the dataset.",
    fix="Let its name end in `.yml`, `.csv` or `.jsonl`, or move it elsewhere. `curate add` takes articles' texts.",
    wrong={"data/more-places.yml.txt": "- {id: sund-reef, name: Sund Reef, note: Made up.}\n"},
    right={"data/more/places.yml": "- {id: sund-reef, name: Sund Reef, note: Made up.}\n"},
)
EMPTY = Check(
    "empty",
    finds="A file of records holds nothing.",
    why="It may have been cut off or saved by accident, and its records would be missing.",
    fix="Write its records, get them back from the last version, or delete the file.",
    wrong={"data/links.yml": "\n"},
    right={"data/links.yml": None},
    hides_records=True,
)
CONFLICT = Check(
    "conflict",
    finds="git left its markers where it could not merge two versions of a file.",
    why="Both versions stand in the file, and only a person can say which one is right.",
    fix="Keep one version, or what is right of both, and delete the lines that begin with `<<<<<<<`, `=======` and "
    "`>>>>>>>`.",
    wrong={
        "data/places.yml": """\
<<<<<<< HEAD
- {id: sund-reef, name: Sund Reef, note: Made up.}
=======
- {id: sund-reef, name: Sund Rock, note: Made up.}
>>>>>>> corrections
"""
    },
    right={"data/places.yml": "- {id: sund-reef, name: Sund Reef, note: Made up.}\n"},
    hides_records=True,
)
UNREADABLE = Check(
    "unreadable",
    finds="A file cannot be opened, or one that `[tool.curate.tables]` names is not there; or a file of a release "
    "cannot be searched for what must not be published.",
    why="What stands in it is not checked.",
    fix="Check the path, and that you may read the file; take a file that cannot be searched out of the release.",
    wrong={"pyproject.toml": _TABLE_SETTINGS},
    right={
        "pyproject.toml": _TABLE_SETTINGS,
        "schema/tables/sailings.yml": _TABLE_MAPPING,
        "sailings.csv": "ports\nRoskil; Venn\n",
    },
    hides_records=True,
)
LONG_LINE = Check(
    "long-line",
    finds="A line is longer than 1,000,000 bytes.",
    why="No person or program writes records so; it is some other file, and reading it would take long.",
    fix="Move the file out of the data folder, or break the line up.",
    no_example="the line would fill this page several hundred times",
    hides_records=True,
)
CSV = Check(
    "csv",
    finds="A table is not CSV: its cells are parted by semicolons or tabs, or a quote is left open.",
    why="Cells would end up in the wrong columns.",
    fix="Save the table as CSV with commas, in UTF-8, and check the quotes of the row that the message names.",
    wrong={"data/places.csv": "id;name;note\nsund-reef;Sund Reef;Made up.\n"},
    right={"data/places.csv": "id,name,note\nsund-reef,Sund Reef,Made up.\n"},
    hides_records=True,
)
CELLS = Check(
    "cells",
    finds="A row of a table has more or fewer cells than the header.",
    why="A comma inside a cell moves all that follows by a column; a short row may be cut off.",
    fix="Put double quotes round a cell that holds a comma; write all cells of a row, empty ones too.",
    wrong={"data/places.csv": "id,name,note\nsund-reef,Sund Reef,Made up, as is the name.\n"},
    right={"data/places.csv": 'id,name,note\nsund-reef,Sund Reef,"Made up, as is the name."\n'},
    hides_records=True,
)
JSON = Check(
    "json",
    finds="A line of a `.jsonl` file is not JSON, or one object is spread over several lines.",
    why="Programs that read the file line by line would stop there or skip records.",
    fix="Let the program that wrote the file write one object a line, as `jq -c .` does.",
    wrong={"data/extracted/places.jsonl": '{"kind": "places", "id": "venn", "name": "Venn", "note": }\n'},
    right={"data/extracted/places.jsonl": '{"kind": "places", "id": "venn", "name": "Venn", "note": "Made up."}\n'},
    hides_records=True,
)
UNKNOWN_KIND = Check(
    "unknown-kind",
    finds="A heading, a file's name or `kind` in a JSON line names a kind of record that the schema does not have.",
    why="The records below it are not read, and what they say would be missing.",
    fix="Correct the name as the hint says. A kind is called as its table: `event_claims`, `places`.",
    wrong="""
event_claim:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    hides_records=True,
)
UNKNOWN_KEY = Check(
    "unknown-key",
    finds="A record has a key, or a table a column, that its kind does not have. In `metadata.yml`, where other keys "
    "are allowed, one that is nearly a key of Datasette is a warning.",
    why="What stands under a misspelt key would be lost.",
    fix="Correct the key as the hint says. To record something new, add a field to the schema.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  period_statd: on Monday
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  period_stated: on Monday
  evidence: Crews of the Lindvik Line walked out
""",
)
DUPLICATE_KEY = Check(
    "duplicate-key",
    finds="A record has a key twice, or a table has two columns of one name.",
    why="Only one of the two values would be kept, and nobody would know which.",
    fix="Keep one of the two. Where a second record was meant, begin it with `- `.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  period_stated: on Monday
  period_stated: on Monday
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  period_stated: on Monday
  evidence: Crews of the Lindvik Line walked out
""",
)
WRONG_VALUE = Check(
    "wrong-value",
    finds="A value cannot be read as what its key takes: a count without a number, a period ending before it starts.",
    why="A query that counts or sorts by it would leave the record out.",
    fix="Correct the value as the hint says; docs/codebook.md of a project describes every key.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel, period: 2024-06-06/2024-06-03}
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel, period: 2024-06-03/2024-06-06}
  evidence: Crews of the Lindvik Line walked out
""",
)
MISSING = Check(
    "missing",
    finds="Something that is always needed is not there: a key of a record, a part of `CITATION.cff`, the SQL of a "
    "query, a file of a release.",
    why="The record or the release would be incomplete, and queries that use the key would not find it.",
    fix="Add it. The hint says which key, and what the schema means by it.",
    wrong="""
quotes:
- speaker: Mara Teskey
  evidence: said Mara Teskey
""",
    right="""
quotes:
- speaker: Mara Teskey
  text: We will not sail with half a crew
  evidence: said Mara Teskey
""",
)
UNKNOWN_REFERENCE = Check(
    "unknown-reference",
    finds="A record names an actor, a place, a claim or another record that no file has.",
    why="The claim would belong to nobody; most often the name is misspelt.",
    fix="Correct the spelling as the hint says, or add the record, with the name as printed among its `aliases`.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  claimant: The compny
  evidence: The company spoke of at most 20
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  claimant: The company
  evidence: The company spoke of at most 20
""",
)
AMBIGUOUS_REFERENCE = Check(
    "ambiguous-reference",
    finds="A name may mean several records.",
    why="curate does not guess which one an article means.",
    fix="Write the id of the one that is meant, or take the name from the `aliases` of the other.",
    wrong={
        "data/places.yml": """\
- {id: holm-island, name: Holm Island, aliases: [the island], note: Made up.}
- {id: venn-island, name: Venn Island, aliases: [the island], note: Made up.}
""",
        "data/articles/ferry-strike.yml": """\
event_claims:
- event: {type: strike, place: the island}
  evidence: Crews of the Lindvik Line walked out
""",
    },
    right={
        "data/places.yml": """\
- {id: holm-island, name: Holm Island, aliases: [the island], note: Made up.}
- {id: venn-island, name: Venn Island, aliases: [the island], note: Made up.}
""",
        "data/articles/ferry-strike.yml": """\
event_claims:
- event: {type: strike, place: holm-island}
  evidence: Crews of the Lindvik Line walked out
""",
    },
)
DIFFERENT_RECORD = Check(
    "different-record",
    finds="Two places describe one record (of one id) differently.",
    why="The id is made from what is written, so two events may have got the same one; or one of the two is wrong.",
    fix="Leave out what differs if the same record is meant, else give one of the two an `id:` of its own.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel, period: 2024-06-03}
  evidence: Crews of the Lindvik Line walked out
- event: {type: strike, place: Port Ansel, period: 2024-06-06}
  stance: anticipates
  evidence: If talks fail, the union will call a second strike
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel, period: 2024-06-03}
  evidence: Crews of the Lindvik Line walked out
- event: {id: second-strike, type: strike, place: Port Ansel, period: 2024-06-06}
  stance: anticipates
  evidence: If talks fail, the union will call a second strike
""",
)
NESTING = Check(
    "nesting",
    finds="A claim stands under another one as its part, and its `part_of` names a third.",
    why="A claim is part of one whole; of two, one is wrong.",
    fix="Leave `part_of` out where the claim stands under its whole, or do not nest it.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
  parts:
  - {part_of: another, count_stated: "45", counted: members, evidence: 45 of its members}
- {id: another, event: {type: strike, place: Port Ansel}, evidence: The harbour café stayed open}
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
  parts:
  - {count_stated: "45", counted: members, evidence: 45 of its members}
""",
)
OFFSETS = Check(
    "offsets",
    finds="`at:` of a claim does not hold offsets, pairs of numbers such as `32-68`.",
    why="Offsets say where in the article the words stand. `curate anchor` writes them; nobody needs to type them.",
    fix="Delete `at:` and run `curate anchor`.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  at: line 3
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  at: 32-68
  evidence: Crews of the Lindvik Line walked out
""",
)
CHANGED = Check(
    "changed",
    finds="The words of a claim were changed after `curate anchor` had stamped it with their offsets.",
    why="The claim may now be about another passage, and others may have cited the old one.",
    fix="Take the change back if it was an accident; if the new words are right, run `curate anchor`.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  id: ferry-strike-event-claim-g6ia4y
  at: 32-68
  evidence: Ferries idle as crews walk out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  id: ferry-strike-event-claim-g6ia4y
  at: 32-68
  evidence: Crews of the Lindvik Line walked out
""",
)
REPEATED = Check(
    "repeated",
    level="warning",
    finds="Two claims of an article say exactly the same.",
    why="It would be counted twice.",
    fix="Delete one of the two. If two are meant, let their evidence differ.",
    wrong="""
event_claims:
- {event: {type: strike, place: Port Ansel}, evidence: Crews of the Lindvik Line walked out}
- {event: {type: strike, place: Port Ansel}, evidence: Crews of the Lindvik Line walked out}
""",
    right="""
event_claims:
- {event: {type: strike, place: Port Ansel}, evidence: Crews of the Lindvik Line walked out}
""",
)
LISTING = Check(
    "listing",
    finds="A cell that lists several records does not read as the pattern in the mapping file says.",
    why="What follows the place at which reading stopped gives no record.",
    fix="Correct the cell, or `read as:` in `schema/tables/`.",
    wrong={
        "pyproject.toml": _TABLE_SETTINGS,
        "schema/tables/sailings.yml": _TABLE_MAPPING,
        "sailings.csv": "ports\nRoskil; (none)\n",
    },
    right={
        "pyproject.toml": _TABLE_SETTINGS,
        "schema/tables/sailings.yml": _TABLE_MAPPING,
        "sailings.csv": "ports\nRoskil; Venn\n",
    },
    may_warn=True,
)
UNKNOWN_COLUMN = Check(
    "unknown-column",
    finds="A mapping file or `metadata.yml` names a column that its table does not have.",
    why="Datasette would show an error in place of the page, or ignore what was asked for.",
    fix="Correct the name as the hint says.",
    wrong={"metadata.yml": "title: ferries\ntables:\n  places: {sort: nmae}\n"},
    right={"metadata.yml": "title: ferries\ntables:\n  places: {sort: name}\n"},
)

#: Problems that keep a file, or records in it, from being read.
HIDES_RECORDS = frozenset(
    code for code, check in checks_of(model, sys.modules[__name__]).items() if check.hides_records
)
