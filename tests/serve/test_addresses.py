"""Addresses that ask for what there is not, or in no form that there is: 4xx and a sentence, never a traceback."""

import json
import logging
import os
import random
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from datasette.app import Datasette

from curate.model.project import Project
from curate.serve.site import open_site

PATHS = ["/", "/boats", "/boats/hold_claims", "/boats/claims", "/boats/held_by_harbour", "/boats/harbours/northport", "/boats/held",
         "/boats/-/article/boats", "/boats/-/articles", "/-/metadata", "/nothing", "/boats/nothing", "/boats/harbours/nothing"]  # fmt: skip
FORMS = ["", ".json", ".csv", ".jsono", ".xml", ".geojson", ".blob", ".db", ".", ".json.json"]
NAMES = ["_sort", "_sort_desc", "_sort_by_desc", "_through", "_next", "_size", "_facet", "_facet_array", "_facet_date", "_facet_size", "_col", "_nocol",
         "_where", "_search", "_search_name", "_search_nothing", "_searchmode", "_fts_table", "_fts_pk", "_shape", "_json", "_json_infinity", "_labels", "_label",
         "_ttl", "_timelimit", "_trace", "_stream", "_dl", "_header", "_blob_column", "_blob_hash", "_filter_column", "_filter_op", "_filter_value",
         "_filter_column_1", "_nofacet", "_nocount", "_show_hidden", "_hide_sql", "_context", "_extra", "_extras", "sql", "id", "id__exact", "id__in", "id__arraycontains",
         "id__arraynotcontains", "id__date", "count_low__gt", "count_low__nothing", "nothing__gt", "__", "_", "", "harbour", "id__like", "id__glob", "id__isnull"]  # fmt: skip
VALUES = ["", "1", "0", "-1", "on", "max", "id", "nothing", "99999999999999999999999", "1e9", "²", "٣", "NaN", "a,b,c", "$null,1", ",", ",,,,", "~", "~zz", "~ff", "%", "%ff",
          "\x00", "\ud800", "é", "\u202e", "'", '"', "''", '"a', "a AND", "NEAR(", "*", "^", "a:b", "(", ")", "-", "--", "/*", ";", ") or 1", "[]", "[1]", "{}", "null",
          '{"table":"nothing","column":"id","value":1}', '{"table":"evidence","column":"claim_id","value":{"a":[]}}', '{"table":"evidence"}',
          '{"table":1,"column":[],"value":null}', '{"table":"evidence","column":"nothing","value":"x"}', "[" * 3000, "x" * 3000, "objects", "arrays", "array", "object", "arrayfirst",
          "select 1", "select", "drop table claims", "select :a", "select ?", "select id from claims order by", "<script>alert(1)</script>", "javascript:alert(1)", "../../etc/passwd", "1 2"]  # fmt: skip
ODD = ["/%00", "/%ff", "//x", "//evil.example/boats", "/boats/hold_claims%2F..", "/boats/..%2f..", "/boats//hold_claims", "/boats/%", "/boats/~", "/boats/~zz/x",
       "/boats/hold_claims/%00", "/boats/hold_claims/~00", "/boats/hold_claims/~ff~fe", "/boats/hold_claims/a,b,c", "/boats/hold_claims/,", "/:memory:", "/:memory:/x",
       "/_internal", "/_internal.json?sql=select+1", "/boats.db?x", "/boats/-/article/%00", "/boats/-/article/..", "/boats/-/article/~ff", "/-/static/%00", "/-/static/..%2f..",
       "/-/static-plugins/curate-claims/../../x", "/-/static/", "/-/nothing", "/-/nothing.json", "/boats/hold_claims/held/x", "/boats-abc123/hold_claims", "/%2e%2e/%2e%2e/etc/passwd",
       "/boats/hold_claims.json?" + "a=" + "x" * 60_000, "/" + "x" * 60_000, "/boats?" + "&".join(f"_facet=c{n}" for n in range(3000)), "/boats/hold_claims?&&&==&=", "/?%", "/?%ff=%fe",
       "/boats/hold_claims/held.blob", "/boats/hold_claims/held.blob?_blob_column=nothing", "/boats/hold_claims/held.blob?_blob_column=id", "/boats.blob?sql=select+1&_blob_column=x&_blob_hash=y"]  # fmt: skip


