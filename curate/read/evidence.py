"""Which phrases state a claim: the annotator's own, and wording taken over from the claim it stands under."""

import re

from curate.model.claim import Claim
from curate.model.kind import Kind
from curate.model.record import is_identifier
from curate.read.boundary import find_whole
from curate.read.find import Group, Slice
from curate.read.fold import digest, fold, slug
from curate.read.row import Row

_JOINT = re.compile(r"\[(?:\.\.\.|…)\]")


def parts(phrase: str) -> tuple[str, ...]:
    """The phrases that `[...]` joins."""
    return tuple(p for p in map(str.strip, _JOINT.split(phrase)) if p)


def own_groups(row: Row) -> list[Group]:
    """The groups that the annotator wrote: the evidence, fields that are spans themselves, and the item of a list."""
    groups = []
    if phrases := parts(row.get("evidence")):
        groups.append(Group(phrases, row.get("prefix"), row.get("suffix")))
    spans = [row.get(name) for name in row.kind.spans if name != row.each]
    for phrases in map(parts, [*spans, row.item]):
        if phrases and not any(says(mine, p) for p in phrases for group in groups for mine in group.parts):
            groups.append(Group(phrases))
    return groups


def all_groups(row: Row) -> list[Group]:
    """Those, and wording of the claim above that this claim also rests on."""
    within = tuple(row.above.found.slices) if row.above and row.above.found else ()
    return own_groups(row) + [Group((wording,), within=within) for wording in row.extra]


def phrases(row: Row) -> list[str]:
    """Every phrase of the claim, as written, in the order of its groups."""
    return [p for group in all_groups(row) for p in group.parts]


#: Not the one between digits: that is a range's.
_LONG_DASH = re.compile(r"(?<!\d)[—―]|[—―](?!\d)")


def find_wording(phrase: str, wording: str) -> tuple[str, list[Slice]]:
    """Where a phrase holds a wording, whole, and the folded phrase that is meant.

    Folded, a long dash is a hyphen, which joins words. So it is first left as printed: `went—soldiers` are two words.
    """
    if _LONG_DASH.search(phrase):
        printed, sought = ("—".join(map(fold, _LONG_DASH.split(words))) for words in (phrase, wording))
        if hits := find_whole(printed, sought.strip()):
            return printed, hits
    folded = fold(phrase)
    return folded, find_whole(folded, fold(wording).strip())


def says(phrase: str, wording: str) -> bool:
    """Whether a phrase holds a wording, whole."""
    return bool(find_wording(phrase, wording)[1])


def complete(row: Row) -> None:
    """Fill the row's wording: what was written as a name is how the claim words it, if its phrases hold it.

    Wording that a nested claim takes over and does not repeat becomes a span of its own, where the claim above has it.
    """
    for name, ref in row.kind.stated.items():
        if name not in row.values or name in row.inherited:
            row.values[name] = _wording(row, name, ref) or None
    claimant = row.kind.model.claimant_field if issubclass(row.kind.model, Claim) else "claimant"
    if claimant != "claimant" and not row.get("claimant"):
        row.ids["claimant"] = row.ids.get(claimant)
        for suffix in ("", "_stated"):
            row.values[f"claimant{suffix}"] = row.values.get(f"{claimant}{suffix}")


def _wording(row: Row, name: str, ref: str) -> str:
    key = ref or name
    taken = row.above is not None and key in row.inherited
    by_id = ref and row.ids.get(ref) in (None, row.get(ref))  # or by a name that no record has
    wording = row.above.get(name) if row.above and taken else "" if by_id else row.get(key)
    mine = [p for group in own_groups(row) for p in group.parts] + row.extra
    if wording and (taken or key in row.soft) and not any(says(p, wording) for p in mine):
        if not taken:
            return ""
        row.extra.append(wording)
    return wording


def stamp(row: Row) -> str:
    """The id of a claim that has none: from its kind, source and phrases, so that it is the same with and without
    the text, and on every branch."""
    source = row.ids.get("source") or row.get("source")
    said = "\0".join(
        [row.kind.table, source, row.get("prefix"), row.get("suffix")]
        + [fold(p) for g in own_groups(row) for p in g.parts if p != row.item or row.each == ""]
    )
    if not row.ids.get("source") and not is_identifier(source):
        source = slug(source) or "source"  # a title, in a line that is read before names are known
    return id_prefix(row.kind, source) + digest(said)


def id_prefix(kind: Kind, source: str) -> str:
    """How an id begins that `curate anchor` stamps, before the hash of the claim's words."""
    return f"{source}-{kind.singular.replace(' ', '-')}-"
