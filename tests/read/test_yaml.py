"""YAML files: strings only, every value with its place, and refusals that say where."""

import pytest

from curate.model.problem import Spot
from curate.model.problems import Problems
from curate.read.yaml import Mapping, Scalar, Sequence, read_yaml


def read(text: str) -> tuple[object, list[str]]:
    problems = Problems()
    node = read_yaml(text, "f.yml", problems)
    return node, [f"{p.spot.line}:{p.spot.column}: {p.code}: {p.message}; {p.hint}" for p in problems.found]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x 1\nb: *x", "1:4: yaml: anchors and aliases (& and *) are not read; write the value out"),
        ("a: 1\nb: *x", "2:4: yaml: anchors and aliases (& and *) are not read; write the value out"),
        ("&a [1]", "1:1: yaml: anchors and aliases (& and *) are not read; write the value out"),
        ("a: !!int 1", "1:4: yaml: tags (!) are not read; leave the tag out, or quote the value"),
        ("a: !x {}", "1:4: yaml: tags (!) are not read; leave the tag out"),
        ("a: 1\na: 2", "2:1: duplicate-key: 'a' is given twice; the first is at line 1; keep one of the two"),
        ("a: {b: 1, b: 2}", "1:11: duplicate-key: 'b' is given twice; the first is at line 1; keep one of the two"),
        ("a: 1\n---\nb: 2", "2:1: yaml: a second document begins (---); put it in a file of its own"),
        ("? [a]\n: 1", "1:3: yaml: a key must be a word; write `key: value`"),
        ("~: 1", "1:1: yaml: a key must be a word; write `key: value`"),
        ("[" * 41 + "]" * 41, "1:41: yaml: lists and records are nested too deep; close what is left open above"),
        ("a: x: y", "1:5: yaml: this is not YAML: mapping values are not allowed in this context; "
         "put quotes round a value that holds a colon and a space, and check the indentation"),
        ("a:\n\t- 1", "2:1: yaml: a tab stands where spaces should indent the line; replace it with spaces"),
        ("a: @x", "1:4: yaml: this is not YAML: found character that cannot start any token while scanning for the "
         "next token; put quotes round a value that begins with @, ` or %"),
        ("a: [1", "1:6: yaml: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence; "
         "check quotes, brackets and indentation here and on the line above"),
        ("a: b\x07c", "1:5: yaml: a character that YAML does not allow; delete it or type it anew"),
        ("حماة: 1\nب: \x00", "2:4: yaml: a character that YAML does not allow; delete it or type it anew"),
    ],
)  # fmt: skip
def test_refusals(text: str, message: str) -> None:
    assert read(text)[1] == [message]


@pytest.mark.parametrize("opened", ["[", "{a: "])
def test_endless_nesting_is_refused(opened: str) -> None:
    """At the 41st bracket, or where newer versions of libyaml stop."""
    (told,) = read(opened * 100_000)[1]
    assert told.startswith("1:")
    assert told.endswith(": yaml: lists and records are nested too deep; close what is left open above")


