"""The checks of records: their values, their words in the article, and the article's text."""

from curate.model.check import Check

_TEXT = "data/texts/16305183edf957a6cd7c2d8170c6de059af2facec1094cb9090ba090d16aee30.txt"
_SOURCE = """\
source:
  id: ferry-strike
  title: Ferries idle as crews walk out
  published: 2024-06-04
  language: en
  licence: CC0-1.0
  text_sha256: 16305183edf957a6cd7c2d8170c6de059af2facec1094cb9090ba090d16aee30
"""

DUPLICATE_ID = Check(
    "duplicate-id",
    finds="Two records of a kind, or two claims of any kind, have the same id.",
    why="An id is what others cite; it must lead to one record.",
    fix="Give one of the two another id. Of a claim that was copied, delete `id:` and `at:`, and run `curate anchor`.",
    wrong={
        "data/places.yml": """\
- {id: holm-island, name: Holm Island, note: Made up.}
- {id: holm-island, name: Venn Island, note: Made up.}
"""
    },
    right={
        "data/places.yml": """\
- {id: holm-island, name: Holm Island, note: Made up.}
- {id: venn-island, name: Venn Island, note: Made up.}
"""
    },
)
UNKNOWN_TERM = Check(
    "unknown-term",
    finds="A value is not in the vocabulary of its key.",
    why="Records are counted by these terms; one that is written differently would be missed.",
    fix="Take one of the terms that the hint lists; docs/codebook.md of a project defines them.",
    wrong="""
event_claims:
- event: {type: walkout, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
)
WRONG_TYPE = Check(
    "wrong-type",
    finds="A value is not of the type that its key takes: a number, a day, true or false, a list.",
    why="The column of the database takes nothing else.",
    fix="Correct the value, or leave the key out where nothing is known.",
    wrong={"data/places.yml": "- {id: port-ansel, name: Port Ansel, latitude: north, longitude: 10.25}\n"},
    right={"data/places.yml": "- {id: port-ansel, name: Port Ansel, latitude: 54.5, longitude: 10.25}\n"},
)
OUT_OF_RANGE = Check(
    "out-of-range",
    finds="A number is smaller or larger than its key allows, such as a latitude of 95 degrees.",
    why="It cannot be right; often two values were exchanged or a decimal point is missing.",
    fix="Correct the number.",
    wrong={"data/places.yml": "- {id: port-ansel, name: Port Ansel, latitude: 545, longitude: 10.25}\n"},
    right={"data/places.yml": "- {id: port-ansel, name: Port Ansel, latitude: 54.5, longitude: 10.25}\n"},
)
HALF_A_POINT = Check(
    "half-a-point",
    finds="A place has a latitude without a longitude, or the other way round.",
    why="It cannot be shown on a map.",
    fix="Give both or neither.",
    wrong={"data/places.yml": "- {id: port-ansel, name: Port Ansel, latitude: 54.5}\n"},
    right={"data/places.yml": "- {id: port-ansel, name: Port Ansel, latitude: 54.5, longitude: 10.25}\n"},
    may_warn=True,
)
NO_EVIDENCE = Check(
    "no-evidence",
    finds="A claim has no `evidence`.",
    why="Without the words that state it nobody can check it.",
    fix="Add `evidence:` with the words as printed.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    may_warn=True,
)
MISMATCH = Check(
    "mismatch",
    finds="The words given as evidence were not found in the article, or not in that order.",
    why="The article does not say so: a word was changed, inserted or left out.",
    fix="Copy the words as printed; the hint shows the nearest passage. Join passages that stand apart with ` [...] `.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked away
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    may_warn=True,
)
CUT_SHORT = Check(
    "cut-short",
    finds="Evidence begins or ends inside a word or number.",
    why="A number that is cut is another number: 45 becomes 5.",
    fix="Take the whole word or number.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: 5 of its members had joined the strike
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: 45 of its members had joined the strike
""",
)
AMBIGUOUS = Check(
    "ambiguous",
    finds="The words given as evidence stand in the article more than once.",
    why="It is unclear which passage states the claim.",
    fix="Take in a word that tells the passages apart, or add `prefix:` with the words just before the one meant.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: strike
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: joined the strike
""",
)
LEFT_OUT = Check(
    "left-out",
    finds="A word beside a number or a phrase that changes what it says, such as “over”, “at most” or “not”, is left "
    "out.",
    why="“20” and “at most 20” are different claims.",
    fix="Include the word in the count and the evidence. If it belongs to something else, say why in `left_out:`.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  claimant: The company
  count_stated: "20"
  evidence: The company spoke of at most 20
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  claimant: The company
  count_stated: at most 20
  evidence: The company spoke of at most 20
""",
)
_QUAY_TEXT = """\
Two crews were accused of blocking the quay at Port Ansel. Rain fell for most of the day, and the market closed early. \
The harbour café stayed open and served soup to whoever asked.
"""
_QUAY = "93a736a58a854b3730cb262dc95b126822426414b3f6b7096130c8728e476e5d"
_BLOCKED = """\
source:
  id: quay
  language: en
  licence: CC0-1.0
  text_sha256: 93a736a58a854b3730cb262dc95b126822426414b3f6b7096130c8728e476e5d
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: """
MAY_BE_LEFT_OUT = Check(
    "may-be-left-out",
    level="warning",
    finds="Words near a phrase may change what it says, and the claim does not take them in: “accused of”, “can”, "
    "“believes that”.",
    why="Somebody who is accused of something may not have done it. Unlike `left-out`, it is not certain here.",
    fix="Take the words into `evidence`, as the hint offers, and change `stance:` if they say so; or name them in "
    "`left_out:` and say why they do not belong to the claim.",
    wrong={
        f"data/texts/{_QUAY}.txt": _QUAY_TEXT,
        "data/articles/quay.yml": _BLOCKED + "blocking the quay at Port Ansel\n",
    },
    right={
        f"data/texts/{_QUAY}.txt": _QUAY_TEXT,
        "data/articles/quay.yml": _BLOCKED + "accused of blocking the quay at Port Ansel\n",
    },
)
NOT_COMPARED = Check(
    "not-compared",
    level="warning",
    finds="A source states no language, or one that curate has no words of, so nothing is sought beside the phrases of "
    "its claims.",
    why="Phrases are verified word by word, but a hedge, a negation or a condition beside one is not noticed.",
    fix="Write `language:` under the source. Where there are no words of that language, read the claims with care; "
    "docs/languages.md of curate says how a language is added.",
    wrong={"data/sources.csv": f"id,text_sha256\nquay,{'0' * 64}\n"},
    right={"data/sources.csv": f"id,text_sha256,language\nquay,{'0' * 64},en\n"},
)
NOT_IN_EVIDENCE = Check(
    "not-in-evidence",
    finds="A value that is copied from the article (a count, a name, who is counted) was not found in the claim's "
    "evidence.",
    why="The evidence must show everything that the claim says in the article's words.",
    fix="Copy the value as printed there, or add the phrase that states it to `evidence` after ` [...] `.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  count_stated: "45"
  counted: sailors
  evidence: 45 of its members had joined the strike
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  count_stated: "45"
  counted: members
  evidence: 45 of its members had joined the strike
""",
    may_warn=True,
)
NOT_IN_TEXT = Check(
    "not-in-text",
    finds="A value that is copied from anywhere in the article, such as the words for a date, was not found in it.",
    why="What is given as the article's words must stand there.",
    fix="Copy it as printed, or leave it out.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  period_stated: on Tuesday
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  period_stated: on Monday
  evidence: Crews of the Lindvik Line walked out
""",
    may_warn=True,
)
APART = Check(
    "apart",
    finds="An item of an `each` list stands in another sentence than the evidence and the other items.",
    why="The sentence that states the claim does not speak of it.",
    fix="Correct the item, or write a claim of its own for it.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Sailors tell of
  each counted: [double shifts, cabins, suitcases]
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Sailors tell of
  each counted: [double shifts, cabins]
""",
)
AFTER_PUBLICATION = Check(
    "after-publication",
    level="warning",
    finds="A claim asserts something that begins after the article was published.",
    why="Either the date is wrong, or the article speaks of what is planned or feared.",
    fix="Correct the date, or write `stance: anticipates`.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel, period: 2024-06-06}
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel, period: 2024-06-06}
  stance: anticipates
  evidence: the union will call a second strike
""",
    may_warn=True,
)
STANCE = Check(
    "stance",
    finds="A claim stands under `denied` or `corroborated`, and its own `stance` says otherwise.",
    why="The two contradict each other.",
    fix="Leave `stance` out: it follows from where the claim stands.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
  corroborated:
  - {claimant: The company, stance: asserts, evidence: The company spoke of at most 20}
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
  corroborated:
  - {claimant: The company, evidence: The company spoke of at most 20}
""",
    may_warn=True,
)
STANCE_OF_WORDS = Check(
    "stance-of-words",
    level="warning",
    finds="The words of a claim read as if they deny something or make it depend on a condition, and its stance is "
    "`asserts`.",
    why="A denial that is recorded as an assertion says the opposite.",
    fix="Write `stance: denies` or `stance: anticipates`, or leave those words out of the evidence.",
    wrong="""
event_claims:
- event: {type: cancellation, place: Holm Island}
  claimant: The company
  evidence: The company [...] denied that the night crossing to Holm Island had been cancelled
""",
    right="""
event_claims:
- event: {type: cancellation, place: Holm Island}
  claimant: The company
  stance: denies
  evidence: The company [...] denied that the night crossing to Holm Island had been cancelled
""",
)
COVERAGE = Check(
    "coverage",
    level="warning",
    finds="The evidence of all claims together covers more of an article than `coverage_limit` in `[tool.curate]` "
    "allows; quotations are not counted.",
    why="Whoever has the evidence would have the article, which belongs to its publisher.",
    fix="Shorten evidence to the words that state a value.",
    wrong={
        "pyproject.toml": '[tool.curate]\nname = "ferries"\ncoverage_limit = 0.05\n',
        "data/articles/ferry-strike.yml": """\
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out on Monday and left more than 300 passengers on the quay
""",
    },
    right={
        "pyproject.toml": '[tool.curate]\nname = "ferries"\ncoverage_limit = 0.05\n',
        "data/articles/ferry-strike.yml": """\
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    },
    may_warn=True,
)
WRONG_LENGTH = Check(
    "wrong-length",
    finds="`text_length` of a source is not the length of its text.",
    why="Offsets count characters; with another length they may be those of another text.",
    fix="Write the length that the hint gives.",
    wrong={"data/articles/ferry-strike.yml": f"{_SOURCE}  text_length: 900\n"},
    right={"data/articles/ferry-strike.yml": f"{_SOURCE}  text_length: 887\n"},
    may_warn=True,
)
CHANGED_TEXT = Check(
    "changed-text",
    finds="The text of an article was changed since `curate add` kept it: it has another SHA-256 than its name says.",
    why="Offsets and evidence are those of the text as it was.",
    fix="Run `curate add` again with the article as it was.",
    wrong={_TEXT: "Ferries idle as crews sleep\n"},
)
NOT_UTF_8 = Check(
    "not-utf-8",
    finds="The text of an article is not UTF-8.",
    why="Its letters would be read as other letters, and evidence would not be found.",
    fix="Save the article as UTF-8 and run `curate add` with it; its source then has another `text_sha256`.",
    wrong={
        "data/sources.yml": """\
- id: harbour-news
  title: Quiet at the quay
  language: en
  text_sha256: 520156725e955be1e58daea2fb02f711899a8cc4e880791487ada278e06d5905
""",
        "data/texts/520156725e955be1e58daea2fb02f711899a8cc4e880791487ada278e06d5905.txt": (
            "The harbour caf\udce9 stayed open.\n"
        ),
    },
)
UNUSED_TEXT = Check(
    "unused-text",
    level="note",
    finds="No source names a text that is kept with the private texts.",
    why="Its claims may not be recorded yet, or its article file is missing.",
    fix="Run `curate add` with it, which makes an article file, or move it elsewhere.",
    wrong={"data/texts/notes.txt": "Ask the union how many walked out.\n"},
    right={"data/texts/notes.txt": None},
)
UNSTAMPED = Check(
    "unstamped",
    level="note",
    finds="Claims have no id and no offsets yet.",
    why="Nobody can cite them, and a change of their words would not be noticed.",
    fix="Run `curate anchor`, which writes both into the file.",
    wrong="""
event_claims:
- event: {type: strike, place: Port Ansel}
  evidence: Crews of the Lindvik Line walked out
""",
    right="""
event_claims:
- event: {type: strike, place: Port Ansel}
  id: ferry-strike-event-claim-g6ia4y
  at: 32-68
  evidence: Crews of the Lindvik Line walked out
""",
)
SAME_TEXT = Check(
    "same-text",
    finds="Two sources have the same text, and neither says that it is a copy.",
    why="One article would count as two voices, and what it alone says would seem to be confirmed.",
    fix="Write `syndicated_from:` with the id of the original under the source that is the copy.",
    wrong={
        "data/sources.csv": f"id,language,text_sha256\nfirst,en,{'0' * 64}\nsecond,en,{'0' * 64}\n",
    },
    right={
        "data/sources.csv": "id,language,text_sha256,syndicated_from\n"
        f"first,en,{'0' * 64},\nsecond,en,{'0' * 64},first\n",
    },
)
COPY_OF_COPY = Check(
    "copy-of-copy",
    finds="A source is said to be a copy of itself, or of a source that is a copy as well.",
    why="Claims of a copy count as the original's, so the original must be found in one step.",
    fix="Name the article that was printed first.",
    wrong={
        "data/sources.csv": "id,syndicated_from\nfirst,\nsecond,first\nthird,second\n",
    },
    right={
        "data/sources.csv": "id,syndicated_from\nfirst,\nsecond,first\nthird,first\n",
    },
)
