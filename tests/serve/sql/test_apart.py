"""What readers' SQL may do to a server: be answered or be refused, and nothing else."""

import asyncio
import itertools
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from datasette.app import Datasette

from curate.model.project import Project
from curate.serve import site as settings
from curate.serve.site import open_site
from curate.serve.sql import apart, asked
from curate.serve.sql.limits import MEMORY
from tests.serve.conftest import datasette
from tests.served import Served, memory, serving

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) "
LONG = "(select group_concat(hex(zeroblob(1000)), '') from (" + ENDLESS + "select i from n limit 4000))"
#: Queries that would take minutes, gigabytes or both; the steps of some cannot be interrupted.
BOMBS = {
    "endless": f"{ENDLESS}select count(*) from n",
    "randomblob": "select randomblob(1000000000)",
    "zeroblob": "select zeroblob(1000000000), hex(zeroblob(900000000))",
    "printf": "select printf('%.*c', 1000000000, 'x')",
    "many randomblobs": f"{ENDLESS}select randomblob(9000000) from n",
    "many long texts": f"{ENDLESS}select hex(zeroblob(4000000)) || i from n limit 20000",
    "group_concat": f"{ENDLESS}select group_concat(hex(zeroblob(100000))) from n",
    "json_group_array": f"{ENDLESS}select json_group_array(hex(zeroblob(1000))) from n",
    "json_group_object": f"{ENDLESS}select json_group_object(i, hex(zeroblob(1000))) from n",
    "replace": "select replace(hex(zeroblob(2000000)), '0', hex(zeroblob(2000000)))",
    "slow replace": f"select length(replace({LONG}, substr({LONG}, 1, 4000000) || '1', ''))",
    "slow instr": f"select instr({LONG}, substr({LONG}, 1, 4000000) || '1')",
    "slow trim": f"select length(trim({LONG}, (select group_concat(char(20000 + i), '') || '0' from ({ENDLESS}select i from n limit 500000))))",
    "slow like": f"select {LONG} like '%0%0%0%0%0%0%0%0%1'",
    "slow glob": f"select {LONG} glob '*0*0*0*0*0*0*0*0*1'",
    "long pattern": f"select {LONG} like {LONG}",
    "cross join": "select count(*) from claims a, claims b, claims c, claims d, claims e, claims f, claims g, evidence h, evidence i, evidence j, evidence k, evidence l",
    "sort": f"{ENDLESS}select i, randomblob(1000) as r from n order by r",
    "distinct": f"{ENDLESS}select distinct randomblob(1000) from n",
    "window": f"{ENDLESS}select sum(length(randomblob(1000))) over (order by random()) from n",
    "materialized": "with recursive n(i) as (select 1 union select i + 1 from n) select max(i) from n",
    "many columns": "select " + ", ".join(["*"] * 900) + " from claims a, claims b, claims c, claims d",
    "doubled tables": "with a as (select id as x from claims), " + ", ".join(f"{b} as (select p.x from {a} p, {a} q)" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)) + " select count(*) from k, k, k",
    "deep": "select " + "(" * 3000 + "1" + ")" * 3000,
    "deep json": "select json_extract(replace(hex(zeroblob(500000)), '00', '['), '$')",
    "overflow": "select 9223372036854775807 + 1, abs(-9223372036854775808)",
    "attach": "attach '/etc/passwd' as x",
    "pragma": "select * from pragma_hard_heap_limit(1)",
    "extension": "select load_extension('/tmp/x.so')",
    "tokenizer": "select fts3_tokenizer('simple', x'00')",
    "write": "with x as (select 1) insert into claims select * from claims",
    "two": "select 1; select 2",
    "white space": "/**/" + " " * 9000 + "x",
    "too long": "select '" + "x" * 20_000 + "'",
    "nothing": "select",
}  # fmt: skip
#: What SQLite is clever enough for, if it is no longer than values may be.
HARMLESS = {"slow like", "slow glob"}


#: What SQLite is clever enough for, if no value is longer than it may be.
HARMLESS = {"slow like", "slow glob"}


@pytest.fixture
async def hurried(project: Project, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Datasette]:
    """The miniature dataset as `curate serve` opens it, where a query has little time."""
    monkeypatch.setattr(os, "environ", {**os.environ})
    monkeypatch.setitem(settings.SETTINGS, "sql_time_limit_ms", 300)
    opened = open_site(project)
    await opened.invoke_startup()
    yield opened


