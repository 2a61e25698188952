"""Turn articles into an open dataset of claims: who said what happened, and which words say so.

`from curate import …` gives a schema every word it needs. Names load on first use, so that commands start fast.
"""

import csv
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curate.model.claim import Claim as Claim
    from curate.model.claim import Stance as Stance
    from curate.model.count import Count as Count
    from curate.model.markers import Computed as Computed
    from curate.model.markers import Facet as Facet
    from curate.model.markers import Follows as Follows
    from curate.model.markers import FullText as FullText
    from curate.model.markers import InText as InText
    from curate.model.markers import Link as Link
    from curate.model.markers import MadeOf as MadeOf
    from curate.model.markers import Name as Name
    from curate.model.markers import NotInherited as NotInherited
    from curate.model.markers import Private as Private
    from curate.model.markers import Public as Public
    from curate.model.markers import Ref as Ref
    from curate.model.markers import Span as Span
    from curate.model.markers import Stated as Stated
    from curate.model.markers import WithholdUntilReviewed as WithholdUntilReviewed
    from curate.model.markers import generalise as generalise
    from curate.model.markers import optional as optional
    from curate.model.period import Edtf as Edtf
    from curate.model.period import Period as Period
    from curate.model.protection import Protection as Protection
    from curate.model.record import Record as Record
    from curate.model.source import Source as Source
    from curate.model.values import Latitude as Latitude
    from curate.model.values import Longitude as Longitude
    from curate.model.values import NonNegative as NonNegative
    from curate.model.values import Url as Url
    from curate.model.vocabulary import Vocabulary as Vocabulary
    from curate.model.vocabulary import term as term

csv.field_size_limit(2**31 - 1)  # wherever CSV is read, a cell may hold a long text

__version__ = "0.1.0"

_HOMES = {
    "claim": "Claim Stance",
    "count": "Count",
    "markers": "Computed Facet Follows FullText InText Link MadeOf Name NotInherited Private Public Ref Span Stated "
    "WithholdUntilReviewed generalise optional",
    "period": "Edtf Period",
    "protection": "Protection",
    "record": "Record",
    "source": "Source",
    "values": "Latitude Longitude NonNegative Url",
    "vocabulary": "Vocabulary term",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}
__all__ = sorted(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'curate' has no attribute {name!r}")
    return getattr(import_module(f"curate.model.{_HOME[name]}"), name)
