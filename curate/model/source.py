"""An article, as far as it may be published: what is known about it, without its text."""

from typing import Annotated

from pydantic import Field

from curate.model.markers import Facet, FullText, Name, optional
from curate.model.period import Edtf
from curate.model.record import Record
from curate.model.values import Url


class Source(Record):
    """The articles that claims were found in. Their texts are private; hash and length tell which text was read."""

    table = "sources"
    label = ("title", "id")
    sort = "published_on"

    title: Annotated[str, Name, FullText] = optional
    """Headline as printed, if the copy carries one."""
    publisher: Annotated[str, Facet, FullText] = optional
    """Who published the article, if the copy says so."""
    author: Annotated[str, FullText] = optional
    """Who wrote the article, if the copy says so."""
    url: Url = optional
    """Where the article was published."""
    archived_url: Url = optional
    """Where an archive keeps the article."""
    published: Edtf = optional
    """Date of publication in EDTF; `~` where it was worked out from the article itself (the note says how)."""
    language: Annotated[str, Facet, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = optional
    """Language of the text, as a BCP 47 tag."""
    licence: str = optional
    """SPDX licence id of the article, or LicenseRef-… where it has none."""
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = optional
    """SHA-256 of the bytes of the text that was annotated."""
    text_length: Annotated[int, Field(ge=0)] = optional
    """Length of that text in Unicode code points."""
    is_truncated: Annotated[bool, Facet] = optional
    """Whether the copy that was annotated lacks part of the article."""
    note: Annotated[str, FullText] = optional
    """What a reader of this source should know."""
