"""What a text says to a program that decodes it: escapes of URLs, HTML, JSON, CSS, mail and hosts, however deep."""

import html
import re
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header

#: How often a text is decoded at most; each time, what was written with escapes for escapes loses one of them.
_DEPTH = 6
_MAYBE = re.compile(r"[%&\\=<]|xn--", re.I)
#: What is escaped may be escaped again, and so on; a longer run of backslashes is another thing.
_SLASH = r"\\{1,16}"
_INLINE = (
    r"</?(?:a|abbr|b|bdi|bdo|big|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|tt|u|var|wbr)\b[^<>]*>"
)
_ESCAPE = re.compile(
    rf"""
    (?P<percent> (?: % [0-9a-f]{{2}} )+ )                        # URLs; %25 is the sign itself
  | (?P<wide> % u [0-9a-f]{{4}} )                                # JavaScript's escape()
  | (?P<entity> & (?: \#? \w+ ) ;? )                             # HTML, with or without the semicolon
  | (?P<code> {_SLASH} (?: [ux] \{{ [0-9a-f]{{1,6}} \}} | (?-i:U) [0-9a-f]{{8}} | (?-i:u) [0-9a-f]{{4}} ) )
  | (?P<bytes> (?: {_SLASH} x [0-9a-f]{{2}} )+ | (?: {_SLASH} [0-3][0-7]{{2}} ){{2,}} )  # Python, C; git's paths
  | (?P<css> {_SLASH} [0-9a-f]{{1,6}} [ \t\r\n\f]? )
  | (?P<space> {_SLASH} [nrtfv] )
  | (?P<word> =\? [^?\s]+ \? [bq] \? [^?\s]* \?= )               # a header of a mail
  | (?P<soft> = [ \t]* \r? \n )                                  # a line of a mail goes on
  | (?P<quoted> (?: = [0-9A-F]{{2}} )+ )                         # quoted-printable
  | (?P<host> xn-- [a-z0-9-]{{1,59}} )                                  # a host name in other letters
  | (?P<tag> {_INLINE} | <!-- .{{0,200}}? --> )
    """,
    re.X | re.I | re.S,
)
#: Digits and bars among letters, which are read as the letters that they look like, and a capital i among small ones.
_ODD = re.compile(r"(?<=[^\W\d_])[01|]|[01|](?=[^\W\d_])|(?<=[a-z])I(?=[a-z])")
#: What is shown from right to left whatever its letters.
_BACKWARDS = re.compile("\u202e([^\u202c\n]*)")
_HEX = re.compile(r"[0-9a-f]{2}", re.I)


def unescaped(text: str) -> str:
    """A text with its escapes decoded, and those that come to light then. One without any comes back as it is."""
    for _ in range(_DEPTH):
        if not _MAYBE.search(text) or (decoded := _joined(_ESCAPE.sub(_decode, text))) == text:
            break
        text = decoded
    return text


def readings(text: str) -> Iterator[str]:
    """A text as it is, then as it reads decoded, and with digits among its letters as letters, where that differs."""
    yield text
    decoded = unescaped(text)
    if "\u202e" in decoded:
        decoded = _BACKWARDS.sub(lambda found: found[1][::-1], decoded)
    if decoded != text:
        yield decoded
    if _ODD.search(decoded):
        for one in "li":
            yield _ODD.sub(lambda odd: {"0": "o", "I": "l"}.get(odd[0], one), decoded)  # noqa: B023


def _joined(text: str) -> str:
    """A text whose pairs of surrogates, which JSON writes apart, are the signs that they stand for."""
    return text if text.isprintable() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decode(found: re.Match[str]) -> str:
    written, kind = found[0], found.lastgroup or ""
    try:
        return _DECODERS[kind](written)
    except (ValueError, OverflowError, LookupError, HeaderParseError):
        return written


def _hex(written: str) -> str:
    """Bytes by their hexadecimal digits: UTF-8, else Latin-1."""
    return _text(bytes(int(pair, 16) for pair in _HEX.findall(written)))


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _bytes(written: str) -> str:
    if "x" in written.lower():
        return _hex(written)
    return _text(bytes(int(octal, 8) for octal in re.findall(r"[0-7]{3}", written)))


def _code(written: str) -> str:
    return chr(int(written.lstrip("\\").lower().strip("ux{} \t\r\n\f"), 16))


def _mail(written: str) -> str:
    made = [(part, charset or "ascii") for part, charset in decode_header(written)]
    return "".join(part if isinstance(part, str) else part.decode(charset) for part, charset in made)


_DECODERS: dict[str, Callable[[str], str]] = {
    "percent": _hex,
    "wide": lambda written: chr(int(written[2:], 16)),
    "entity": html.unescape,
    "code": _code,
    "bytes": _bytes,
    "css": _code,
    "space": lambda _: " ",
    "word": _mail,
    "soft": lambda _: "",
    "quoted": _hex,
    "host": lambda written: written[4:].encode("ascii").decode("punycode"),
    "tag": lambda _: "",
}
