"""What stands just beside a phrase and changes what it says."""

import pytest

from curate.language.limits import Limits, limits_of

_LIMITS = limits_of("en")
assert _LIMITS
ENGLISH: Limits = _LIMITS

#: The text, with the phrase in brackets, and the words that must not be left out.
CUTS = [
    ("They lost over [12 tanks] there", "over"),
    ("They lost around [12 tanks] there", "around"),
    ("They lost up to [12 tanks] there", "up to"),
    ("They lost at least [12 tanks] there", "at least"),
    ("They lost more than [12 tanks] there", "more than"),
    ("They lost\nnearly [12 tanks] there", "nearly"),
    ("They did not [lose a tank] there", "did not"),
    ("They did not really [lose a tank] there", "did not"),
    ("They didn’t [lose a tank] there", "didn’t"),
    ("They didn't [lose a tank] there", "didn't"),
    ("No [tank was lost] there", "No"),
    ("They never [lost a tank] there", "never"),
    ("They denied [losing a tank] there", "denied"),
    ("They denied that [they lost a tank]", "denied that"),
    ("They rejected reports that [they lost a tank]", "rejected reports that"),
    ("It would also [close the bridge]", "would"),
    ("If [they lose a tank], they stop", "If"),
    ("unless [they lose a tank]", "unless"),
    ("They may [lose a tank]", "may"),
    ("They lost 13 [tanks] there", "13"),
    ("They lost thirteen [tanks] there", "thirteen"),
    ("They lost hundreds of [tanks] there", "hundreds of"),
    ("They lost dozens of their [tanks] there", "dozens of their"),
    ("They lost half of the [tanks] there", "half of the"),
    ("They lost [12] or more tanks", "or more"),
    ("They lost [12] million", "million"),
    ("[The tanks] were not lost", "were not"),
    ("[The tanks] weren’t lost", "weren’t"),
    ("[The tanks] reportedly left", "reportedly"),
    ("It was −[5 degrees]", "−"),
    ("It was -[5 degrees]", "-"),
    ("~[50 tanks] left", "~"),
    ("It fell by [5] %", "%"),
    ("There were approx. [40 boats]", "approx."),
    ("There were c. [40 boats]", "c."),
    ("There were est. [40 boats]", "est."),
    ("There were max. [40 boats]", "max."),
    ("≥[40 boats] left", "≥"),
    ("≤ [40 boats] left", "≤"),
    ("∼[40 boats] left", "∼"),
    ("Upward of [40 boats] left", "Upward of"),
    ("Apparently [40 boats] left", "Apparently"),
    ("All but [40 boats] left", "All but"),
    ("More than the [40 boats] left", "More than the"),
    ("Not all [40 boats] left", "Not all"),
    ("It was not the [40 boats]", "It was not"),
    ("None of the [40 boats] left", "None of the"),
    ("They didn't say [40 boats left]", "didn't"),
    ("It isn’t true that [40 boats left]", "isn’t true that"),
    ("There is no evidence that [40 boats left]", "no evidence that"),
    ("They denied having [lost 40 boats]", "denied having"),
    ("They rejected reports of [40 boats lost]", "rejected reports of"),
    ("They called it a false report of [40 boats lost]", "false report of"),
    ("It was a false claim that [40 boats were lost]", "false claim that"),
    ("A third of the [boats] left", "A third of the"),
    ("[40 boats leave], if it rains", "if"),
    ("They [lost 40 boats] at least.", "at least"),
]

#: The same, of a number that goes on beyond the phrase.
CUT_NUMBERS = [
    ("Between [40] and 50 people left", "Between"),
    ("[Between 40] and 50 people left", "and 50"),
    ("Between 40 and [50 people] left", "Between 40 and"),
    ("There were [60] to 70", "to 70"),
    ("There were 60 to [70]", "60 to"),
    ("There were [40] or 50", "or 50"),
    ("There were [40] – 50", "– 50"),
    ("[Some 40] 000 came", "000"),
    ("[Some 40]\u00a0000 came", "000"),
    ("[Some 40]\u202f000 came", "000"),
    ("[Some 40]٬000 came", "٬000"),
    ("[Hundreds] of thousands of others", "of thousands"),
    ("[About two] and a half million fled", "and a half million"),
    ("About two and a [half million fled]", "About two and a"),
    ("One hundred and [twenty boats] left", "One hundred and"),
    ("[twenty] one boats", "one"),
    ("It hit [9] percent", "percent"),
    ("It hit [9] per cent.", "per cent"),
    ("[20] dozen eggs", "dozen"),
    ("[20] thousands of eggs", "thousands"),
    ("[a] dozen eggs", "dozen"),
    ("[40] plus boats", "plus"),
    ("It holds [40] maximum", "maximum"),
    ("It takes [40] minimum", "minimum"),
    ("They sank [40] and more.", "and more"),
]

HONEST = [
    "the disputed region of [Kashmir on Monday]",
    "It is no secret that [the union sent 200 members]",
    "It is no coincidence that [the port was shut]",
    "It was not surprising that [the port was shut]",
    "the dismissed chief of [staff]",
    "No one doubts that [the port was shut]",
    "They did not leave that [town]",
    "[The attack killed 20] and more are missing",
    "They came from Route 5 to [20 villages that day]",
    "[It killed 13] plus two civilians",
    "[They took Hama and 12] min later left",
    "On December 5 or [6 tanks]",
    "They lost [over 12 tanks] there",
    "They [did not lose a tank] there",
    "They lost [13 tanks] there",
    "[If they lose a tank], they stop",
    "He said no. [12 tanks were lost] there",
    "“Not so.” [He left] at noon",
    "The council [closed the bridge] on Friday",
    "The noon train [left] early",
    "A knot [of people] stood there",
    "In the overcast morning [12 tanks] left",
    "[12 tanks] and 13 lorries",
    "on 3 March, [they left]",
    "[They left]",
    "They said that [they lost a tank]",
    "They denied it, and added that [they lost a tank]",
    "They were again [at the bridge]",
    "the [Iron Bridge], the Mill Bridge",
    "[20] and 30 were wounded",
    "20 and [30 were wounded]",
    "on [3 December] 20 men left",
    "[20 people] and 13 children",
    "They sent [20 men] to 30 places",
    "In [2024], five left",
    "[a boat] to 30 places",
    "[20] and more than 30 were wounded",
    "as he told Max. [40 boats] left",
    "Not only did he say that [40 boats left]",
    "No doubt that [40 boats left]",
    "In May the [bridge] was closed",
    "In May officials said that [40 boats left]",
    "said the mayor, [and left]",
    "[said the mayor] at least twice",
]


def sliced(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(("marked", "left_out"), CUTS + CUT_NUMBERS)
def test_a_cut_is_caught(marked: str, left_out: str) -> None:
    text, start, end = sliced(marked)
    cut = next(iter(ENGLISH.of(text, start, end)), None)
    assert cut and text[cut.start : cut.end].strip() == left_out


@pytest.mark.parametrize("marked", HONEST)
def test_an_honest_phrase_passes(marked: str) -> None:
    assert ENGLISH.of(*sliced(marked)) == []
