"""The gate: which requests pass, and what every answer carries."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st

from curate.model.project import Project
from curate.serve.gate import peer
from curate.serve.gate.gate import Gate
from curate.serve.gate.hosts import LOCAL, as_host, host_of
from curate.serve.gate.login import LOGIN, Login
from tests.serve.conftest import HOSTILE
from tests.serve.test_article import ONLY_IN_TEXT
from tests.serve.test_pages import addresses
from tests.served import serving

PAGES = ["/", "/boats", "/boats.json", "/boats.db", "/boats/held_by_harbour", "/boats/hold_claims.csv", "/boats/hold_claims/held",
         "/boats/held.json?harbour=x", "/boats/-/article/boats", "/boats/-/articles", "/-/curate/basemap.geojson", "/-/metadata.json",
         "/-/plugins", "/-/databases", "/-/settings", "/-/threads", "/-/versions.json", "/-/actor", "/-/permissions", "/-/allow-debug",
         "/-/messages", "/-/logout", "/-/auth-token?token=x", "/-/patterns", "/_internal", "/no-such", "//boats", "/%2e%2e/boats",
         "/-/static/../../boats", "/-/staticx", "/favicon.ico/../boats", "/favicon.icox", "/favicon.ico.json"]  # fmt: skip
OPEN = ["/-/static/app.css", "/-/static-plugins/curate-claims/curate.css", "/favicon.ico"]
NOT_OURS = ["evil.example", "localhost.evil.example", "localhost.", "127.0.0.1.", "LOCALHOST", "Localhost:80", "127.1", "127.0.0.2",
            "2130706433", "0x7f000001", "0.0.0.0", "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]", "::1", "[::]", "[::1", "me@localhost",
            "localhost@evil.example", "localhost:80:80", "localhost:", "localhost:port", "localhost:123456", "localhost/", "localhost,evil.example",
            "localhost evil.example", " localhost", "", "localhost%00", "loc\talhost", "127.0.0.1#", "http://localhost"]  # fmt: skip


@pytest.fixture
def login() -> Login:
    return Login(8001)


@pytest.fixture
async def gate(site: Datasette, login: Login) -> Gate:
    await site.invoke_startup()
    return Gate(site, login)


@pytest.fixture
async def stranger(gate: Gate) -> AsyncIterator[httpx.AsyncClient]:
    """A browser without a cookie."""
    headers = {"accept": "text/html,*/*"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=gate), base_url="http://localhost:8001", headers=headers
    ) as client:
        yield client


@pytest.fixture
async def reader(stranger: httpx.AsyncClient, login: Login) -> httpx.AsyncClient:
    """The same, logged in."""
    await stranger.get(login.link(""))
    return stranger


async def asked(
    gate: Gate, headers: list[tuple[bytes, bytes]], path: bytes = b"/", method: str = "GET", **scope: Any
) -> dict[str, Any]:
    """The first message of the answer to a request that no client would send."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    plain = path.decode("latin-1")
    asks = {
        "type": "http",
        "method": method,
        "path": plain,
        "raw_path": path,
        "query_string": b"",
        "headers": headers,
        **scope,
    }
    await gate(asks, None, send)
    return sent[0]


@pytest.mark.parametrize(
    "path", [b"/", b"/boats.json", b"/-/static/app.css", b"/favicon.ico", LOGIN.encode(), b"/\xff"]
)
@pytest.mark.parametrize("host", NOT_OURS)
async def test_no_other_name_is_answered(gate: Gate, login: Login, host: str, path: bytes) -> None:
    token = (b"authorization", f"Bearer {login.token}".encode())
    answer = await asked(gate, [(b"host", host.encode()), token], path, query_string=f"token={login.token}".encode())
    assert answer["status"] == 421
    assert b"set-cookie" not in dict(answer["headers"])


@pytest.mark.parametrize(
    "hosts", [[], [b"localhost", b"localhost"], [b"localhost", b"evil.example"], [b"evil.example", b"localhost"]]
)
async def test_a_request_names_one_host(gate: Gate, hosts: list[bytes]) -> None:
    assert (await asked(gate, [(b"host", host) for host in hosts]))["status"] == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "localhost:1", "127.0.0.1:65535", "[::1]:8001"])
async def test_this_machine_is_answered_at_any_port(gate: Gate, host: str) -> None:
    assert (await asked(gate, [(b"host", host.encode())]))["status"] == 401
    assert (await asked(gate, [(b"host", host.encode())], b"/-/static/app.css"))["status"] == 200


@given(st.binary(max_size=40))
def test_whatever_stands_for_a_host_is_one_of_ours_or_none(value: bytes) -> None:
    found = host_of([(b"host", value)])
    assert found not in LOCAL or value.decode().startswith(str(found))