@pytest.mark.parametrize(
    "form, bomb",
    [*((".json", bomb) for bomb in BOMBS), *itertools.product(("", ".csv"), ("endless", "zeroblob", "two"))],
)
async def test_bombs_are_refused_or_answered(hurried: Datasette, bomb: str, form: str) -> None:
    answer = await hurried.client.get(f"/boats{form}", params={"sql": BOMBS[bomb]})
    assert answer.status_code == (200 if bomb in HARMLESS else 400), answer.text[:300]
    assert "Traceback" not in answer.text
    assert (await hurried.client.get("/boats.json?sql=select+1")).json()["rows"] == [[1]]


@pytest.mark.parametrize("bomb", ["endless", "slow trim", "group_concat"])
async def test_bombs_in_conditions_and_in_queries_of_metadata(hurried: Datasette, project: Project, bomb: str) -> None:
    for path in (f"/boats/claims.json?{urlencode({'_where': f'({BOMBS[bomb]}) > 0'})}",
                 f"/boats/claims?{urlencode({'_where': f'({BOMBS[bomb]}) > 0', '_facet': 'kind'})}"):  # fmt: skip
        assert (await hurried.client.get(path)).status_code == 400, path
    canned = datasette(project, databases={"boats": {"queries": {"bomb": f"select length(:p) from ({BOMBS[bomb]})"}}})
    canned.sql_time_limit_ms = 300
    assert (await canned.client.get("/boats/bomb.json?p=x")).status_code == 400


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="only Linux says what memory a process has: no /proc here")
def test_memory_is_bounded(project: Project) -> None:
    """Of server and processes together, while bombs are asked two by two."""
    most, done = [0.0], threading.Event()
    with serving(project.root) as served, served.client() as client:
        client.get("/boats.json?sql=select+1")
        before = memory(served.process.pid)

        def watch() -> None:
            while not done.wait(0.02):
                most[0] = max(most[0], memory(served.process.pid))

        watching = threading.Thread(target=watch)
        watching.start()
        names = ["randomblob", "many randomblobs", "many long texts", "json_group_array", "sort", "zeroblob"]
        asking = [
            threading.Thread(target=client.get, args=("/boats.json",), kwargs={"params": {"sql": BOMBS[name]}})
            for name in names
        ]
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        done.set()
        watching.join()
    # Both processes' own, what they may take, and an answer of 32 MB as rows and as JSON.
    assert most[0] < before + 100 + apart.AT_ONCE * (MEMORY / 1e6 + 50)


def ask(served: Served, path: str, answers: list[Any], name: str) -> threading.Thread:
    def get() -> None:
        with served.client() as client:
            answers.append((name, client.get(path)))

    thread = threading.Thread(target=get)
    thread.start()
    return thread


@pytest.fixture
def served(project: Project) -> Iterator[Served]:
    with serving(project.root) as started:
        yield started


def test_endless_queries_keep_no_page_waiting(served: Served, endless: str) -> None:
    """Pages are answered before any of the endless queries that run is given up."""
    answers: list[Any] = []
    asking = [ask(served, endless, answers, "endless") for _ in range(8)]
    while sum(name == "endless" for name, _ in answers) < 8 - apart.AT_ONCE:  # who waited in vain
        asking[0].join(0.05)
    for path in (
        "/",
        "/boats",
        "/boats/hold_claims?_facet=stance",
        "/boats/-/article/boats",
        "/boats/hold_claims.csv?_stream=on",
        "/boats/held?harbour=northport",
    ):
        ask(served, path, answers, path).join()
    for each in asking:
        each.join()
    statuses = [(name, answer.status_code) for name, answer in answers]
    assert statuses[: 8 - apart.AT_ONCE] == [("endless", 503)] * (8 - apart.AT_ONCE)
    assert [status for name, status in statuses if name != "endless"] == [200] * 6
    assert statuses[-apart.AT_ONCE :] == [("endless", 400)] * apart.AT_ONCE
    busy = next(answer for _, answer in answers if answer.status_code == 503)
    assert busy.headers["retry-after"] == "5" and "try again" in busy.json()["error"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such timer for a process")
def test_nothing_runs_on_when_the_server_is_killed(served: Served, endless: str) -> None:
    thread = ask_in_vain(served, endless)
    children: list[int] = []
    while not children:
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(served.process.pid)], capture_output=True, text=True)
        children = [int(pid) for pid in found.stdout.split()]
    served.process.send_signal(signal.SIGKILL)
    thread.join()
    for pid in children:
        while (
            Path(f"/proc/{pid}/stat").exists()
            and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        ):
            thread.join(0.1)


