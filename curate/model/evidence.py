"""Evidence: the phrases of an article that state a claim, and what checking them found."""

from typing import Any

from pydantic_core import core_schema

from curate.model.column import Column
from curate.model.vocabulary import Vocabulary, term

#: Stands between the phrases of one piece of evidence, in files and in the database.
JOINT = " [...] "


class EvidenceStatus(Vocabulary):
    """What comparing the phrases with the article's text found. Only `verified` says that they are there."""

    verified = term("Every phrase stands in the text where it is said to", "The text is at hand and agrees")
    mismatch = term("A phrase does not stand in the text", "A number was changed")
    ambiguous = term("A phrase occurs more than once", "A town's name in a long article")
    unavailable = term("The text is not at hand, so nothing was compared", "A build without data/texts")
    withheld = term(
        "A release withholds words of the claim to protect somebody, so nobody else can compare it; it has no offsets, "
        "and another id than in the project",
        "A witness's name",
    )


class Evidence(str):
    """Phrases of the source. Columns: `evidence`, `evidence_start`, `evidence_end`, `evidence_status`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.str_schema(min_length=1)

    @staticmethod
    def columns(name: str, description: str) -> list[Column]:
        """The columns of a field called `name`; the checks of evidence fill them, not `values`."""
        return [
            Column(name, description=description, full_text=True),
            Column(
                f"{name}_start",
                "INTEGER",
                "Offset of the first span's first character, in code points from 0",
                found=True,
            ),
            Column(f"{name}_end", "INTEGER", "Offset just behind the first span's last character", found=True),
            Column(
                f"{name}_status",
                description="What comparing the phrases with the text found",
                required=True,
                vocabulary=EvidenceStatus,
                facet=True,
                found=True,
            ),
        ]
