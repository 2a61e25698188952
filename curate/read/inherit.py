"""What a claim says by standing where it stands: under another claim, in a file with defaults, round a record."""

from curate.read.row import Row
from curate.read.yaml import Scalar


def inherit(row: Row, above: Row, own: set[str]) -> None:
    """Take from the claim above what this one does not say, wording and reference together."""
    parts = row.relation == "part_of"
    counts = {
        name for name, ref in row.kind.stated.items() if not ref and row.kind.keys[name].holds.__name__ == "Count"
    }
    if row.relation in ("denies", "corroborates"):
        row.values.setdefault("stance", row.relation)
    for name in row.kind.inherits - own - set(row.values):
        said_apart = (name.endswith("_stated") and name.removesuffix("_stated") in own) or (parts and name in counts)
        if not said_apart and name in above.values:
            row.values[name] = above.values[name]
            row.inherited.add(name)
            if name in above.soft:
                row.soft.add(name)
    for name, inner in above.inline.items():
        if name not in own:
            row.inline[name] = inner.copy()
            row.inherited.add(name)


def default(row: Row, defaults: dict[str, Scalar], own: set[str]) -> None:
    """Take from the file's defaults what neither the claim nor those above it say."""
    for name, value in defaults.items():
        said_apart = name.endswith("_stated") and name.removesuffix("_stated") in own
        if name in row.kind.inherits and name not in row.values and name not in row.inline and not said_apart:
            row.values[name] = value.text
            row.spots[name] = value.spot
            row.soft.add(name)


def follow(row: Row, key: str, own: set[str]) -> None:
    """Share values between a claim and the record written inside it (see `Follows`)."""
    inner = row.inline[key]
    for name, follows in row.kind.follows.items():
        if follows.ref != key:
            continue
        theirs = inner.values.get(follows.key)
        mine = row.values.get(name)
        nearer = name in own and (key in row.inherited or row.each == name)
        if mine is not None and (nearer or theirs is None):
            inner.values[follows.key] = [mine] if inner.kind.keys[follows.key].is_link else mine
            inner.soft.add(follows.key)
        elif theirs is not None and name not in own and (name not in row.values or name in row.soft):
            value = theirs[0] if isinstance(theirs, list) and len(theirs) == 1 else theirs
            if isinstance(value, str):
                row.values[name] = value
                row.soft.add(name)