@pytest.fixture
async def client(project: Project, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """Lets nothing of an answer out that is an exception."""
    monkeypatch.setattr(os, "environ", {**os.environ})
    site = open_site(project)
    await site.invoke_startup()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site.app()), base_url="http://localhost") as opened:
        yield opened


def addresses(count: int, seed: int = 1) -> list[str]:
    """Made up, always the same: each parameter with some values, alone or with others."""
    chance = random.Random(seed)
    made = list(ODD)
    while len(made) < count:
        path = chance.choice(PATHS) + chance.choice(FORMS + [""] * 5 + [".json"] * 5)
        given = [(chance.choice(NAMES), chance.choice(VALUES)) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
        made.append(f"{path}?{urlencode(given, errors='surrogatepass')}")
    return made


async def check(client: httpx.AsyncClient, address: str) -> None:
    """An answer has a status that says what happened, and, if it is none of success, a sentence in the right form."""
    path, _, _ = address.partition("?")
    answer = await client.send(
        client.build_request("GET", httpx.URL("http://localhost", raw_path=address.encode("latin-1")))
    )
    status, said = answer.status_code, answer.text
    assert status in (200, 301, 302, 400, 403, 404), (address, status, said[:300])
    assert "Traceback" not in said and 'File "' not in said, address
    if status in (301, 302):
        assert not answer.headers["location"].startswith(("//", "http:", "\\")), address
    elif status != 200:
        if path.endswith(".json"):
            found = json.loads(said)
            assert found["error"] and found.get("status", status) == status, address
        elif path.endswith(".csv"):
            assert answer.headers["content-type"].startswith("text/plain") and len(said.split()) > 1, address
        else:
            assert "<script>alert(1)</script>" not in said and len(said.split()) > 2, address


@pytest.mark.parametrize("part", range(4))
async def test_no_address_brings_a_traceback(
    client: httpx.AsyncClient, part: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for address in addresses(600)[part::4]:
            await check(client, address)
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize(
    "query, told",
    [
        ("_sort=nothing", "Cannot sort table by nothing"),
        ("_sort_desc=nothing", "Cannot sort table by nothing"),
        ("_sort=id&_sort_desc=id", "Cannot use _sort and _sort_desc"),
        ("_through=%7B", "not in this form"),
        ('_through={"table":"nothing","column":"id","value":"x"}', "Invalid _through"),
        ("_size=-1", "_size must be a positive integer"),
        ("_search=a+AND&_searchmode=raw", "fts5"),
        ("_where=)", "syntax error"),
        ("_col=nothing", "_col=nothing"),
        ("_timelimit=x", "not in this form"),
        ("_ttl=²", "not in this form"),
    ],
)
async def test_a_sentence_says_what_is_wrong(client: httpx.AsyncClient, form: str, query: str, told: str) -> None:
    answer = await client.get(f"/boats/hold_claims{form}?{quote(query, safe='=&+%')}")
    assert answer.status_code == 400 or (query.startswith("_ttl") and form == ".csv")
    assert answer.status_code == 200 or told in answer.text.replace("&#34;", '"')


async def test_letters_that_are_not_encoded(project: Project) -> None:
    app = open_site(project).app()
    for path in (b"/boats/hold_claims/\xd8\xa7", b"/\xff", b"/boats/h\xc3\xa9.json"):
        sent: list[dict[str, Any]] = []

        async def send(message: dict[str, Any], sent: list[dict[str, Any]] = sent) -> None:
            sent.append(message)

        scope: dict[str, Any] = {
            "type": "http",
            "method": "GET",
            "path": path.decode("latin-1"),
            "raw_path": path,
            "query_string": b"",
            "headers": [],
        }
        await app(scope, None, send)
        assert sent[0]["status"] == 400 and b"percent-encoded" in sent[1]["body"]


async def test_a_fault_of_ours_is_called_one(
    project: Project, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that no reader's words can have broken: the log has the traceback, the page a sentence."""
    site = open_site(project)
    await site.invoke_startup()

    async def broken(*_: Any) -> None:
        raise ValueError("the secret")

    monkeypatch.setattr("curate.serve.pages.articles", broken)
    answer = await site.client.get("/boats/-/articles")
    assert answer.status_code == 500 and "log says why" in answer.text and "the secret" not in answer.text
    assert "the secret" in caplog.text
    assert isinstance(site, Datasette)
