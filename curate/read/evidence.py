"""Which phrases state a claim: the annotator's own, and wording taken over from the claim it stands under."""

import base64
import hashlib
import re

from curate.model.claim import Claim
from curate.model.problems import Problems
from curate.model.record import is_identifier
from curate.read.boundary import has_whole, whole
from curate.read.find import Found, Group, Slice, find
from curate.read.fold import Folded, fold, slug
from curate.read.row import Row

_JOINT = re.compile(r"\s*\[(?:\.\.\.|…)\]\s*")


def parts(phrase: str) -> tuple[str, ...]:
    """The phrases that `[...]` joins."""
    return tuple(p for p in _JOINT.split(phrase.strip()) if p)


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


def says(phrase: str, wording: str) -> bool:
    """Whether a phrase holds a wording, whole."""
    return has_whole(fold(phrase), fold(wording).strip())


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
    return f"{source}-{row.kind.singular.replace(' ', '-')}-{digest(said)}"


def digest(words: str) -> str:
    """Six letters and digits that stand for some words in an id."""
    return base64.b32encode(hashlib.sha256(words.encode()).digest()[:5]).decode().lower()[:6]


_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def offsets(at: str) -> list[Slice] | None:
    """Offsets as stamped for one claim, or None if they are none."""
    found = []
    for pair in at.split(" "):
        read = _AT.fullmatch(pair)
        if not read or (start := int(read[1])) >= (end := int(read[2])):
            return None
        found.append((start, end))
    return found


def read_at(row: Row, problems: Problems) -> list[Slice] | None:
    """The stamped offsets, one for each phrase of the row, or None if they are missing or for other phrases.

    The `at` of an `each` list gives the shared phrases first, then after each `;` what belongs to one item.
    """
    text = row.get("at")
    if not text:
        return None
    blocks = [[(int(a), int(b)) for a, b in _AT.findall(block)] for block in text.split(";")]
    forward = all(start < end for block in blocks for start, end in block)
    if not forward or not re.fullmatch(rf"({_AT.pattern}|;|\s)+", text):
        problems.add(row.where("at"), "offsets", f"{text!r} are no offsets", "delete `at:` and run `curate anchor`")
        return None
    shared = blocks[0]
    if row.each:
        n = row.position + 1
        shared = shared + blocks[n] if n < len(blocks) else []
    return shared if len(shared) == len(phrases(row)) else None


def locate(row: Row, text: Folded | None, problems: Problems) -> Found:
    """Where the claim's phrases stand: as stamped if that still holds, else found anew.

    The annotator's own phrase that is not what was stamped is a problem, be it found elsewhere: somebody changed it.
    """
    at = read_at(row, problems)
    row.stamped = row.stamped and bool(at or not row.get("at"))
    if text is None:
        return Found("unavailable", at or [])
    apart = [(s, p) for s, p in zip(at or [], phrases(row), strict=False) if not stands(text.text, s, p)]
    if at and not apart:
        return Found("verified", at)
    found = find(text, all_groups(row))
    mine = {p for group in own_groups(row) for p in group.parts}
    if found.status == "verified" and (changed := next(((s, p) for s, p in apart if p in mine), None)):
        (start, end), phrase = changed
        what = f"{phrase!r} is not what stands at {start}-{end}, where the claim was stamped"
        hint = "correct the phrase; if it is right, run `curate anchor`"
        problems.add(row.where("evidence"), "changed", what, hint)
    return found


def stands(text: str, at: Slice, phrase: str) -> bool:
    """Whether a phrase, folded alike, stands whole at some offsets."""
    start, end = at
    there = text[start:end]
    alike = there == phrase or fold(there) == fold(phrase)
    return alike and start < end <= len(text) and whole(text, start, end)