@pytest.mark.parametrize(
    "written, sent",
    [("Data.Example.org.", "data.example.org"), ("2001:DB8::1", "[2001:db8::1]"), ("[::1]", "[::1]"), ("192.0.2.7", "192.0.2.7"),
     ("bücher.example", "xn--bcher-kva.example"), ("a b", None), ("", None), ("a/b", None), ("user@a", None), ("..", None)],
)  # fmt: skip
def test_names_as_browsers_send_them(written: str, sent: str | None) -> None:
    assert as_host(written) == sent


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_is_shown_without_login(stranger: httpx.AsyncClient, project: Project, path: str) -> None:
    for headers in (
        {},
        {"cookie": "curate-8001=x"},
        {"cookie": "ds_actor=x"},
        {"authorization": "Bearer x"},
        {"authorization": "Basic eDp4"},
    ):
        answer = await stranger.get(httpx.URL(f"http://localhost:8001{path}"), headers=headers)
        if answer.status_code != 401:  # a client has put the address in order
            assert answer.status_code == 404 and path.startswith(("/-/static", "/favicon"))
        for secret in (ONLY_IN_TEXT, "Northport", "boats.db", str(project.root), HOSTILE):
            assert secret not in answer.text


async def test_every_page_of_the_site_needs_the_login(
    stranger: httpx.AsyncClient, site: Datasette, project: Project
) -> None:
    found = [*await addresses(site, project)]
    assert len(found) > 20
    assert {(await stranger.get(path)).status_code for path in found if not path.startswith("/-/static")} == {401}


@pytest.mark.parametrize("path", OPEN)
async def test_style_and_behaviour_are_open(stranger: httpx.AsyncClient, path: str) -> None:
    assert (await stranger.get(path)).status_code == 200


@pytest.mark.parametrize(
    "path, accept, form",
    [
        ("/boats", "text/html", "text/html"),
        ("/boats.json", "text/html", "application/json"),
        ("/boats/hold_claims.csv", "*/*", "text/plain"),
    ],
)
async def test_the_way_in_is_told_in_the_form_asked_for(
    stranger: httpx.AsyncClient, path: str, accept: str, form: str
) -> None:
    answer = await stranger.get(path, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(form) and "curate serve" in answer.text
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_the_login_link_leaks_no_token(stranger: httpx.AsyncClient, login: Login) -> None:
    answer = await stranger.get(login.link(""))
    cookie = answer.headers["set-cookie"]
    assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/", "")
    assert answer.headers["referrer-policy"] == "no-referrer" and answer.headers["cache-control"] == "no-store"
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; ")) and "Domain" not in cookie
    assert cookie.startswith("curate-8001=") and login.token not in cookie
    stranger.cookies.clear()
    for wrong in (
        "",
        "?token=",
        "?token=x",
        f"?token={login.token}x",
        f"?token={login.token}&token={login.token}",
        f"?token={login.token[:-1]}",
    ):
        answer = await stranger.get(LOGIN + wrong)
        assert answer.status_code == 401 and "set-cookie" not in answer.headers and login.token not in answer.text


async def test_one_server_s_cookie_is_not_another_s(reader: httpx.AsyncClient, site: Datasette) -> None:
    value = next(iter(reader.cookies.values()))
    other = Login(9000)
    assert not other.admits([(b"cookie", f"curate-9000={value}; curate-8001={value}".encode())])
    # One that another server has set for the same path logs nobody out.
    answer = await reader.get("/", headers={"cookie": f'curate-8001=x; a"{{}}=[]; curate-8001={value}; curate-8001=y'})
    assert answer.status_code == 200


LONG = "x" * 3000


@pytest.mark.parametrize(
    "path",
    ["/-/static/" + LONG, "/-/static-plugins/curate-claims/" + LONG, "/-/static/" + "x/" * 2000, "/-/static/app.css/x",
     "/-/static/%00", "/-/static-plugins/no-such/" + LONG, "/-/static/" + "%d9%85" * 300, "/-/static/", "/-/static/no-such.css",
     "/favicon.ico/" + LONG],
)  # fmt: skip
async def test_files_that_there_are_not(
    gate: Gate, stranger: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    answer = await stranger.get(path)
    assert answer.status_code in (400, 401, 403, 404) and answer.text and "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert not any(record.exc_info or len(record.getMessage()) > 1000 for record in caplog.records)


@pytest.mark.parametrize("start", ["/-/static/", "/-/static-plugins/curate-claims/", "/-/static-plugins/no-such/", "/favicon.ico",
                                   "/favicon.ico/", "/-/static", "/-/curate/basemap.geojson/"])  # fmt: skip
@pytest.mark.parametrize(
    "up", ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "/", "%2f", ".;/", "%252e%252e/", "..%00/"]
)
@pytest.mark.parametrize("depth", [1, 3, 12])
async def test_no_path_that_begins_like_style_leads_elsewhere(
    gate: Gate, project: Project, start: str, up: str, depth: int
) -> None:
    for end in ("boats", "boats.db", "boats.json", str(project.database).lstrip("/"), "etc/passwd", "-/metadata.json"):
        path = f"{start}{up * depth}{end}"
        answer = await asked(gate, [(b"host", b"localhost")], path.encode())
        if answer["status"] == 302:  # Datasette writes `%` as `~`
            location = {name.lower(): value for name, value in answer["headers"]}[b"location"]
            assert location.startswith(start.encode())
            answer = await asked(gate, [(b"host", b"localhost")], location)
        assert answer["status"] in (400, 401, 403, 404), path


async def test_style_is_kept_for_an_hour(stranger: httpx.AsyncClient) -> None:
    for path in OPEN:
        assert (await stranger.get(path)).headers.get_list("cache-control") == ["max-age=3600"]
        elsewhere = await stranger.get(path, headers={"host": "evil.example"})
        assert elsewhere.headers.get_list("cache-control") == ["no-store"]


async def test_who_is_logged_in_needs_no_link(reader: httpx.AsyncClient) -> None:
    for query in ("", "?token=old", "?token=old&token=older", "?x"):
        answer = await reader.get(LOGIN + query)
        assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/", "")
        assert "set-cookie" not in answer.headers and answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/-/logout", "/-/messages"])
async def test_datasette_s_own_login_is_not_there(reader: httpx.AsyncClient, path: str) -> None:
    answer = await reader.get(path)
    assert answer.status_code == 404 and "There is no such page" in answer.text


async def test_programs_send_the_token(stranger: httpx.AsyncClient, login: Login) -> None:
    for form in ("Bearer {}", "bearer {}", "Bearer  {} "):
        answer = await stranger.get("/boats/hold_claims.csv", headers={"authorization": form.format(login.token)})
        assert answer.status_code == 200 and "Northport" not in answer.headers
    for wrong in ("Bearer", "Bearer ", "{}", "Basic {}", "Bearer {}x", "Bearer é"):
        answer = await stranger.get("/boats", headers=[(b"authorization", wrong.format(login.token).encode())])
        assert answer.status_code == 401
    two = [(b"host", b"localhost"), *[(b"authorization", f"Bearer {login.token}".encode())] * 2]
    assert not login.admits(two)
    assert (await stranger.head("/boats", headers={"authorization": f"Bearer {login.token}"})).status_code == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "DATA", "RENDER", "DISPATCH_REQUEST"]
)
async def test_nothing_is_written(reader: httpx.AsyncClient, method: str) -> None:
    for path in ("/boats/hold_claims", "/boats/held", "/-/logout", "/-/messages", "/boats.json?sql=select+1", LOGIN):
        answer = await reader.request(method, path, headers={"origin": "http://localhost:8001"})
        assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("mode, dest, status", [("no-cors", "image", 403), ("cors", "empty", 403), ("navigate", "iframe", 403),
                                                ("no-cors", "script", 403), ("navigate", "document", 200)])  # fmt: skip
