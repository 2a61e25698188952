"""The base of every record kind."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from curate.model.markers import FileOnly, Public, optional


def is_identifier(value: str) -> bool:
    """Whether a text can be an id: letters, digits, - and _, beginning with a letter or digit."""
    return value.replace("-", "").replace("_", "").isalnum() and value.isascii() and value[0] not in "-_"


def _identifier(value: str) -> str:
    if not is_identifier(value):
        raise ValueError(f"{value!r} is no id; use letters, digits, - and _, beginning with a letter or digit")
    return value


#: Not stripped, so that an id is the same wherever it is read.
Identifier = Annotated[str, StringConstraints(strip_whitespace=False), AfterValidator(_identifier)]


class Record(BaseModel):
    """A record kind: its fields are the keys of files and, by the type of each, the columns of a table.

    A field's docstring is its description everywhere. A plain field is one column of its name; `Ref` gives
    `<field>_id`; Count, Edtf and Period give the columns that their classes name. A trailing underscore, for Python's
    own words, is dropped.
    """

    model_config = ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        str_strip_whitespace=True,
        allow_inf_nan=False,
        alias_generator=lambda name: name.rstrip("_"),
    )

    #: The table, which is also the key of this kind in files. A class without one is no kind.
    table: ClassVar[str] = ""
    #: The fields, joined, by which people recognise a record; the first one that is a column labels it.
    label: ClassVar[tuple[str, ...]] = ()
    #: The fields that make the id of a record written inside another one.
    id_from: ClassVar[tuple[str, ...]] = ()
    #: Whether records of this kind make claims.
    claimants: ClassVar[bool] = False
    #: The column that a table page is sorted by.
    sort: ClassVar[str] = "id"

    id: Annotated[Identifier, Public]
    """Never changes once given."""
    embargo_until: Annotated[date, FileOnly] = optional
    """The day from which releases may hold the record and what names it."""
    withhold_reason: Annotated[str, FileOnly] = optional
    """Why releases leave the record out, with what names it; unless there is an embargo, for good."""
