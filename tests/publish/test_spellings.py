"""A withheld name is recognised however it is written, where records lose it and where the gate looks for it."""

import html
import json
import quopri
import random
import unicodedata
import zlib
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curate.publish.gate import Gate
from curate.publish.matcher import Matcher
from curate.publish.names import Redactor
from curate.publish.secrets import Secret
from curate.publish.skeleton import Skeleton
from curate.publish.unescape import unescaped

LATIN, ARABIC, CYRILLIC = "Işık Al-Brandt", "رنا أبو صالحة علي", "Пётр Андрейченко"
NAMES = [LATIN, ARABIC, CYRILLIC, "Saleh"]
GATE, REDACTOR = Gate([Secret(name, "a name") for name in NAMES], [], 25), Redactor(NAMES)


def each(sign: Callable[[str], str]) -> Callable[[str], str]:
    return lambda name: "".join(map(sign, name))


def letters(joint: str) -> Callable[[str], str]:
    """Each letter of a word apart, and a wider gap between words."""
    return lambda name: f"{joint} {joint}".join(joint.join(word) for word in name.split()) if joint.strip() else name


def alike(table: str) -> Callable[[str], str]:
    pairs = dict(zip(table[::2], table[1::2], strict=True))
    return each(lambda c: pairs.get(c, c))


def backslash(c: str) -> str:
    return "".join(f"\\u{unit:04x}" for unit in _units(c))


def _units(c: str) -> list[int]:
    data = c.encode("utf-16-be")
    return [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]


def bold(name: str) -> str:
    return "".join(
        chr(0x1D5D4 + ord(c) - 65 + (-6 if c.islower() else 0)) if c.isascii() and c.isalpha() else c for c in name
    )


def percent(name: str, charset: str, only: str) -> str:
    return quote(name, encoding=charset) if name == only else name


