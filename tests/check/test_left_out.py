"""What stands just beside a phrase and changes what it says."""

import pytest

from curate.check.left_out import beside

#: The text, with the phrase in brackets, and the words that must not be left out.
CUTS = [
    ("They lost over [12 tanks] there", "over"),
    ("They lost around [12 tanks] there", "around"),
    ("They lost up to [12 tanks] there", "up to"),
    ("They lost at least [12 tanks] there", "at least"),
    ("They lost more than [12 tanks] there", "more than"),
    ("They lost\nnearly [12 tanks] there", "nearly"),
    ("They did not [lose a tank] there", "not"),
    ("They did not really [lose a tank] there", "not"),
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
]

HONEST = [
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
]


def sliced(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(("marked", "left_out"), CUTS)
def test_a_cut_is_caught(marked: str, left_out: str) -> None:
    text, start, end = sliced(marked)
    cut = beside(text, start, end)
    assert cut and text[slice(*cut)].strip() == left_out


@pytest.mark.parametrize("marked", HONEST)
def test_an_honest_phrase_passes(marked: str) -> None:
    assert beside(*sliced(marked)) is None