@pytest.mark.parametrize("site_of", ["same-site", "cross-site"])
async def test_pages_of_other_ports_and_sites_get_nothing(
    reader: httpx.AsyncClient, site_of: str, mode: str, dest: str, status: int
) -> None:
    headers = {"sec-fetch-site": site_of, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert (await reader.get("/boats.json?sql=select+1", headers=headers)).status_code == status
    assert (await reader.get("/boats.json", headers={**headers, "sec-fetch-site": "same-origin"})).status_code == 200


@pytest.mark.parametrize(
    "path",
    [*PAGES, *OPEN, "/boats/hold_claims.csv?_stream=on", "/boats.json?sql=x", "/boats/hold_claims?_sort=x", LOGIN],
)
async def test_headers_of_all_answers(reader: httpx.AsyncClient, path: str) -> None:
    for host, logged_in in (("localhost", True), ("localhost", False), ("evil.example", True)):
        cookies = {"cookie": ""} if not logged_in else {}
        answer = await reader.get(path, headers={"host": host, "origin": "http://evil.example", **cookies})
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy and "default-src" in policy
        assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["referrer-policy"] in ("same-origin", "no-referrer")
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        if not path.startswith(("/-/static", "/favicon", "/-/curate/basemap")):
            assert answer.headers.get_list("cache-control") == ["no-store"]


async def test_what_is_shown_at_the_gate_goes_no_further(site: Datasette, login: Login) -> None:
    """No template or plugin sees token or cookie, nor what other servers of this machine have set."""
    passed: list[dict[str, Any]] = []

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        passed.append(scope)

    gate = Gate(site, login)
    gate._app = app
    bearer = (b"authorization", f"Bearer {login.token}".encode())
    await gate(
        {
            "type": "http",
            "method": "GET",
            "path": "/",
            "query_string": b"",
            "headers": [(b"host", b"localhost"), bearer, (b"cookie", b"a=b")],
        },
        None,
        None,
    )
    assert passed[0]["headers"] == [(b"host", b"localhost")] and passed[0]["actor"] == {"id": "reader"}


async def test_there_are_no_web_sockets(gate: Gate) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await gate({"type": "websocket", "path": "/", "headers": [(b"host", b"localhost")]}, receive, send)
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_secrets_are_compared_in_constant_time() -> None:
    source = ast.unparse(ast.parse(Path(sys.modules[Login.__module__].__file__ or "").read_text("utf-8")))
    assert "compare_digest" in source and not re.search(
        r"(token|_value|secret)\s*[=!]=|[=!]=\s*\w*(token|_value|secret)", source
    )


#: Uses the login link twenty times, and prints the statuses of the answers and whether a cookie came along.
ASK = """
import socket, sys
host, port, token, way = sys.argv[1:]
found = set()
for _ in range(20):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as asking:
        if way == "other source":
            asking.bind(("127.0.0.2", 0))
        asking.connect((host, int(port)))
        asking.sendall(f"GET /-/login?token={token} HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n".encode())
        if way == "half closed":
            asking.shutdown(socket.SHUT_WR)
        if answer := b"".join(iter(lambda: asking.recv(65536), b"")).decode():  # none if the server saw the end first
            found.add((answer.split()[1], "set-cookie" in answer))
print(sorted(found))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says whose a connection is")
@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can ask as another user: run as root"
)
def test_another_user_of_this_machine_is_refused_whatever_they_hold(project: Project) -> None:
    nobody = 65534
    with serving(project.root) as served:
        port = served.address.rpartition(":")[2]
        for host, way in (
            ("127.0.0.1", "open"),
            ("127.0.0.1", "half closed"),
            ("127.0.0.1", "other source"),
            ("::ffff:127.0.0.1", "open"),
            ("::ffff:127.0.0.1", "half closed"),
        ):
            ask = ["python3", "-c", ASK, host, port, served.link.partition("token=")[2], way]
            for user, told in ((os.getuid(), "[('303', True)]\n"), (nobody, "[('403', False)]\n")):
                done = subprocess.run(ask, user=user, group=user, extra_groups=[], capture_output=True, text=True)
                assert done.stdout == told, (host, way, user, done.stderr)
        spoofed = {**served.bearer, "X-Forwarded-For": "192.0.2.7"}
        curl = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", f"{served.address}/boats.json"]
        curl += [part for name, value in spoofed.items() for part in ("-H", f"{name}: {value}")]
        assert subprocess.run(curl, user=nobody, capture_output=True, text=True).stdout == "403"


LISTED = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ME = os.getuid() if hasattr(os, "getuid") else 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says whose a connection is")
@pytest.mark.parametrize(
    "rows, client, another",
    [
        ([("0100007F:C000", "01", ME, 7)], "127.0.0.1", False),
        ([("0100007F:C000", "05", ME, 7)], "127.0.0.1", False),
        ([("0100007F:C000", "01", 0, 7)], "127.0.0.1", False),
        ([("0100007F:C000", "05", 4711, 7)], "127.0.0.1", True),
        ([("0000000000000000FFFF00000100007F:C000", "04", 4711, 7)], "127.0.0.1", True),
        ([("0100007F:C000", "05", 0, 0)], "127.0.0.1", True),  # closed: nobody's, not root's
        ([("0100007F:C000", "06", ME, 0)], "127.0.0.1", True),
        ([("0100007F:C001", "01", ME, 7)], "127.0.0.1", True),  # another connection
        ([("0100007F:C000", "01", ME, 7)], "::ffff:127.0.0.1", False),
        ([], "127.0.0.1", True),
        ([("0100007F:C001", "01", ME, 7)], "192.0.2.7", False),  # comes from elsewhere
        (None, "127.0.0.1", False),  # the kernel does not say
    ],
)
@pytest.mark.skipif(sys.byteorder != "little", reason="rows are written as on processors that are little-endian")
def test_whose_a_connection_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[tuple[str, str, int, int]] | None,
    client: str,
    another: bool,
) -> None:
    monkeypatch.setattr(peer, "_LISTS", (str(tmp_path / "tcp"), str(tmp_path / "no tcp6")))
    if rows is not None:
        others = [("00000000:1F41", "0A", 4711, 8), *rows]
        lines = [f"   0: {local} 0100007F:1F41 {state} 00000000:00000000 00:00000000 00000000 {owner:5} 0 {inode} 1\n"
                 for local, state, owner, inode in others]  # fmt: skip
        (tmp_path / "tcp").write_text(LISTED + "".join(lines))
    assert peer.is_another_users({"client": (client, 0xC000), "server": ("127.0.0.1", 8001)}) is another