def presentation(name: str) -> str:
    """Arabic letters in the forms that old programs print, each as it stands alone."""
    forms = {unicodedata.normalize("NFKC", chr(n)): chr(n) for n in range(0xFE80, 0xFEF5)}
    return "".join(forms.get(c, c) for c in name)


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "in small letters": str.lower,
    "with capitals swapped": str.swapcase,
    "percent-encoded": quote,
    "for a form": quote_plus,
    "percent-encoded twice": lambda n: quote(quote(n)),
    "percent-encoded four times": lambda n: quote(quote(quote(quote(n)))),
    "every byte percent-encoded": lambda n: "".join(f"%{b:02x}" for b in n.encode()),
    "by JavaScript's escape()": each(lambda c: "".join(f"%u{unit:04X}" for unit in _units(c))),
    "in decimal entities": each(lambda c: f"&#{ord(c)};"),
    "in entities without semicolon": each(lambda c: f"&#{ord(c)}" if c != " " else c),
    "in hexadecimal entities": each(lambda c: f"&#x{ord(c):X};"),
    "in entities with zeros": each(lambda c: f"&#{ord(c):07};"),
    "in entities twice": lambda n: html.escape("".join(f"&#{ord(c)};" for c in n)),
    "entities percent-encoded": lambda n: quote("".join(f"&#x{ord(c):x};" for c in n)),
    "with hard spaces by name": lambda n: n.replace(" ", "&nbsp;").replace("-", "&shy;"),
    "in JSON": lambda n: "".join(map(backslash, n)),
    "in JSON within JSON": lambda n: json.dumps(json.dumps("".join(map(backslash, n)))),
    "in Python's long escapes": each(lambda c: f"\\U{ord(c):08x}"),
    "in JavaScript's braces": each(lambda c: f"\\u{{{ord(c):x}}}"),
    "in Rust's bytes": lambda n: "".join(f"\\x{b:02x}" for b in n.encode()),
    "in Perl's braces": each(lambda c: f"\\x{{{ord(c):x}}}"),
    "in git's octal bytes": lambda n: "".join(f"\\{b:03o}" for b in n.encode()),
    "in CSS": each(lambda c: f"\\{ord(c):06x}"),
    "in short CSS": each(lambda c: f"\\{ord(c):x} "),
    "quoted-printable": lambda n: quopri.encodestring(n.encode()).decode(),
    "quoted-printable, line cut": lambda n: n[:4] + "=\r\n" + n[4:],
    **{
        f"percent-encoded in {charset}": partial(percent, charset=charset, only=its)
        for charset, its in (("cp1251", CYRILLIC), ("koi8-r", CYRILLIC), ("cp1256", ARABIC))
    },
    "quoted-printable in small letters": lambda n: "".join(f"={b:02x}" if b > 127 else chr(b) for b in n.encode()),
    "UTF-8 read as Latin-1": lambda n: n.encode().decode("latin-1"),
    "UTF-8 read as Windows-1252": lambda n: n.encode().decode("cp1252", "ignore") if n == LATIN else n,
    "in Python's names": each(lambda c: f"\\N{{{unicodedata.name(c)}}}" if c != " " else c),
    "with a picture": lambda n: f"{n[:2]}<img src=x>{n[2:]}",
    "with a tag of somebody's own": lambda n: f"{n[:2]}<x-y>{n[2:4]}</x-y>{n[4:]}",
    "in a mail's header": lambda n: f"=?utf-8?B?{b64encode(n.encode()).decode()}?=",
    "in a mail's other header": lambda n: f"=?UTF-8?Q?{''.join(f'={b:02X}' for b in n.encode())}?=",
    "as a host's name": lambda n: f"https://xn--{n.lower().replace(' ', '').encode('punycode').decode()}.org",
    "run together": lambda n: n.replace(" ", "").replace("-", ""),
    "run together in small letters": lambda n: n.replace(" ", "").lower(),
    "as a hashtag": lambda n: f"#{n.replace(' ', '').replace('-', '')}",
    "as an address": lambda n: f"{n.replace(' ', '').lower()}1985@example.org",
    "in a longer handle": lambda n: f"@free{n.replace(' ', '').replace('-', '').lower()}now",
    "with low lines": lambda n: n.replace(" ", "_").lower(),
    "with dots": lambda n: n.replace(" ", "."),
    "as a file's name": lambda n: f"img/{n.replace(' ', '-').lower()}-2.jpg",
    "with other hyphens": lambda n: n.replace("-", "\u2011").replace(" ", " \u2013 "),
    "with the hyphen as a space": lambda n: n.replace("-", " "),
    "each letter with a dot": letters("."),
    "each letter with a hyphen": letters("-"),
    "letters apart": lambda n: "  ".join(" ".join(word) for word in n.split()),
    "on two lines": lambda n: n.replace(" ", "\n"),
    "on lines of a quotation": lambda n: n.replace(" ", "\n> "),
    "as a list of names has it": lambda n: ", ".join(n.rsplit(" ", 1)[::-1]),
    "with strokes and hooks": alike("BɃSꞨlłeɇhħ"),
    "hyphenated": lambda n: n[:2] + "-\n" + n[2:],
    "cut by a line's end": lambda n: n[:3] + "\n" + n[3:],
    "with soft hyphens": lambda n: "\u00ad".join(n),
    "with spaces of no width": lambda n: "\u200b".join(n),
    "with joiners": lambda n: "\u2060".join("\u200d".join(word) for word in n.split(" ")).replace("\u2060", " "),
    "with marks of direction": lambda n: f"\u202b{n[:3]}\u200f{n[3:]}\u202c",
    "backwards, shown forwards": lambda n: f"\u202e{n[::-1]}\u202c",
    "with variation selectors": lambda n: "\ufe0f".join(n),
    "letters struck through": lambda n: "".join(c + "\u0336" for c in n),
    "with every accent": lambda n: "".join(c + "\u0301\u0323" if c.isalpha() else c for c in n),
    "decomposed": lambda n: unicodedata.normalize("NFD", n),
    "in full width": each(lambda c: chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c),
    "in mathematical letters": bold,
    "in circles": each(lambda c: chr(0x24B6 + ord(c.upper()) - 65) if c.isascii() and c.isalpha() else c),
    "in black squares": each(lambda c: chr(0x1F170 + ord(c.upper()) - 65) if c.isascii() and c.isalpha() else c),
    "in small capitals": alike("aᴀbʙdᴅeᴇhʜiɪkᴋlʟnɴoᴏrʀtᴛ"),
    "in invisible tags": each(lambda c: chr(0xE0000 + ord(c)) if c.isascii() and c.isalpha() else c),
    "with Cyrillic letters for Latin ones": alike("aаeеoоrгIІBВAАSЅ"),
    "with Latin letters for Cyrillic ones": alike("аaеeоoрpсcхxПΠкkнH"),
    "with Greek letters": alike("AΑBΒIΙоοoο"),
    "in Cherokee letters": alike("AᎪBᏴSᏚ"),
    "without Turkish letters": alike("ıişsöo"),
    "with other letters for ss and ae": alike("ßSæa"),
    "with digits for letters": alike("l1о0"),
    "without hamza": alike("أاآاإا"),
    "with hamza": alike("اأ"),
    "with final ى": alike("يى"),
    "with Persian letters": alike("يیكکهہ"),
    "with ه for ة": alike("ةه"),
    "with vowel signs": each(lambda c: c + "\u064e\u0651" if "ء" <= c <= "ي" else c),
    "with tatweel": each(lambda c: c + "ـــ" if "ء" <= c <= "ي" else c),
    "in presentation forms": presentation,
    "with a particle": lambda n: ("و" + n) if n == ARABIC else n,
    "with ع in Farsi's half space": lambda n: n.replace(" ", "\u200c"),
    "without ё and й": alike("ёеЁЕйи"),
    "й in two signs": lambda n: n.replace("й", "и\u0306").replace("ё", "е\u0308"),
    "in the dative": lambda n: n + "у" if n == CYRILLIC else n,
    "with tags": lambda n: f"{n[:2]}<b>{n[2:5]}</b>{n[5:]}",
    "with a comment": lambda n: f"{n[:2]}<!-- x -->{n[2:]}",
    "with emphasis": lambda n: f"{n[:2]}**{n[2:4]}**{n[4:]}",
    "with the possessive": lambda n: f"{n}'s",
    "between words of no space": lambda n: f"({n});",
}  # fmt: skip


