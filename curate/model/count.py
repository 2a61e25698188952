"""Counts as worded, and the range of whole numbers that the wording implies.

Rules (also in the codebook). A plain number is exact. *Over* and *more than* exclude the number, *at least* includes
it, likewise *under* and *up to*. *Around* keeps the number on both sides and says `about`: no tolerance is invented.
Vague plurals give the lowest number that ACLED codes for them (tens 10, dozens 12, scores 20, hundreds 100) and no
highest; UCDP's practice of separate low and high estimates is why both ends are kept. *Hundreds of thousands* is
100,000 or more, *several dozen* 24 or more; *several* alone has no number. *None* and *no* are 0 to 0, *both* is 2. A
scale counts for both ends of a range: *2-3 million* is 2,000,000 to 3,000,000. Words and the sign between thousands are
those of the source's language; what can be read in two ways (*40-50,000*, *10.000* in an English text) is refused, and
so are shares, sums of money, measures and decimals.
"""

from typing import Any

from pydantic_core import core_schema

from curate.language.counts import read_count
from curate.language.pack import DEFAULT
from curate.model.column import Column
from curate.model.vocabulary import Vocabulary, term

#: As the language of a validation's context: the wording is read later, when the language is known.
LATER = object()


class CountQualifier(Vocabulary):
    """How the wording limits the number."""

    exact = term("The number itself", "13 bridges")
    over = term("More than the number; the lowest is one above it", "over 200")
    at_least = term("The number or more", "at least 5; dozens")
    under = term("Fewer than the number; the highest is one below it", "fewer than 40")
    up_to = term("The number or fewer", "up to 40")
    range = term("Between two numbers, both included", "20-25")
    about = term("Near the number; both ends keep it and no tolerance is invented", "around 50")
    indefinite = term("No number is implied", "several")


class Count(str):
    """A count as worded. Columns: `count_stated`, `count_low`, `count_high`, `count_qualifier`.

    It is read in the language of the validation's context, a BCP 47 tag: `context={"language": "fr"}`.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        def readable(value: str, info: core_schema.ValidationInfo) -> str:
            language = info.context.get("language") if isinstance(info.context, dict) else DEFAULT
            if language is not LATER:
                read_count(value, str(language or DEFAULT))
            return value

        return core_schema.with_info_after_validator_function(readable, core_schema.str_schema(min_length=1))

    @staticmethod
    def columns(name: str, description: str) -> list[Column]:
        """The columns of a field called `name`, which ends in `_stated`."""
        stem = name.removesuffix("_stated")
        return [
            Column(name, description=description),
            Column(f"{stem}_low", "INTEGER", description="Lowest whole number that the wording implies"),
            Column(f"{stem}_high", "INTEGER", description="Highest whole number that the wording implies"),
            Column(
                f"{stem}_qualifier",
                description="How the wording limits the number",
                vocabulary=CountQualifier,
                facet=True,
            ),
        ]

    @staticmethod
    def values(wording: str, language: str = DEFAULT) -> tuple[str | int | None, ...]:
        """The values of those columns, in order, as a language (a BCP 47 tag) means the wording."""
        return (wording, *read_count(wording, language))
