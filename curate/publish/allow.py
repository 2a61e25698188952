"""What a release may hold: the checked records after every policy and limit, and what must not be in it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from curate.check.checked import Checked, Record
from curate.load.codebook import codebook
from curate.model.markers import Private, WithholdUntilReviewed
from curate.publish.coarse import coarsen
from curate.publish.decisions import Decisions
from curate.publish.excerpts import Share, by_source, limit
from curate.publish.names import Redactor, names_of, protection_of, redact, unname
from curate.publish.policy import without_private
from curate.publish.published_grids import Grids
from curate.publish.secrets import Secret, names_withheld, private_values, words_left_out
from curate.publish.withheld_claims import article_words, is_stamped, new_ids, rename
from curate.publish.withhold import Mark, by_reason, left_out, mark


@dataclass(frozen=True)
class Allowed:
    """What may be published.

    `withheld` counts records (or names) by table and reason, `out` says why each record stays out. `protected` are the
    claims that lost words to protect somebody, by their ids in the project, and `new_ids` those that they are published
    under: none without a key. `grids` are those of generalised coordinates.
    """

    checked: Checked
    withheld: Counter[tuple[str, str]]
    shares: list[Share]
    secrets: list[Secret]
    redactor: Redactor
    out: dict[Mark, str]
    decisions: Decisions
    protected: list[str]
    new_ids: dict[str, str]
    grids: Grids


def allow(
    checked: Checked, on: date, unreviewed: bool = False, key: str | None = None, grids: Grids | None = None
) -> Allowed:
    """Apply every policy to checked records; they themselves stay as they are.

    `key` is the release key, of 64 hexadecimal digits; `grids` are those that coordinates were published on before.
    """
    out = left_out(checked, on, unreviewed)
    kept = {t: [_copy(r) for r in rs if mark(r) not in out] for t, rs in checked.records.items()}
    allowed = without_private(replace(checked, records=kept))
    every = [record for records in kept.values() for record in records]
    # A name is withheld whether or not its record stays out as well.
    unnamed = [r for rs in checked.records.values() for r in rs if protection_of(r)]
    named = {mark(r): protection_of(r) for r in unnamed}
    secrets = list(private_values(checked))
    decisions = Decisions(checked, unnamed)
    redactor = Redactor((name for r in unnamed for name in names_of(r)), decisions.withheld)
    ours = codebook(checked.dataset.project)
    secrets += [*names_withheld(unnamed, ours), *decisions.secrets()]
    wordless, protected, grids = 0, [], dict(grids or {})
    for record in every:
        _empty_private(record)
        coarsen(record, grids)
        if mark(record) in named:
            unname(record)
        before = article_words(record)
        wordless += redact(record, redactor, named, decisions.placed.get(mark(record)))
        spelled = redactor.in_id(record.id) or decisions.parts.spelled_by(record.id)
        if record.row.kind.is_claim and (article_words(record) != before or spelled):
            protected.append(record)
    allowed.links = [
        {**link, "note": decisions.redactor(redactor, link["id"]).clean(link.get("note"))}
        for link in checked.links
        if not {("claims", link["from_id"]), ("claims", link["to_id"]), ("claim_links", link["id"])} & out.keys()
    ]
    withheld = by_reason(out) + Counter((f"names of {m[0]}", term) for m, term in named.items() if m not in out)
    if wordless:
        withheld["evidence", "words that name somebody"] = wordless
    shares = list(_limited(allowed))
    secrets += words_left_out(checked, out, every, ours)
    what = "the project's id of a claim whose words are withheld"
    secrets += [Secret(claim.id, what) for claim in protected if is_stamped(claim)]
    ids, lost = new_ids(protected, key) if key else {}, [claim.id for claim in protected]
    if key:
        rename(every, allowed.links, ids)
        secrets.append(Secret(key, "the release key"))
    return Allowed(allowed, withheld, shares, secrets, redactor, out, decisions, lost, ids, grids)


def _copy(record: Record) -> Record:
    return replace(record, values=dict(record.values), ids=dict(record.ids), spans=list(record.spans))


def _empty_private(record: Record) -> None:
    waits = record.values.get("review_status") not in (None, "accepted")
    for name, key in record.row.kind.keys.items():
        if key.policy == Private or (key.policy == WithholdUntilReviewed and waits):
            record.values[name] = None
            record.ids.pop(name, None)


def _limited(allowed: Checked) -> Iterator[Share]:
    project = allowed.dataset.project
    claims = by_source(allowed.claims())
    for source in allowed.records["sources"]:
        sha256, length = source.values.get("text_sha256"), source.values.get("text_length")
        text = allowed.dataset.context.texts.get(sha256) if sha256 else None
        length = len(text.text) if text else length
        own = source.values.get("excerpt_share")
        share = project.excerpt_share if own is None else own
        yield limit(source.id, claims.get(source.id, []), text, length, project.excerpt_words, share)