@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize("name", [LATIN, ARABIC, CYRILLIC], ids=["Latin", "Arabic", "Cyrillic"])
def test_a_name_is_recognised(name: str, way: str) -> None:
    text = f"They asked {WAYS[way](name)} about it."
    assert list(GATE.hits(text)), text
    cleaned = REDACTOR.clean(text)
    assert "[name withheld]" in cleaned and not REDACTOR.finds(cleaned)


SINGLE = [way for way in WAYS if way not in ("as an address", "in a longer handle")]  # `saleh1985` may be a hash


@pytest.mark.parametrize("way", SINGLE)
def test_a_name_of_one_short_word_is_recognised(way: str) -> None:
    assert list(GATE.hits(f"They asked {WAYS[way]('Saleh')} about it."))


def test_only_the_name_is_taken_where_its_place_is_known() -> None:
    text = "“Café”, Ｉşık  al brandt’s: 5 km²; S.a.l.e.h & ورنا ابو صالحه على"
    cleaned = "“Café”, [name withheld]’s: 5 km²; [name withheld] & و[name withheld]"
    assert REDACTOR.clean(text) == cleaned
    assert REDACTOR.clean("AT&amp;T, says I&#351;ık Al-Brandt") == "[name withheld]"


@pytest.mark.parametrize(
    "text", ["%", "&#;", "\\", "&#99999999999;", "=?x?b?%?=", "xn--a-", "\\ud800", "%ff%fe", "\\xff"]
)
def test_what_is_no_escape_stays(text: str) -> None:
    assert not REDACTOR.finds(text) and REDACTOR.clean(text) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sale", "Salem, sales, wholesale, SaleH, resale-2, a1sale2, sal e"),
        ("Nada", "Canada; Granada's; na da; nadal"),
        ("Keys", "the key's"),
        ("Rana Saleh", "Rana Salehi; Tirana Saleh; a. A saleh"),
        ("Li Na", "Lina, line a, Carolina"),
        ("Jo", "Jos and jo, JO, SoJo, Jo1"),
        ("Яна", "Янам, барьяна, яна"),
        ("Лебедь", "лебедятник, полебедь"),
        ("Ruff", 'R" | "U" | "f" | "F'),
        ("Allen", "alien, AIIen"),
        ("Sale", "S.a.l.e.h"),
        ("Testa", "test_a, test: a, test a, (test)a"),
        ("12345678", "1234,5678"),
    ],
)
def test_other_words_are_no_name(name: str, text: str) -> None:
    assert not list(Matcher([(name, name)]).find(Skeleton(text)))


