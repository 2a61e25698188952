"""One YAML mapping to a row: known keys, lists, and records written inside it."""

from collections.abc import Iterable
from typing import Any

from curate.model.checks import WRONG_SHAPE
from curate.model.key import Key
from curate.model.kind import Kind
from curate.model.markers import Name
from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.model.schema import Schema
from curate.read.checks import UNKNOWN_KEY, WRONG_VALUE
from curate.read.row import Row
from curate.read.yaml import Mapping, Node, Scalar, Sequence


def read_record(schema: Schema, kind: Kind, node: Mapping, problems: Problems, extra: Iterable[str] = ()) -> Row:
    """The row that a mapping states; keys in `extra` are left for the caller."""
    row = Row(kind, {}, node.spot, written=node)
    for name, (key_node, value) in node.entries.items():
        if name in extra:
            continue
        key = kind.keys.get(name)
        if key is None or name not in kind.file_keys:
            row.misspelt = True
            known = [*kind.file_keys, *extra]
            hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
            problems.add(key_node.spot, UNKNOWN_KEY, f"{kind.one} has no {name!r}", hint)
            continue
        row.spots[name] = value.spot
        if isinstance(value, Mapping) and name in kind.refs and not key.is_link:
            row.inline[name] = read_record(schema, schema.kinds[kind.refs[name]], value, problems)
        else:
            row.values[name] = _value(key, value, problems)
    return row


def _value(key: Key, node: Node, problems: Problems) -> Any:
    if isinstance(node, Scalar):
        several = key.is_list
        return [node.text] if several and node.text is not None else node.text
    if isinstance(node, Sequence):
        texts = [item.text for item in node.items if isinstance(item, Scalar) and item.text is not None]
        if len(texts) == len(node.items) and (key.is_list):
            return texts
    elif not node.entries or getattr(key.holds, "__origin__", None) is dict:
        pairs = {name: value.text for name, (_, value) in node.entries.items() if isinstance(value, Scalar)}
        if len(pairs) == len(node.entries):
            return pairs
    shape, like = ("a list of words", "[one, another]") if key.is_list else ("one value", "…")
    # Without an id or a name, others cannot refer to the record: it is as good as not read.
    check = WRONG_SHAPE if key.name == "id" or key.has(Name) else WRONG_VALUE
    problems.add(node.spot, check, f"{key.name!r} takes {shape}", f"write `{key.name}: {like}`")
    return None
