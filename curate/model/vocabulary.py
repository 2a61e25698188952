"""Closed lists of terms, each with its definition, an example and its equivalents elsewhere."""

from typing import Any, ClassVar, NamedTuple

from pydantic_core import core_schema


class Term(NamedTuple):
    """What a term means; `crosswalks` maps the name of another codebook to its term."""

    definition: str
    example: str
    crosswalks: dict[str, str]


def term(definition: str, example: str, **crosswalks: str) -> Any:
    """Define one term of a vocabulary: `air_strike = term("…", "…", ACLED="Air/drone strike")`."""
    return Term(definition, example, crosswalks)


class Vocabulary(str):
    """A closed list of terms.

    Subclasses name one term an attribute; the term is the name with spaces for underscores and a hyphen for two,
    and a trailing underscore (for Python's own words) is dropped. `underscores="_"` keeps those inside a name.
    """

    terms: ClassVar[dict[str, Term]] = {}

    def __init_subclass__(cls, underscores: str = " ") -> None:
        cls.terms = {
            name.rstrip("_").replace("__", "-").replace("_", underscores): value
            for name, value in vars(cls).items()
            if isinstance(value, Term)
        }

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.literal_schema(list(cls.terms))
