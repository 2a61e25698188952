"""Fields: every value against the type that the schema declares, by pydantic."""

import json
from typing import Any

from pydantic import ValidationError

from curate.check.checks import OUT_OF_RANGE, UNKNOWN_TERM, WRONG_TYPE
from curate.model.claim import EXTRACTED, reviewed_at_first
from curate.model.key import Key
from curate.model.problem import did_you_mean
from curate.model.problems import Problems
from curate.read.checks import MISSING, WRONG_VALUE
from curate.read.row import Row


def check_fields(row: Row, language: str, problems: Problems) -> tuple[dict[str, Any] | None, set[str]]:
    """The row's values as the model reads them, by key, or None; and the keys that are wrong, each a problem.

    Counts are read in a language, given as a BCP 47 tag.
    """
    given = {name: value for name, value in row.values.items() if value is not None and value != ""}
    kind = row.kind
    for name in kind.numbers:
        if isinstance(value := given.get(name), str) and "_" in value:  # Python's own way, which no file means
            given[name] = value.replace("_", "?")
    if kind.is_claim and "extractor" in given:
        given.setdefault("origin", EXTRACTED)
    if kind.is_claim and "review_status" not in given:
        given["review_status"] = reviewed_at_first(given.get("origin", ""))
    try:
        model = kind.model.model_validate(given, context={"language": language})
    except ValidationError as error:
        faults = error.errors(include_url=False)
        for fault in faults:
            _report(row, fault, problems)
        return None, {str(fault["loc"][0]) for fault in faults if fault["loc"]}
    values = vars(model)
    for attribute, name in kind.renamed.items():
        values[name] = values.pop(attribute)
    large = {name for name in kind.whole_numbers if abs(values[name] or 0) >= 2**63}
    for name in large:
        problems.add(row.where(name), OUT_OF_RANGE, f"{name} is {values[name]}", "it must be a number of 64 bits")
    return None if large else values, large


def _report(row: Row, fault: Any, problems: Problems) -> None:
    key = str(fault["loc"][0]) if fault["loc"] else ""
    spot, value = row.where(key), fault.get("input")
    field = row.kind.keys.get(key)
    what, hint = fault["msg"], ""
    if row.told_elsewhere(key) or (fault["type"] == "missing" and row.misspelt):
        return
    if fault["type"] == "missing":
        check, what, hint = MISSING, f"{row.kind.one} needs {key!r}", f"add `{key}:`"
        if field:
            hint += _meaning(field)
    elif fault["type"] == "literal_error" and field and field.vocabulary:
        terms = list(field.vocabulary.terms)
        check, what = UNKNOWN_TERM, f"{key} has no term {_shown(value)}"
        hint = " ".join(filter(None, [did_you_mean(str(value), terms), f"there are {', '.join(terms)}"]))
    elif fault["type"] == "value_error":
        what, _, hint = str(fault["ctx"]["error"]).partition("; ")
        check = WRONG_VALUE
        what = f"{key}: {what}"
    elif bound := _BOUNDS.get(fault["type"]):
        check, what = OUT_OF_RANGE, f"{key} is {value}"
        hint = f"it must be {bound[0]} {fault['ctx'][bound[1]]:g}"
    elif fault["type"] == "string_pattern_mismatch":
        check, what, hint = WRONG_VALUE, f"{key}: {_shown(value)} is not of the right form", _form(field, fault)
    else:
        check, what = WRONG_TYPE, f"{key}: {_shown(value)} is not {_EXPECTED.get(fault['type'], 'what belongs here')}"
        hint = "correct the value, or leave the key out"
        if key in row.kind.refs and not isinstance(value, str):
            hint = f"write the id or name of a record of {row.kind.refs[key]}"
    problems.add(spot, check, what, hint)


def _shown(value: Any) -> str:
    """A value as people write it: JSON lines may hold lists and objects."""
    return repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _form(field: Key | None, fault: Any) -> str:
    """What a value of a certain form looks like: the schema's examples and description, or at worst its pattern."""
    examples = " or ".join(map(str, field.info.examples or ())) if field else ""
    form = f"write it like {examples}" if examples else f"it must match {fault['ctx']['pattern']}"
    return form + _meaning(field) if field else form


def _meaning(field: Key) -> str:
    said = field.description.rstrip(".")
    first = said.split(" ")[0]
    return f" ({said if first.isupper() or '-' in first else said[0].lower() + said[1:]})" if said else ""


#: Faults of numbers, in words, and where pydantic tells the bound.
_BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}
_EXPECTED = {
    "finite_number": "a number",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "one value",
    "list_type": "a list",
    "dict_type": "keys and values",
    **dict.fromkeys(
        ("date_from_datetime_inexact", "date_from_datetime_parsing", "date_parsing", "date_type"),
        "a day such as 2025-03-04",
    ),
}
