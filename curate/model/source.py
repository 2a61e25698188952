"""An article, as far as it may be published: what is known about it, without its text."""

from typing import Annotated

from pydantic import Field

from curate.model.markers import Facet, FileOnly, FullText, Name, Public, Ref, optional
from curate.model.period import Edtf
from curate.model.record import Record
from curate.model.values import Url

#: That of no bytes at all.
_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


class Source(Record):
    """The articles that claims were found in. Their texts are private; hash and length tell which text was read."""

    table = "sources"
    label = ("title", "id")
    sort = "published_on"

    title: Annotated[str, Name, FullText, Public] = optional
    """Headline as printed, if the copy carries one."""
    publisher: Annotated[str, Facet, FullText, Public] = optional
    """Who published the article, if the copy says so."""
    author: Annotated[str, FullText, Public] = optional
    """Who wrote the article, if the copy says so."""
    url: Annotated[Url, Public] = optional
    """Where the article was published."""
    archived_url: Annotated[Url, Public] = optional
    """Where an archive keeps the article."""
    published: Annotated[Edtf, Public] = optional
    """Date of publication in EDTF; `~` where it was worked out from the article itself (the note says how)."""
    syndicated_from: Annotated[str, Facet, Ref("sources"), Public] = optional
    """The article that this one is a copy of, be it shortened or with another headline: no voice of its own."""
    language: Annotated[
        str, Facet, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", examples=["en", "pt-BR"]), Public
    ] = optional
    """Language of the text, as a BCP 47 tag."""
    licence: Annotated[str, Public] = optional
    """SPDX licence id of the article, or LicenseRef-… where it has none."""
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=[_SHA256]), Public] = optional
    """SHA-256 of the bytes of the text that was annotated."""
    text_length: Annotated[int, Field(ge=0), Public] = optional
    """Length of that text in Unicode code points."""
    is_truncated: Annotated[bool, Facet, Public] = optional
    """Whether the copy that was annotated lacks part of the article."""
    excerpt_share: Annotated[float, Field(ge=0, le=1), FileOnly] = optional
    """The largest share of this article that a release may print, where its licence permits more or less than the
    project's `excerpt_share`; from 0 to 1."""
    note: Annotated[str, FullText, Public] = optional
    """What a reader of this source should know."""
