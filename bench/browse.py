"""How lightly a large database is browsed: `python bench/browse.py [CLAIMS] [PROJECT]`, or else a million made up.

Two servers, each a process of its own, are asked over HTTP, one request at a time, and each thing once: `datasette
serve` with the built metadata (and `trace_debug`, which tells what SQL took) for every facet, whole and filtered;
`curate serve` for pages, searches and exports. Prints a table and writes it to docs/benchmarks.md.
"""

import json
import os
import re
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

import bench_map
import make_data
from datasette.utils import tilde_encode
from report import machine, write_section

from curate.load.indexes import analyze, create_indexes
from curate.model.project import Project, find_project
from curate.model.schema import load_project
from curate.serve.site import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
FACET_LIMIT, PAGE_LIMIT, MAP_LIMIT = 0.2, 0.3, 3.0
_FACET = re.compile(r"select (.+?) as value, count\(\*\) as count from", re.S)


@dataclass
class Asked:
    """Something asked: seconds by the clock, what it was, and, where it is a whole page, seconds of the processor."""

    clock: float
    what: str
    processor: float | None = None


@dataclass
class Times:
    """All that was asked of one sort, and what should take no longer than `limit`."""

    limit: float
    asked: list[Asked] = field(default_factory=list)
    timed_out: list[str] = field(default_factory=list)

    def row(self, sort: str) -> str:
        """A line of the table."""
        worst = max(self.asked, key=lambda each: each.clock)
        used = sorted(each.processor or 0 for each in self.asked) if worst.processor is not None else [None]
        clock = sorted(each.clock for each in self.asked)
        over = f"{len(self.over())}" + (f", {len(self.timed_out)} timed out" if self.timed_out else "")
        median = f"{_ms(clock[len(clock) // 2])} | {_ms(used[len(used) // 2])}"
        slowest = f"{_ms(worst.clock)} | {_ms(worst.processor)} | `{worst.what}`"
        return f"| {sort} | {len(clock):,} | {median} | {slowest} | {_ms(self.limit)} | {over} |"

    def over(self) -> list[Asked]:
        """What took longer."""
        return [each for each in self.asked if each.clock > self.limit]


def _ms(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:.0f} ms"


