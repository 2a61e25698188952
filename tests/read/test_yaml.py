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
        ("[" * 100_000, "1:41: yaml: lists and records are nested too deep; close what is left open above"),
        ("{a: " * 100_000, "1:161: yaml: lists and records are nested too deep; close what is left open above"),
        ("a: x: y", "1:5: yaml: this is not YAML: mapping values are not allowed in this context; "
         "put quotes round a value that holds a colon and a space, and check the indentation"),
        ("a:\n\t- 1", "2:1: yaml: this is not YAML: found character that cannot start any token while scanning for the "
         "next token; indent with spaces, and quote a value that begins with @, ` or %"),
        ("a: @x", "1:4: yaml: this is not YAML: found character that cannot start any token while scanning for the "
         "next token; indent with spaces, and quote a value that begins with @, ` or %"),
        ("a: [1", "1:6: yaml: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence; "
         "check quotes, brackets and indentation here and on the line above"),
        ("a: b\x07c", "1:5: yaml: a character that YAML does not allow; delete it or type it anew"),
        ("حماة: 1\nب: \x00", "2:4: yaml: a character that YAML does not allow; delete it or type it anew"),
    ],
)  # fmt: skip
def test_refusals(text: str, message: str) -> None:
    assert read(text)[1] == [message]


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
