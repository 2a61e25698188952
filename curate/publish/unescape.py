"""What a text says to a program that decodes it: escapes of URLs, HTML, JSON, CSS, mail and hosts, however deep."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from functools import partial

#: How often a text is decoded at most; each time, what was written with escapes for escapes loses one of them.
_DEPTH = 6
_MAYBE = re.compile(r"[%&\\=<]|xn--", re.I)
#: What is escaped may be escaped again, and so on; a longer run of backslashes is another thing.
_SLASH = r"\\{1,16}"
#: Tags that part what stands beside them; any other is shown inline, or not at all.
_BLOCK = (
    "address|article|aside|blockquote|br|body|caption|col|colgroup|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_INLINE = rf"</?(?!(?:{_BLOCK})\b(?!-))[a-z][^<>]{{0,200}}>"
_ESCAPE = re.compile(
    rf"""
    (?P<percent> (?: % [0-9a-f]{{2}} )+ )                        # URLs; %25 is the sign itself
  | (?P<wide> % u [0-9a-f]{{4}} )                                # JavaScript's escape()
  | (?P<entity> & (?: \#? \w+ ) ;? )                             # HTML, with or without the semicolon
  | (?P<named> \\N\{{ [a-z0-9 -]{{2,60}} \}} )                    # Python's names of signs
  | (?P<code> {_SLASH} (?: [ux] \{{ [0-9a-f]{{1,6}} \}} | (?-i:U) [0-9a-f]{{8}} | (?-i:u) [0-9a-f]{{4}} ) )
  | (?P<bytes> (?: {_SLASH} x [0-9a-f]{{2}} )+ | (?: {_SLASH} [0-3][0-7]{{2}} ){{2,}} )  # Python, C; git's paths
  | (?P<css> {_SLASH} [0-9a-f]{{1,6}} [ \t\r\n\f]? )
  | (?P<space> {_SLASH} [nrtfv] )
  | (?P<word> =\? [^?\s]+ \? [bq] \? [^?\s]* \?= )               # a header of a mail
  | (?P<quoted> (?: = [0-9a-f]{{2}} )+ )                        # quoted-printable
  | (?P<host> xn-- [a-z0-9-]{{1,59}} )                           # a host name in other letters
  | (?P<tag> {_INLINE} | <!-- .{{0,200}}? --> )
    """,
    re.X | re.I | re.S,
)
#: A line of a mail that is too long.
_GOES_ON = re.compile(r"(?<!\?)=[ \t]*\r?\n")
#: Digits and bars among letters, which are read as the letters that they look like, and a capital i among small ones.
_ODD = re.compile(r"(?<=[^\W\d_])[01|]|[01|](?=[^\W\d_])|(?<=[a-z])I(?=[a-z])")
#: What is shown from right to left whatever its letters.
_BACKWARDS = re.compile("\u202e([^\u202c\n]*)")
#: Letters for machines, which no reader sees: they spell a word by themselves, or stand within one that is shown.
_TAGS = re.compile("[\U000e0020-\U000e007f]+")
#: What UTF-8 looks like to a program that takes each byte for a sign of Latin-1 or Windows-1252.
_GARBLED = re.compile("(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{1,3})+")
#: What bytes of other charsets look like, and which ones those are.
_OTHER = re.compile("[\u0080-\u00ff]{2,}")
_CHARSETS = ("cp1251", "koi8-r", "cp1256")
_HEX = re.compile(r"[0-9a-f]{2}", re.I)


def unescaped(text: str, loosely: bool = False) -> Iterator[str]:
    """A text with its escapes decoded, then with those that came to light, and so on; nothing if it has none.

    `loosely`: also those that are plain text as often: of CSS, of lines in code, of mails that are quoted-printable.
    """
    for _ in range(_DEPTH):
        if not _MAYBE.search(text):
            return
        decode, lines = (_decode, _GOES_ON.sub("", text)) if loosely else (_decode_strictly, text)
        decoded = _joined(_ESCAPE.sub(decode, lines))
        if decoded == text:
            return
        yield (text := decoded)


def readings(text: str) -> Iterator[str]:
    """A text as it is, then as it reads decoded once and more often, and with digits among its letters as letters."""
    made = [text, *unescaped(text), *unescaped(text, True)]
    made += [mended for each in made if (mended := _mended(each)) != each]
    made += [
        _OTHER.sub(partial(_reread, charset), each) for each in made if _OTHER.search(each) for charset in _CHARSETS
    ]
    made += [_TAGS.sub("", each) for each in made if _TAGS.search(each)]
    made += [_BACKWARDS.sub(lambda found: found[1][::-1], each) for each in made if "\u202e" in each]
    if _ODD.search(made[-1]):
        made += [_ODD.sub(partial(_as_letter, one), made[-1]) for one in "li"]
    yield from dict.fromkeys(made)


def _mended(text: str) -> str:
    """A text whose UTF-8 somebody read as Latin-1 or Windows-1252, run by run."""
    return _GARBLED.sub(_mend, text)


def _mend(found: re.Match[str]) -> str:
    for charset in ("latin-1", "cp1252"):
        try:
            return found[0].encode(charset).decode()
        except UnicodeError:
            continue
    return found[0]


def _reread(charset: str, found: re.Match[str]) -> str:
    """Bytes that were taken for Latin-1 in another charset."""
    return found[0].encode("latin-1").decode(charset, "replace")


def _as_letter(one: str, odd: re.Match[str]) -> str:
    return {"0": "o", "I": "l"}.get(odd[0], one)


def _joined(text: str) -> str:
    """A text whose pairs of surrogates, which JSON writes apart, are the signs that they stand for."""
    return text if text.isprintable() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decode(found: re.Match[str]) -> str:
    written, kind = found[0], found.lastgroup or ""
    try:
        return _DECODERS[kind](written)
    except (ValueError, OverflowError, LookupError, HeaderParseError):
        return written


def _decode_strictly(found: re.Match[str]) -> str:
    return found[0] if found.lastgroup in _LOOSE else _decode(found)


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


_LOOSE = ("css", "space", "quoted")
_DECODERS: dict[str, Callable[[str], str]] = {
    "percent": _hex,
    "wide": lambda written: chr(int(written[2:], 16)),
    "entity": html.unescape,
    "named": lambda written: unicodedata.lookup(written[3:-1]),
    "code": _code,
    "bytes": _bytes,
    "css": lambda written: _code(written) + "\u200b" * written[-1].isspace(),  # which may be a space to a reader
    "space": lambda _: " ",
    "word": _mail,
    "quoted": _hex,
    "host": lambda written: written[4:].encode("ascii").decode("punycode"),
    "tag": lambda _: "",
}