@contextmanager
def server(*command: str, **environment: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    """A server as a process of its own: its address, process id, and the headers by which it knows its reader."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = [sys.executable, "-m", *command, "--port", str(port)]
    process = subprocess.Popen(started, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})
    address, headers = f"http://127.0.0.1:{port}", {}
    if command[0] == "curate":
        token = next(line for line in process.stdout if "token=" in line).strip().partition("token=")[2]
        headers = {"Authorization": f"Bearer {token}"}
    try:
        for _ in range(600):
            try:
                urlopen(Request(f"{address}/-/versions.json", headers=headers)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address, process.pid, headers
    finally:
        process.terminate()
        process.wait()


class Site:
    """A served database: what its metadata and rows offer to ask for."""

    def __init__(self, project: Project, address: str, pid: int, headers: dict[str, str]):
        self.address, self.database, self.pid = f"{address}/{project.name}", project.database, pid
        self.headers = headers
        self.tables = json.loads(project.metadata.read_text())["databases"][project.name]["tables"]
        with sqlite3.connect(project.database) as db:
            self.rows = {
                k.removeprefix("rows in "): int(n)
                for k, n in db.execute("SELECT * FROM build WHERE key LIKE 'rows in %'")
            }
        self.large = [table for table, n in self.rows.items() if n]

    def open(self, path: str) -> Any:
        """The answer to a request."""
        return urlopen(Request(f"{self.address}/{path}", headers=self.headers))

    def get(self, path: str, **arguments: str) -> tuple[Asked, bytes]:
        """Ask once."""
        before, begun = processor(self.pid), time.perf_counter()
        try:
            with self.open(f"{path}?{urlencode(arguments)}") as answer:
                body = answer.read()
        except HTTPError as error:
            body = error.read()
            print(f"{error.code}: {error.url}", file=sys.stderr)
        took = time.perf_counter() - begun
        return Asked(took, f"{path}?{urlencode(arguments)}".rstrip("?"), processor(self.pid) - before), body

    def json(self, path: str, **arguments: str) -> dict[str, Any]:
        """An answer of the API."""
        return json.loads(self.get(f"{path}.json", _shape="objects", **arguments)[1])

    def values(self, table: str) -> dict[str, list[str]]:
        """For each facet shown, its most and its least common value."""
        found = {}
        with sqlite3.connect(self.database) as db:
            for name in self.tables[table]["facets"]:
                counted = f'SELECT "{name}" FROM "{table}" WHERE "{name}" NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1'
                values = [str(value) for (value,) in db.execute(counted)]
                found[name] = list(dict.fromkeys(values[:1] + values[-1:]))
        return found


def facets(site: Site, words: list[str]) -> Times:
    """Every facet of every table: on the whole table, under each value, under a word, and under two values at once."""
    times = Times(FACET_LIMIT)
    for table in site.large:
        values = site.values(table)
        filters = [{}, *({name: value} for name, its in values.items() for value in its)]
        common = {name: its[0] for name, its in values.items() if its}
        filters += [dict(two) for two in zip(common.items(), list(common.items())[1:], strict=False)]
        filters += [{"_search": word} for word in words if "fts_table" in site.tables[table]]
        for filtered in filters:
            where = f"{table}?{urlencode(filtered)}"
            answer = site.json(table, _size="0", _trace="1", **filtered)
            for trace in answer["_trace"]["traces"]:
                if counted := _FACET.search(trace["sql"]):
                    times.asked.append(Asked(trace["duration_ms"] / 1000, f"{where} by {counted[1].strip()}"))
            missing = set(site.tables[table]["facets"]) - answer["facet_results"].keys()
            times.timed_out += [f"{where} by {name}" for name in missing]
    return times


def rest(pid: int) -> None:
    """Wait until a server has done what it does before it is asked."""
    while True:
        before = processor(pid)
        time.sleep(1)
        if processor(pid) - before < 0.1:
            return


def pages(site: Site) -> tuple[Times, Times, Times]:
    """Table pages (whole, filtered, the next and the last), those sorted by any column, and pages of rows."""
    tables, ordered, rows = Times(PAGE_LIMIT), Times(PAGE_LIMIT), Times(PAGE_LIMIT)
    for table in site.large:
        its = site.tables[table]
        asked: list[dict[str, str]] = [{}, {}]  # as first opened, and again
        asked += [{name: value} for name, values in site.values(table).items() for value in values]
        columns = list(its["columns"])
        sorts = [{way: column} for column in columns for way in ("_sort", "_sort_desc") if site.rows[table] > 1000]
        usual = {key: its[key] for key in ("sort", "sort_desc") if its.get(key)}
        way, column = next((f"_{key}", value) for key, value in usual.items()) if usual else ("_sort", columns[0])
        if site.rows[table] > its["size"]:
            asked.append({"_next": site.json(table, _nofacet="1", _size="50")["next"]})
            back = {"_sort": "_sort_desc", "_sort_desc": "_sort"}[way]
            last = site.json(table, **{back: column}, _nofacet="1", _size="50")["rows"][-1]
            value = last[column]["value"] if isinstance(last[column], dict) else last[column]
            mark = f"{'$null' if value is None else tilde_encode(str(value))},{tilde_encode(str(last[columns[0]]))}"
            asked.append({way: column, "_next": mark})
        for arguments in asked:
            tables.asked.append(site.get(table, **arguments)[0])
        for arguments in sorts:
            ordered.asked.append(site.get(table, **arguments)[0])
        for row in site.json(table, _nofacet="1", _size="2")["rows"]:
            path = f"{table}/{tilde_encode(str(row[columns[0]]))}"
            rows.asked.append(site.get(path)[0])
    return tables, ordered, rows


def vocabulary(database: Path) -> list[str]:
    """Words of all degrees of rarity: the most common one, and those a tenth as common, again and again."""
    table = "claims_fts"
    with sqlite3.connect(database) as db:
        db.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {table}, row)")
        words = db.execute(
            "SELECT term, doc FROM temp.words WHERE term GLOB '[a-z]*' ORDER BY doc DESC, term"
        ).fetchall()
    found, wanted = [], words[0][1]
    for word, count in words:
        if count <= wanted:
            found.append(word)
            wanted = count // 10
    return [*found, "notthereatall"]


def searches(site: Site, words: list[str]) -> tuple[Times, Times]:
    """Searches of every table, as pages with all facets and as rows alone."""
    whole, alone = Times(PAGE_LIMIT), Times(PAGE_LIMIT)
    for table in site.large:
        for word in words if "fts_table" in site.tables[table] else []:
            alone.asked.append(site.get(f"{table}.json", _search=word, _nofacet="1", _nocount="1")[0])
            asked, page = site.get(table, _search=word)
            whole.asked.append(asked)
            if late := re.search(r'facets-timed-out">[^:]*: ([^<]*)<', page.decode()):
                whole.timed_out += [f"{asked.what} by {name}" for name in late[1].split(", ")]
    return whole, alone


def export(site: Site, table: str) -> str:
    """A whole table as CSV: whether all rows come, how fast, and what the server's memory does meanwhile."""
    before, most, lines, size, begun = memory(site.pid), 0.0, 0, 0, time.perf_counter()
    with site.open(f"{table}.csv?_stream=on") as answer:
        while data := answer.read(1 << 20):
            lines, size = lines + data.count(b"\r\n"), size + len(data)
            most = max(most, memory(site.pid))
    took = time.perf_counter() - begun
    return (
        f"`{table}.csv?_stream=on`: {lines - 1:,} of {site.rows[table]:,} rows, {size / 1e6:,.0f} MB in {took:.0f} s "
        f"({size / 1e6 / took:.1f} MB/s, {lines / took:,.0f} rows/s); the server's memory {before:.0f} MB before, "
        f"{most:.0f} MB at most."
    )


def processor(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Resident megabytes of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def space(project: Project) -> str:
    """What the indexes take, and how long they take to make."""
    with tempfile.TemporaryDirectory(dir=project.root) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(project.database, copy)
        db = sqlite3.connect(copy, isolation_level=None)
        names = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        ]
        size = dict(db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
        wide = [name for name in names if len(db.execute(f'PRAGMA index_info("{name}")').fetchall()) > 1]
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("BEGIN")
        for name in names:
            db.execute(f'DROP INDEX "{name}"')
        took = []
        for step in (lambda: create_indexes(db, load_project(project)), lambda: analyze(db)):
            begun = time.perf_counter(), time.process_time()
            step()
            took.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
        db.execute("ROLLBACK")
        db.close()
    of_all, of_wide, total = sum(size[n] for n in names), sum(size[n] for n in wide), sum(size.values())
    return (
        f"Indexes: {of_all / 1e6:,.0f} MB of {total / 1e6:,.0f} MB ({of_all / total:.0%}), of which "
        f"{of_wide / 1e6:,.0f} MB ({of_wide / total:.0%}) in the {len(wide)} of several columns; "
        f"{took[0][0]:.1f} s to make ({took[0][1]:.1f} s of the processor), {took[1][0]:.1f} s to analyse."
    )


def markdown(project: Project, claims: int) -> str:
    """The section of docs/benchmarks.md about browsing."""
    settings = ["--setting", "trace_debug", "1"]
    for key, value in SETTINGS.items():
        settings += ["--setting", key, str(int(value))]
    words = vocabulary(project.database)
    traced = ["datasette", "serve", "-i", str(project.database), "-m", str(project.metadata), *settings]
    with server(*traced, DATASETTE_LOAD_PLUGINS="") as served:  # what the indexes alone do
        counted = facets(Site(project, *served), words)
    with server("curate", "--project", str(project.root), "serve") as served:
        site = Site(project, *served)
        rest(site.pid)
        tables, ordered, rows = pages(site)
        whole, alone = searches(site, words)
        exported = export(
            site, max(site.large, key=lambda table: (site.rows[table], len(site.tables[table]["columns"])))
        )
    drawn = bench_map.bench(20_000, 3)["one page"]
    lines = [
        f"`python bench/browse.py {claims}`: {max(site.rows.values()):,} rows, "
        f"{project.database.stat().st_size / 1e9:.2f} GB. {machine()}.",
        "One request at a time, once the server has made its tallies; what else a page needs is not in its memory "
        "unless an earlier page needed it too. Facets one by one are those of a Datasette without curate's plugin. "
        f"The machine's load meanwhile: {os.getloadavg()[2]:.1f}.",
        "",
        "| what | asked | median | its processor | slowest | its processor | which | limit | over it |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: |",
        counted.row("facets, one by one"),
        tables.row("table pages with all their facets"),
        ordered.row("table pages sorted by each column"),
        rows.row("pages of rows"),
        alone.row("searches, the rows alone"),
        whole.row("searches, pages with all their facets"),
        "",
        f"Words searched for, from common to rare: {', '.join(words)}.",
        "",
        f"- {exported}",
        f"- {space(project)}",
        f"- The map shows 20,000 points in {drawn[len(drawn) // 2]:.2f} s (median of 3, slowest {drawn[-1]:.2f} s; "
        f"limit {MAP_LIMIT:.0f} s).",
    ]
    slow = [
        f"{_ms(each.clock)}, processor {_ms(each.processor)}: {each.what}"
        for times in (counted, tables, ordered, rows, alone, whole)
        for each in times.over()
    ] + [f"timed out: {where}" for where in counted.timed_out + whole.timed_out]
    print("\n".join(slow), file=sys.stderr)
    return "\n".join(lines) + "\n"


def main(claims: int, root: Path | None) -> None:
    """Make or take a project, measure, print and write."""
    with tempfile.TemporaryDirectory() as folder:
        if root is None:
            root = Path(folder) / "project"
            make_data.make(root, claims, min(5_000, claims), min(20_000, claims))
        project = find_project(root)
        subprocess.run([sys.executable, "-m", "curate", "--project", str(root), "build"], check=True)
        write_section("A large database, browsed", markdown(project, claims))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000, Path(sys.argv[2]).resolve() if sys.argv[2:] else None)
