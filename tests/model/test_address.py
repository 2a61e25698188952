"""Which addresses may be links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curate.model.address import is_web_address

OTHERS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
    "javascript&#58;alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "data:text/html,<script>", "vbscript:x", "blob:https://a.example/1",
    "file:///etc/passwd", "//a.example", "/path", "path", "", " ", "https:", "https://", "https:///x", "http:a.example", "ht tp://a.example",
    "https://a.example/ x", "https://a.example/\n", "\thttps://a.example", "https://a.example\x00", "view-source:https://a.example", None, 5, ["https://a.example"],
]  # fmt: skip


@pytest.mark.parametrize("address", OTHERS)
def test_what_is_none_of_the_web(address: object) -> None:
    assert not is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "http://a.example:80/x?y#z",
        "HTTPS://A.example/é",
        "https://[::1]/",
        "https://a.example/javascript:x",
    ],
)
def test_what_is(address: str) -> None:
    assert is_web_address(address)


@given(st.text())
def test_only_http_and_https_begin_one(text: str) -> None:
    assert not is_web_address(text) or text.lower().startswith(("http://", "https://"))
    assert not is_web_address(f"javascript:{text}")
