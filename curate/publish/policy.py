"""Policies: every field has one, and what a release's schema looks like without the private ones."""

from copy import copy
from dataclasses import replace

from curate.check.checked import Checked
from curate.model.declared import declared
from curate.model.key import Key
from curate.model.kind import Kind
from curate.model.markers import FileOnly, Private, WithholdUntilReviewed
from curate.model.problems import Problems
from curate.model.schema import LoadedProject, Schema
from curate.publish.checks import POLICY


def check_policies(project: LoadedProject, problems: Problems) -> None:
    """A problem for each field without a policy, or with one that cannot be kept."""
    for kind in project.schema.kinds.values():
        for name, key in kind.keys.items():
            if not key.has(FileOnly) and (fault := _fault(kind, key)):
                problems.add(declared(project, kind, name), POLICY, f"{kind.table}.{name} {fault[0]}", fault[1])


def _fault(kind: Kind, key: Key) -> tuple[str, str] | None:
    policy = key.policy
    if policy is None:
        choices = "Public, Private, WithholdUntilReviewed or generalise(…)"
        return "has no policy", f"add {choices} to its Annotated[…], so that nothing is published by accident"
    if policy == WithholdUntilReviewed and (key.required or not kind.is_claim):
        return "cannot be withheld until reviewed", "only a claim's field that may be empty can; make it optional"
    if policy.by and (key.holds is not float or key.required):
        return "cannot be generalised", "only an optional coordinate can, by a field of the record with its radius"
    return None


def without_private(checked: Checked) -> Checked:
    """The same records under a schema in which private fields have no columns."""
    dataset, project = copy(checked.dataset), checked.dataset.project
    kinds = {table: replace(kind, without=_private(kind)) for table, kind in project.schema.kinds.items()}
    dataset.project = replace(project, schema=Schema(kinds))
    return replace(checked, dataset=dataset)


def _private(kind: Kind) -> frozenset[str]:
    return frozenset(name for name, key in kind.keys.items() if key.policy == Private)
