"""Field types that check a plain value: web addresses and numbers with bounds."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or any(c.isspace() for c in value):
        raise ValueError("not a web address; write one that begins with http:// or https://")
    return value


#: A web address that begins with `http://` or `https://`.
Url = Annotated[str, AfterValidator(_web_address)]
#: Degrees north (WGS 84), from -90 to 90.
Latitude = Annotated[float, Field(ge=-90, le=90)]
#: Degrees east (WGS 84), from -180 to 180.
Longitude = Annotated[float, Field(ge=-180, le=180)]
#: A number that is not below 0. It is stored as written: what evidence says of it is not compared, as a `Count` is.
NonNegative = Annotated[float, Field(ge=0)]