def ask_in_vain(served: Served, path: str) -> threading.Thread:
    def get() -> None:
        with served.client() as client, pytest.raises(httpx.TransportError):
            client.get(path)

    thread = threading.Thread(target=get)
    thread.start()
    return thread


async def test_a_process_that_was_killed_is_replaced(hurried: Datasette) -> None:
    db = hurried.databases["boats"]
    assert (await hurried.client.get("/boats.json?sql=select+1")).status_code == 200
    (worker,) = db._idle
    worker._process.kill()
    worker._process.wait()
    broken = await hurried.client.get("/boats.json?sql=select+1")
    assert broken.status_code == 400 and "ended the process" in broken.json()["error"]
    assert (await hurried.client.get("/boats.json?sql=select+1")).status_code == 200
    assert len(db._idle) == 1


async def test_one_process_answers_many_questions(hurried: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    begin = apart._Worker.__init__

    def counted(self: Any, db: Any) -> None:
        started.append(db.name)
        begin(self, db)

    monkeypatch.setattr(apart._Worker, "__init__", counted)
    for n in range(5):
        assert (await hurried.client.get(f"/boats.json?sql=select+{n}")).json()["rows"] == [[n]]
    assert started == ["boats"]
    await asyncio.gather(*(hurried.client.get("/boats.json?sql=select+1") for _ in range(8)))
    assert len(started) <= apart.AT_ONCE


async def test_readers_sql_gives_what_it_gives_in_the_server(
    hurried: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [
        f"/boats{form}?{urlencode(given)}"
        for form in ("", ".json", ".csv")
        for given in (
            {"sql": "select * from claims"},
            {
                "sql": 'select id, id, 1 as id, x\'00ff\' as b, null as "a ""quoted"" name", 1.5 as f, \'é\' as t from claims'
            },
            {"sql": "select count(*) from hold_claims_fts where hold_claims_fts match escape_fts(:q)", "q": "boats"},
            {"sql": "select :a as a, :b as b", "a": "1"},
            {"sql": "explain query plan select 1"},
            {"sql": "select 1 where 0"},
        )
    ]
    paths += [
        "/boats/held.json?harbour=northport",
        "/boats/claims.json?_where=1&_facet=kind&_sort=id",
        "/boats/claims.json?_search=boat*&_searchmode=raw",
    ]

    async def bodies() -> list[Any]:
        answers = [await hurried.client.get(path) for path in paths]
        return [
            (
                a.status_code,
                [value for key, value in a.json().items() if key != "query_ms"]
                if path.partition("?")[0].endswith("json")
                else a.text.split("Queries took")[0],
            )
            for path, a in zip(paths, answers, strict=True)
        ]

    apart_from_it = await bodies()
    monkeypatch.setattr(asked.Asked, "holds", lambda *_: False)
    monkeypatch.setattr(apart, "is_of_metadata", lambda _: False)
    assert apart_from_it == await bodies()
    assert {status for status, _ in apart_from_it} == {200}


async def test_what_datasette_works_out_reaches_the_query(project: Project) -> None:
    canned = datasette(
        project,
        databases={"boats": {"queries": {"today": "select :_now_date_utc as today, :x as x, :_none_such as y"}}},
    )
    (row,) = (await canned.client.get("/boats/today.json?x=1&_none_such=2&_shape=objects")).json()["rows"]
    assert len(row["today"]) == 10 and (row["x"], row["y"]) == ("1", None)


def test_the_process_takes_nothing_from_the_working_folder(project: Project, tmp_path: Path) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('run')")
    (tmp_path / "sqlite3.py").write_text("raise SystemExit('run')")
    worker = subprocess.run(
        [sys.executable, "-P", "-m", "curate.serve.sql.worker"], cwd=tmp_path, input=b"", capture_output=True
    )
    assert b"run" not in worker.stdout + worker.stderr.replace(b"runpy", b"").replace(b"_run_", b"")
