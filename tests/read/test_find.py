"""Finding phrases: exactly or by reversible folding, and never loosely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curate.read.find import Found, Group, find
from curate.read.fold import Folded, fold, fold_name, fold_search, slug

TEXT = Folded("The mayor met the council. “Boats — now!” said the mayor’s aide, and the\ncouncil sent 40,000 bags.")


def found(*groups: Group) -> list[str] | str:
    result = find(TEXT, groups)
    return [TEXT.text[a:b] for a, b in result.slices] if result.status == "verified" else result.status


@pytest.mark.parametrize(
    ("groups", "result"),
    [
        ([Group(("met the council",))], ["met the council"]),
        ([Group(('"Boats - now!" said',))], ["“Boats — now!” said"]),
        ([Group(("the mayor's aide, and the council",))], ["the mayor’s aide, and the\ncouncil"]),
        ([Group(("the Mayor",))], "mismatch"),
        ([Group(("Boats now",))], "mismatch"),
        ([Group(("000 bags",))], "mismatch"),
        ([Group(("40,000 bags", "met"))], "mismatch"),
        ([Group(("council",))], "ambiguous"),
        ([Group(("the council",))], ["the council"]),  # as it stands to the letter, before a line break
        ([Group(("council",), prefix="the\n")], "ambiguous"),
        ([Group(("council",), prefix="aide, and the")], ["council"]),
        ([Group(("council",), suffix="sent")], ["council"]),
        ([Group(("council",), suffix="slept")], "mismatch"),
        ([Group(("mayor",), prefix="said the", suffix="'s aide")], ["mayor"]),
        ([Group(("council",), within=((0, 26),))], ["council"]),
    ],
)
def test_groups(groups: list[Group], result: list[str] | str) -> None:
    assert found(*groups) == result


@pytest.mark.parametrize(
    "groups",
    [[Group(("council", "sent"))], [Group(("sent",)), Group(("council",))], [Group(("aide", "council"))]],
)
def test_the_tightest_window_and_the_nearest_group(groups: list[Group]) -> None:
    result = find(TEXT, groups)
    assert result.status == "verified"
    assert TEXT.text.rindex("council") in [start for start, _ in result.slices]


def test_what_is_wrong_is_said() -> None:
    assert find(TEXT, [Group(("sent", "nobody"))]) == Found("mismatch", phrase="nobody")
    assert find(TEXT, [Group(("000",))]).cut
    wrong = find(TEXT, [Group(("mayor met", "sent", "Boats"))])
    assert (wrong.phrase, wrong.behind, wrong.choices) == ("Boats", "sent", [(28, 33)])
    assert find(TEXT, [Group(("mayor met", "met the council"))]).phrase == "met the council"
    assert len(find(TEXT, [Group(("council",))]).choices) == 2


WORDS = st.lists(
    st.sampled_from(["the", "a", "“b”", "it’s", "—", "12", "12,5", "جسر", "\n", "\u00a0", "é"]), min_size=1, max_size=12
)


@given(WORDS, st.data())
def test_a_phrase_of_the_text_is_found_as_the_text_has_it(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    phrase = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    if not phrase.strip():
        return
    for said in (phrase, fold(phrase).strip()):
        result = find(Folded(text), [Group((said,))])
        assert result.status in ("verified", "ambiguous") or result.cut
        for a, b in result.slices:
            assert fold(text[a:b]) == fold(said)


@given(st.text(max_size=40), st.text(min_size=1, max_size=6))
def test_a_hit_is_a_slice_that_folds_alike(text: str, phrase: str) -> None:
    for a, b in Folded(text).hits(phrase):
        assert fold(text[a:b]).strip() == fold(phrase).strip()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text) == Folded(text).folded


def test_names_and_search() -> None:
    assert fold_name(" The  Mayor’s\u00a0Office ") == "the mayor's office"
    assert fold_search("الطاحونة") == fold_search("الطاحونه") and fold_search("حَماة") == "حماه"
    assert fold_search("Qal'at Müll") == "Qalat Mull"
    assert slug("Qal'at al-Madiq (North)") == "qalat-al-madiq-north"