def test_a_hash_is_no_name() -> None:
    """Six letters and digits stand at the end of ids, 64 hexadecimal ones in lists of hashes."""
    chance = random.Random(4)
    text = " ".join(
        f"claim-{zlib.crc32(bytes([n % 256, n // 256])):08x}{chance.getrandbits(200):050x}" for n in range(3000)
    )
    gate = Gate([Secret(name, "a name") for name in ("Abed", "Fadde", "Dade", "Bea", "Ada Bee")], [], 25)
    assert not list(gate.hits(text))


ALPHABETS = ("bdfghklmnprstvz", "aeiou"), ("بتثجحخدرزسشصضطعغفقلمن", "اوي"), ("бвгджзклмнпрст", "аеиоу")


@st.composite
def name_words(draw: st.DrawFn, alphabet: tuple[str, str], least: int = 2) -> str:
    syllables = draw(
        st.lists(st.sampled_from([c + v for c in alphabet[0] for v in alphabet[1]]), min_size=least, max_size=4)
    )
    return "".join(syllables).title()


@st.composite
def names(draw: st.DrawFn) -> str:
    alphabet = draw(st.sampled_from(ALPHABETS))
    return " ".join(draw(st.lists(name_words(alphabet), min_size=1, max_size=3)))


#: What can be done to a name in any order and more than once.
LOOKS = [
    "in capitals", "in small letters", "with soft hyphens", "with joiners", "letters struck through", "decomposed",
    "with Cyrillic letters for Latin ones", "with Latin letters for Cyrillic ones", "without hamza", "with final ى",
    "with Persian letters", "with vowel signs", "with tatweel", "presentation", "run together", "with low lines", "on two lines",
]  # fmt: skip
ESCAPES = [
    "percent-encoded", "for a form", "every byte percent-encoded", "in decimal entities", "in hexadecimal entities", "in JSON",
    "in Rust's bytes", "in CSS", "quoted-printable", "in a mail's header", "in Python's long escapes",
]  # fmt: skip


@given(
    name=names(),
    looks=st.lists(st.sampled_from([w for w in LOOKS if w in WAYS]), max_size=3),
    escapes=st.lists(st.sampled_from(ESCAPES), max_size=3).filter(lambda ways: ways.count("quoted-printable") < 2),
    before=st.sampled_from(["", "Told by ", "(", "of 5 ", "100% ", "a=1&b=", "\\n"]),
    after=st.sampled_from(["", ".", " & co", "’s", "\n", "; 7"]),
)
@settings(max_examples=300, deadline=None)
def test_a_name_is_recognised_under_any_of_these_together(
    name: str, looks: list[str], escapes: list[str], before: str, after: str
) -> None:
    written = name
    for way in [*looks, *escapes]:
        written = WAYS[way](written)
    text = f"{before}{written}{after}"
    assert list(Gate([Secret(name, "a name")], [], 25).hits(text)), text
    assert "[name withheld]" in Redactor([name]).clean(text)


@given(
    name=names(),
    words=st.lists(st.sampled_from(ALPHABETS).flatmap(name_words), max_size=30),
    way=st.sampled_from(["as it is", *LOOKS[:5], *ESCAPES[:4]]),
)
@settings(max_examples=300, deadline=None)
def test_texts_of_other_words_are_left_alone(name: str, words: list[str], way: str) -> None:
    bare = [Skeleton(word).letters for word in words]
    parts = [Skeleton(word).letters for word in name.split()]
    others = [w for w, b in zip(words, bare, strict=True) if not any(p in b or b in p for p in parts)]
    text = WAYS[way](" ".join(others))
    assert not list(Gate([Secret(name, "a name")], [], 25).hits(text))
    assert Redactor([name]).clean(text) == text


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_decoding_ends_and_leaves_what_is_plain(text: str) -> None:
    stages = [*unescaped(text), *unescaped(text, loosely=True)]
    assert len(stages) <= 12 and (stages or not REDACTOR.finds(text))
