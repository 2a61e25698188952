"""Pieces: what excerpts of several claims print of an article in a row."""

from hypothesis import example, given
from hypothesis import strategies as st

from curate.load.build import validate
from curate.model.project import Project
from curate.publish.pieces import PrintedWords, within
from curate.publish.words import words
from tests.publish.test_release import errors, made, replace, rows

TEXT = (
    "“We stop,” she said - at once. Two guards, no more, closed the O'Hare gate; 3,000 walked home (by tram) … slowly"
)


def most_in_a_row(excerpts: set[tuple[int, int]], text: str) -> int:
    """The words of the longest piece, worked out a character at a time."""
    printed = bytearray(len(text))
    for start, end in excerpts:
        printed[start:end] = b"\1" * (end - start)
    pieces, gap = [""], ""
    for sign, shown in zip(text, printed, strict=True):
        if shown and words(gap):
            pieces.append("")
            gap = ""
        if shown:
            pieces[-1] += gap + sign
            gap = ""
        elif pieces[-1]:
            gap += sign
    return max(len(words(piece)) for piece in pieces)


slices = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(lambda s: (s[0], min(sum(s), len(TEXT))))


@example([(58, 64), (65, 71)], 2)  # two pieces of O'Hare
@given(st.lists(slices, max_size=12, unique=True), st.integers(1, 12))
def test_no_piece_is_longer_and_no_excerpt_is_left_out_in_vain(found: list[tuple[int, int]], most: int) -> None:
    printed = PrintedWords([], TEXT)
    kept = within(found, printed, most)
    assert most_in_a_row(kept, TEXT) <= most
    for excerpt in {*found} - kept:
        assert most_in_a_row(kept | {excerpt}, TEXT) > most


def test_earlier_excerpts_go_first() -> None:
    printed = PrintedWords([], "one two three four")
    assert within([(0, 7), (8, 18)], printed, 2) == {(0, 7)}
    assert within([(8, 18), (0, 7)], printed, 2) == {(8, 18)}


def test_a_short_gap_joins_where_the_article_is_not_at_hand() -> None:
    parts = [(0, "one two"), (10, "three"), (30, "four")]
    printed = PrintedWords(parts)
    assert within([(0, 7), (10, 15), (30, 34)], printed, 2) == {(0, 7), (30, 34)}


def test_excerpts_of_two_claims_are_one_piece(harbour: Project) -> None:
    """Each is short enough; together they are most of a sentence."""
    new = """- evidence: at least 12 ships were waiting
- evidence: The harbour company's spokesman, Ivo Brandt, said that
- claimant: Ivo Brandt"""
    replace(harbour, "data/articles/strike.yml", "- claimant: Ivo Brandt", new)
    replace(harbour, "pyproject.toml", 'name = "harbour"', 'name = "harbour"\nexcerpt_words = 12')
    harbour = type(harbour)(**{**vars(harbour), "excerpt_words": 12})
    released = made(harbour)
    assert released.written, errors(released)
    text = next(harbour.texts_folder.iterdir()).read_bytes().decode()
    spans = {(int(s["start"]), int(s["end"])) for s in rows(released, "evidence").values() if s["exact"] and s["start"]}
    assert spans and most_in_a_row(spans, text) <= 12
    assert released.allowed
    (share,) = released.allowed.shares
    assert share.shortened > 0 and share.claims == len([*validate(harbour).claims()]) - 3


def test_a_source_may_state_its_own_share(harbour: Project) -> None:
    replace(harbour, "data/articles/strike.yml", "  title: Dock", "  excerpt_share: 0.25\n  title: Dock")
    released = made(harbour)
    assert released.allowed and released.written, errors(released)
    (share,) = released.allowed.shares
    assert share.most == 0.25 and share.share is not None and share.share <= 0.25
    assert "excerpt_share" not in rows(released, "sources")["strike"]
    assert "| strike | 2" in (released.folder / "README.md").read_text("utf-8")
    replace(harbour, "data/articles/strike.yml", "excerpt_share: 0.25", "excerpt_share: 40")
    ((_, code, what),) = errors(made(harbour, "2023.6.2"))
    assert (code, "excerpt_share" in what) == ("out-of-range", True)
