"""The checks of a release: before it is made (`curate release`), and by whoever has it (`curate verify`)."""

from curate.model.check import Check

_TEXT = "data/texts/16305183edf957a6cd7c2d8170c6de059af2facec1094cb9090ba090d16aee30.txt"
_AGAIN = "Get the release again from where it was published; tell the publisher if that does not help."

POLICY = Check(
    "policy",
    command="release",
    finds="A field of the schema does not say whether it is published, or says so in a way that cannot be kept.",
    why="Nothing is to be published by accident.",
    fix="Add `Public`, `Private`, `WithholdUntilReviewed` or `generalise(…)` to its `Annotated[…]`.",
    wrong={
        "schema/ferries.py": '''\
from typing import Annotated

from curate import Name, Record


class Ferry(Record):
    """Ferries that sail for the line."""

    table = "ferries"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name]
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
LICENCE = Check(
    "licence",
    command="release",
    finds="A source has no licence, or a licence is not on the SPDX list, or `metadata.yml` and `CITATION.cff` name "
    "different ones for the data.",
    why="Others must know what they may do with excerpts and data.",
    fix="Write an SPDX id such as `CC-BY-4.0`; for an article with all rights reserved, `LicenseRef-publisher`.",
    wrong={"data/sources.yml": "- {id: harbour-news, title: Quiet at the quay, licence: CC-BY-4}\n"},
    right={"data/sources.yml": "- {id: harbour-news, title: Quiet at the quay, licence: CC-BY-4.0}\n"},
)
PLACEHOLDER = Check(
    "placeholder",
    command="release",
    finds="`CITATION.cff` still has a value between < and > that `curate init` left to be filled in.",
    why="Others would cite the dataset with it.",
    fix="Write the value, without < and >; where there is none, delete the line.",
    wrong={
        "CITATION.cff": """\
cff-version: 1.2.0
message: If you use this dataset, please cite it.
title: Claims on the ferry strike
authors: [{name: Harbour Watch}]
license: CC-BY-4.0
abstract: <what the dataset holds, in a sentence or two>
"""
    },
    right={
        "CITATION.cff": """\
cff-version: 1.2.0
message: If you use this dataset, please cite it.
title: Claims on the ferry strike
authors: [{name: Harbour Watch}]
license: CC-BY-4.0
abstract: Who said what about the strike, and which words say so.
"""
    },
)
CITATION = Check(
    "citation",
    command="release",
    finds="`CITATION.cff` does not keep to the Citation File Format 1.2.0.",
    why="Programs that make citations, GitHub and Zenodo among them, would not read it.",
    fix="Correct the key that the message names.",
    wrong={
        "CITATION.cff": """\
cff-version: 1.2.0
message: Please cite it.
title: Statements on a ferry strike
authors: [{family-names: Okafor, given-names: Ada, orcid: 0000-0002-1825-0097}]
license: CC-BY-4.0
abstract: What was said about a strike, and by whom.
"""
    },
    right={
        "CITATION.cff": """\
cff-version: 1.2.0
message: Please cite it.
title: Statements on a ferry strike
authors: [{family-names: Okafor, given-names: Ada, orcid: "https://orcid.org/0000-0002-1825-0097"}]
license: CC-BY-4.0
abstract: What was said about a strike, and by whom.
"""
    },
)
SHARE = Check(
    "share",
    command="release",
    finds="The wording of counts, names and dates alone is a larger part of an article than `excerpt_share` allows.",
    why="A release prints no more of an article than its limit, and these values cannot be shortened for it.",
    fix="Shorten the values to what states them, or record fewer.",
    wrong={
        "pyproject.toml": '[tool.curate]\nname = "ferries"\nexcerpt_share = 0.001\n',
        "data/articles/ferry-strike.yml": """\
event_claims:
- event: {type: strike, place: Port Ansel}
  count_stated: "45"
  counted: members
  evidence: 45 of its members
""",
    },
    right={
        "pyproject.toml": '[tool.curate]\nname = "ferries"\nexcerpt_share = 0.4\n',
        "data/articles/ferry-strike.yml": """\
event_claims:
- event: {type: strike, place: Port Ansel}
  count_stated: "45"
  counted: members
  evidence: 45 of its members
""",
    },
)
NAME_IN_ID = Check(
    "name-in-id",
    command="release",
    finds="The id of a record spells a name that is withheld, or a table's mapping made it of words that hold one.",
    why="Ids are published, so the name would be.",
    fix="Give the record another id, such as `witness-1`, before its first release.",
    wrong={"data/witnesses/actors.yml": "- {id: tom-brandt, name: Tom Brandt, kind: person, protection: witness}\n"},
    right={"data/witnesses/actors.yml": "- {id: witness-1, name: Tom Brandt, kind: person, protection: witness}\n"},
)
NAME_PART = Check(
    "name-part",
    command="release",
    finds="A word of a withheld name of several words stands somewhere by itself, and nobody has decided who is meant.",
    why="A surname alone may name the person whom the release protects, or somebody else; only a person can tell.",
    fix="Look at the places that the message names, and add a line to `review/name_parts.csv`: `somebody else`, or "
    "`withhold` to take the word out as the name is taken out.",
    wrong={
        "data/witnesses/actors.yml": "- {id: witness-1, name: Tom Brandt, kind: person, protection: witness}\n",
        "metadata.yml": "title: ferries\ndescription: Thanks go to Brandt.\n",
    },
    right={
        "data/witnesses/actors.yml": "- {id: witness-1, name: Tom Brandt, kind: person, protection: witness}\n",
        "metadata.yml": "title: ferries\ndescription: Thanks go to Brandt.\n",
        "review/name_parts.csv": "record,word,where,decision\nwitness-1,Brandt,,somebody else\n",
    },
)
PART_DECISION = Check(
    "part-decision",
    command="release",
    finds="A line of `review/name_parts.csv` names no protected record, no word of its name, no place that there is, "
    "or no decision.",
    why="What somebody decided would not be done, or would be done elsewhere.",
    fix="Correct the line as the hint says, or delete it.",
    wrong={
        "data/witnesses/actors.yml": "- {id: witness-1, name: Tom Brandt, kind: person, protection: witness}\n",
        "review/name_parts.csv": "record,word,where,decision\nwitness-1,Brand,,somebody else\n",
    },
    right={
        "data/witnesses/actors.yml": "- {id: witness-1, name: Tom Brandt, kind: person, protection: witness}\n",
        "review/name_parts.csv": "record,word,where,decision\nwitness-1,Brandt,,somebody else\n",
    },
)
LEAK = Check(
    "leak",
    command="release",
    finds="A file of the release holds a name that is withheld, or more words in a row of an article than "
    "`excerpt_words`.",
    why="Policies keep records back; free text elsewhere may say the same.",
    fix="Find which of your files says it (records, `metadata.yml`, `CITATION.cff`), and change that or the policy.",
    wrong={
        "data/witnesses/actors.yml": "- {id: witness-1, name: Tom Brandt, kind: person, protection: witness}\n",
        "metadata.yml": "title: ferries\ndescription: Thanks go to Tom Brandt.\n",
    },
    right={
        "data/witnesses/actors.yml": "- {id: witness-1, name: Tom Brandt, kind: person, protection: witness}\n",
        "metadata.yml": "title: ferries\ndescription: Thanks go to those who told us.\n",
    },
)
NOT_SEARCHED = Check(
    "not-searched",
    command="release",
    level="warning",
    finds="The text of an article is not at hand, so the release could not be searched for long passages of it.",
    why="More of the article than is allowed might be published.",
    fix="Run `curate add` with the article before a release that is published.",
    wrong={_TEXT: None},
)
RELEASE_KEY = Check(
    "release-key",
    command="release",
    finds="The file `release.key` is needed and not there, does not hold a key, or is under version control.",
    why="It makes ids of claims whose words are withheld; whoever has it can test guesses of those words.",
    fix="Get the file from whoever made the last release; for the first one, use `--new-key`. Keep it out of git.",
    wrong={"release.key": "ferries\n"},
    right={"release.key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"},
)
LAST_RELEASE = Check(
    "last-release",
    command="release",
    finds="The last release in `build/releases` is damaged, or is later than the one to be made.",
    why="Nobody could tell what changed since, or which published records are gone.",
    fix="Put the last release back as it was published, or choose a later version.",
    wrong={"build/releases/2024.1/datapackage.json": "{}\n"},
)
HEADER = Check(
    "header",
    command="release",
    finds="`withdrawn.csv` or `published_grids.csv` does not have the columns that it must have.",
    why="Its lines cannot be read.",
    fix="Write the columns that the hint lists into the first line.",
    wrong={"withdrawn.csv": "table,record,why\n"},
    right={"withdrawn.csv": "table,id,reason,date\n"},
)
TOMBSTONE = Check(
    "tombstone",
    command="release",
    finds="A line of `withdrawn.csv` does not say which record was withdrawn, why and when; or a line that the last "
    "release had is gone.",
    why="Whoever cited the record must find out what became of it.",
    fix="Write table, id, a reason and a date such as 2024-12-01; put a line that is gone back.",
    wrong={"withdrawn.csv": "table,id,reason,date\nplaces,venn-island,,2024-07-01\n"},
    right={"withdrawn.csv": "table,id,reason,date\nplaces,venn-island,the same as Holm Island,2024-07-01\n"},
)
ID_USED_AGAIN = Check(
    "id-used-again",
    command="release",
    finds="A record has the id of one that was withdrawn.",
    why="Whoever cited the old record would find something else.",
    fix="Give the new record another id.",
    wrong={"withdrawn.csv": "table,id,reason,date\nplaces,holm-island,not an island,2024-07-01\n"},
    right={"withdrawn.csv": "table,id,reason,date\nplaces,holm-isle,not an island,2024-07-01\n"},
)
GONE = Check(
    "gone",
    command="release",
    finds="A record of the last release is not in this one, and `withdrawn.csv` does not say why.",
    why="Records that were published are cited; they do not vanish without a reason.",
    fix="Put the record back, or add a line with the reason to `withdrawn.csv`.",
    wrong={"data/places.yml": "- {id: port-ansel, name: Port Ansel, note: Made up.}\n"},
    right={
        "data/places.yml": "- {id: port-ansel, name: Port Ansel, note: Made up.}\n",
        "withdrawn.csv": "table,id,reason,date\nplaces,holm-island,not an island,2024-07-01\n",
    },
)
BREAKING = Check(
    "breaking",
    command="release",
    finds="A table or column of the last release is gone or of another type, and the version is not a new major one.",
    why="Programs that read the data would fail.",
    fix="Keep it, or release the next major version.",
    wrong={
        "schema/places.py": '''\
"""Places, without the aliases that the last release had."""

from typing import Annotated

from curate import FullText, Latitude, Longitude, Name, Public, Record, optional


class Place(Record):
    """Places that claims name."""

    table = "places"
    label = ("name",)
    sort = "name"

    name: Annotated[str, Name, FullText, Public]
    """The usual name."""
    latitude: Annotated[Latitude, Public] = optional
    """Degrees north (WGS 84)."""
    longitude: Annotated[Longitude, Public] = optional
    """Degrees east (WGS 84)."""
    note: Annotated[str, FullText, Public] = optional
    """Where the point was taken from, or why there is none."""
'''
    },
)
GRID = Check(
    "grid",
    command="release",
    finds="A line of `published_grids.csv` has no radius in kilometres, or the file is lost; a warning where a record "
    "was first published more closely than its radius says now.",
    why="Coordinates that are generalised stay on the grid of their first release; several grids narrow a place down.",
    fix="Write the radius that the record was first published with, as the last version of the file has it.",
    wrong={"published_grids.csv": "table,id,field,radius_km\nplaces,port-ansel,radius_km,wide\n"},
    right={"published_grids.csv": "table,id,field,radius_km\nplaces,port-ansel,radius_km,10\n"},
)
PACKAGE = Check(
    "package",
    command="release",
    finds="frictionless, which reads the release as other people's programs would, finds a file that is not as "
    "`datapackage.json` describes it.",
    why="Those programs would refuse the release.",
    fix="This is a fault of curate: report it with the message.",
    no_example="no project is known that gives it",
)

DAMAGED = Check(
    "damaged",
    command="verify",
    finds="The zip of a release cannot be unpacked.",
    why="It was cut off or changed on its way.",
    fix=_AGAIN,
    no_example="a damaged zip is no text",
)
UNCHECKED = Check(
    "unchecked",
    command="verify",
    finds="Reading the release takes more memory, time, files or room than `curate verify` allows.",
    why="Whoever made it may mean harm to those who check it, so nothing else of it was checked.",
    fix="If you know who made it, add the `--budget` that the message names.",
    no_example="a release that is too large is no text",
)
ODD = Check(
    "odd",
    command="verify",
    finds="A file of the release is a link, a pipe or a device.",
    why="Opening it could lead out of the release, or never end; so it was not opened.",
    fix=_AGAIN,
    no_example="a link is no text",
)
SUMS = Check(
    "sums",
    command="verify",
    finds="`SHA256SUMS` lists no file, or has a line that is not a hash with a file's name.",
    why="Files cannot be compared with what was published.",
    fix=_AGAIN,
    wrong={"release/SHA256SUMS": "All files are as they should be.\n"},
)
HASH = Check(
    "hash",
    command="verify",
    finds="A file of the release is not the one that `SHA256SUMS` or `datapackage.json` lists.",
    why="It was changed after publication.",
    fix=_AGAIN,
    wrong={"release/README.md": "# Ferries, corrected\n"},
)
UNLISTED = Check(
    "unlisted",
    command="verify",
    finds="A file of the release is not listed in `SHA256SUMS`.",
    why="It was added after publication, and nobody vouches for it.",
    fix="Take it out of the folder.",
    wrong={"release/notes.txt": "Added later.\n"},
)
DESCRIPTOR = Check(
    "descriptor",
    command="verify",
    finds="`datapackage.json` is not there, or does not list the files.",
    why="Programs find the tables and their columns by it.",
    fix=_AGAIN,
    wrong={"release/datapackage.json": "{}\n"},
)
DATABASE = Check(
    "database",
    command="verify",
    finds="The database is not there, is damaged, or holds a trigger, which a release never does.",
    why="Its rows cannot be trusted.",
    fix=_AGAIN,
    wrong={
        "release/ferries.db.sql": "CREATE TRIGGER renames AFTER UPDATE ON places BEGIN DELETE FROM events; END;\n",
    },
)
KEY = Check(
    "key",
    command="verify",
    finds="A row of the database refers to a row that is not there.",
    why="Rows were taken out after publication.",
    fix=_AGAIN,
    wrong={"release/ferries.db.sql": "DELETE FROM actors WHERE id = 'mara-teskey';\n"},
)
CONTENT_HASH = Check(
    "content-hash",
    command="verify",
    finds="The rows of the database are not those that its content hash was made of.",
    why="They were changed after publication.",
    fix=_AGAIN,
    wrong={"release/ferries.db.sql": "UPDATE places SET name = 'Port Angel' WHERE id = 'port-ansel';\n"},
)
DIFFERS = Check(
    "differs",
    command="verify",
    finds="A CSV, JSON lines, Parquet or GeoJSON file does not hold what the database does.",
    why="Readers of one format would get other data than readers of another.",
    fix=_AGAIN,
    wrong={"release/csv/places.csv": "id,name\nport-ansel,Port Angel\n"},
)
TEXT = Check(
    "text",
    command="verify",
    finds="A file in the folder given with `--texts` does not have the SHA-256 that it is named by.",
    why="It is not the article that excerpts were taken from.",
    fix="Take the article as it was when it was added.",
    wrong={_TEXT: "Ferries idle as crews sleep\n"},
)
TEXTS = Check(
    "texts",
    command="verify",
    finds="The folder given with `--texts` holds no article of this release.",
    why="No excerpt was compared.",
    fix="Name the folder of the articles, each named by its SHA-256, with `.txt`.",
    wrong={_TEXT: None},
)
EXCERPT = Check(
    "excerpt",
    command="verify",
    finds="An excerpt in the release is not what its article says at that place.",
    why="The words that are to prove a claim are not the article's.",
    fix="Tell the publisher.",
    wrong={
        "release/ferries.db.sql": """\
UPDATE evidence SET exact = 'The company spoke of at least 20' WHERE exact = 'The company spoke of at most 20';
""",
    },
)
FORMAT_SKIPPED = Check(
    "format-skipped",
    command="verify",
    level="note",
    finds="The Parquet files were not compared with the database, since pyarrow is not installed.",
    why="They may differ, and nobody would know.",
    fix="Run `pip install pyarrow` and verify again.",
    no_example="it depends on what is installed, not on a file",
)