OPENS = "the quote that opens here is"
SPACE = "(no-break space) indents the line; replace it with plain spaces"
LEFT_OUT = 'a value that begins with [...] reads as a list; put quotes round it, as in `evidence: "[...] …"`'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a:\n  b: "The Times\n  c: d\n', f"2:6: yaml: {OPENS} not closed; close it where the value ends"),
        ("a:\n  b: 'tis so\n  c: d\n", f"2:6: yaml: {OPENS} not closed; close it where the value ends"),
        ('a: "The Times\nb: c\nd: "e f"\n', f"1:4: yaml: {OPENS} closed on another line; close it where the value ends"),
        ("a: 'the union's men'\nb: c\n", "1:15: yaml: the value goes on behind the quote that closes it; "
         "put quotes of the other kind round the value"),
        ("a:\n  b: c\n\u00a0\u00a0d: e\n  f: g\n", f"3:1: yaml: the character U+00A0 {SPACE}"),
        ("a:\n  b: c\n \u00a0d: e\n\n  f: g\n", f"3:2: yaml: the character U+00A0 {SPACE}"),
        ("a:\n\u00a0\u00a0b: c\n\u00a0\u00a0d: e\n", f"2:1: yaml: the character U+00A0 {SPACE}"),
        ("- a: b\n\u3000\u3000c: d\n", "2:1: yaml: the character U+3000 (ideographic space) indents the line; "
         "replace it with plain spaces"),
        ("- a: b\n  \u2003c: d\n", "2:3: yaml: the character U+2003 (em space) indents the line; "
         "replace it with plain spaces"),
        ("a:\n  b\uff1a c\n  d: e\n", "2:4: yaml: the character U+FF1A (fullwidth colon) stands behind 'b'; "
         "write a plain colon and a space"),
        ("a:\n  b: c\n  each d\uff1a e\n", "3:9: yaml: the character U+FF1A (fullwidth colon) stands behind 'each d'; "
         "write a plain colon and a space"),
        ("a:\n  b: c\n\td: e", "3:1: yaml: a tab stands where spaces should indent the line; replace it with spaces"),
        ("- a: [...] denied that\n  b: c", f"1:6: yaml: {LEFT_OUT}"),
        ("- {a: […] denied [...] that, b: c}", f"1:7: yaml: {LEFT_OUT}"),
    ],
)  # fmt: skip
def test_the_place_and_name_of_what_is_wrong(text: str, message: str) -> None:
    assert read(text)[1] == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a: 1\n  b: 2\n\n  a: 3\n  b: 4\n", "4:3: duplicate-key: 'a', 'b' are given twice; the first is at line 1; "
         "write `- ` before the first key of each record"),
        ("- a: 1\n  a: 2\n", "2:3: duplicate-key: 'a' is given twice; the first is at line 1; keep one of the two, "
         "or write `- ` before the first key of each record"),
        ("a:\n- b\na:\n- c\n", "3:1: duplicate-key: 'a' is given twice; the first is at line 1; "
         "move its items below the first one"),
    ],
)  # fmt: skip
def test_what_is_given_twice_may_be_a_record(text: str, message: str) -> None:
    assert read(text)[1] == [message]


@pytest.mark.parametrize(
    "text", ["a: \u00a0b", "'\u00a0a': b", "a: |\n  \u3000b\n  c\uff1ad", 'a: "b\n  c"', 'a: "[...] b"']
)
def test_odd_signs_in_values_are_read(text: str) -> None:
    assert not read(text)[1]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n..."])
def test_nothing_is_nothing(text: str) -> None:
    node, problems = read(text)
    assert not problems and (node is None or (isinstance(node, Scalar) and node.text is None))


@pytest.mark.parametrize(
    "written",
    [
        "13",
        "1_000",
        "0x1F",
        "1982",
        "12:30:45",
        "no",
        "yes",
        "1e3",
        "2024-12-03",
        "2024-12-04~",
        "'~'",
        '"null"',
        "حماة",
    ],
)
def test_every_scalar_is_the_string_it_is(written: str) -> None:
    node, _ = read(f"a: {written}")
    assert isinstance(node, Mapping)
    value = node.get("a")
    assert isinstance(value, Scalar) and value.text == written.strip("'\"")


@pytest.mark.parametrize("written", ["null", "~", "", "Null"])
def test_no_value(written: str) -> None:
    node, _ = read(f"a: {written}")
    assert isinstance(node, Mapping) and node.get("a") == Scalar(
        None, Spot("f.yml", 1, 3 + bool(written)), *(2 + bool(written), 2 + bool(written) + len(written))
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["x", "حماة", "a\u2028b", "a\u0085b".encode().decode(), "\U0001f30a"])
def test_places(newline: str, before: str) -> None:
    """Lines and columns as an editor counts them: columns in characters."""
    node, problems = read(f'- {{k: "{before}", v: 1}}{newline}- v: two{newline}')
    assert not problems and isinstance(node, Sequence)
    first, second = node.items
    assert isinstance(first, Mapping) and isinstance(second, Mapping)
    assert first.entries["v"][1].spot[1:] == (1, 15 + len(before) - 1)
    assert second.entries["v"][1].spot[1:] == (2, 6)
