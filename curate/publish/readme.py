"""The README of a release: what it holds, what it leaves out, how to load and check it."""

from collections.abc import Iterable, Iterator

from curate.publish.allow import Allowed
from curate.publish.citation import Citation
from curate.publish.export import Table

_LOAD = """```python
import json, pandas, sqlite3
resources = json.load(open("datapackage.json", encoding="utf-8"))["resources"]
(fields,) = (r["schema"]["fields"] for r in resources if r["path"] == "csv/{table}.csv")
texts = [f["name"] for f in fields if f["type"] == "string"]  # else pandas takes ids such as 007 for numbers
rows = pandas.read_csv("csv/{table}.csv", dtype=dict.fromkeys(texts, str), keep_default_na=False, na_values=[""])
rows[texts] = rows[texts].apply(lambda column: column.str.removeprefix("'"))
claims = pandas.read_sql("SELECT * FROM claims", sqlite3.connect("{name}.db"))
```
"""
_DUCKDB = """```python
import duckdb
duckdb.sql("SELECT count(*) FROM 'parquet/{table}.parquet'").show()
```
"""
_CHECK = """`sha256sum -c SHA256SUMS` compares the files. After `pip install curate-claims`, `curate verify .`
recomputes hashes, keys and the content hash and compares the formats, and `curate verify . --texts FOLDER` compares
every excerpt with the articles, for whoever has them (each named by the SHA-256 of its bytes, as in `text_sha256`, with
`.txt`).
"""


def readme(name: str, citation: Citation, allowed: Allowed, tables: list[Table], files: Iterable[str]) -> str:
    """README.md, given the paths of all other files."""
    return "\n".join(_lines(name, citation, allowed, tables, sorted(files))).rstrip() + "\n"


def _lines(name: str, citation: Citation, allowed: Allowed, tables: list[Table], files: list[str]) -> Iterator[str]:
    yield f"# {citation.title}\n\nVersion {citation.version}, {citation.on.isoformat()}.\n\n{citation.abstract}\n"
    yield f"Cite as: {citation.line}\n"
    yield "## What is here\n\n| table | rows | about |\n| --- | ---: | --- |"
    yield from (f"| {t.name} | {len(t.rows)} | {t.description} |" for t in tables)
    yield f"\n`codebook.md` says what every column and term means. `{name}.db` is the whole as an SQLite database; with"
    yield f"[Datasette](https://datasette.io/): `datasette -i {name}.db -m metadata.json`. The same tables are in"
    yield ", ".join(f"`{kind}/`" for kind in ("csv", "jsonl", "parquet") if any(f.startswith(kind) for f in files))
    yield "and described for machines in `datapackage.json` and `schema/`.\n"
    yield "An empty CSV field is NULL. A text in CSV that a spreadsheet would run as a formula (it begins with `=`,"
    yield "`+`, `-`, `@`, a tab or a line end) or that begins with an apostrophe has one apostrophe put before it: take"
    yield "one leading apostrophe away to get the text back. The other formats hold texts as they are.\n"
    table = next((t.name for t in tables if t.name not in ("sources", "build")), "claims")
    yield "## Load it\n\n" + _LOAD.format(table=table, name=name)
    if any(f.startswith("parquet") for f in files):
        yield _DUCKDB.format(table=table)
    yield "## Check it\n\n" + _CHECK
    yield from _left_out(allowed)
    yield from _excerpts(citation, allowed)
    if terms := [f"`{f}`" for f in files if f.startswith("LICENSE")]:
        yield f"\n## Licence and credits\n\n{', '.join(terms)}: the terms in full, and whom else to credit, such as the"
        yield "gazetteers that coordinates and names of places come from."


def _left_out(allowed: Allowed) -> Iterator[str]:
    yield "## What is left out\n"
    if not allowed.withheld:
        yield "Nothing: every record of the dataset is here."
    else:
        yield "Counted, so that totals stay true.\n\n| what | why | how many |\n| --- | --- | ---: |"
        yield from (f"| {what} | {why} | {n} |" for (what, why), n in sorted(allowed.withheld.items()))
    waiting = sum(r.values.get("review_status") == "unreviewed" for r in allowed.checked.claims())
    if waiting:
        yield f"\n**{waiting} claims were proposed by a program and nobody has reviewed them yet**; their"
        yield "`review_status` is `unreviewed`."
    yield ""


def _excerpts(citation: Citation, allowed: Allowed) -> Iterator[str]:
    project = allowed.checked.dataset.project
    yield "## Excerpts of articles\n"
    yield f"The data are licensed {citation.licence}. **The excerpts of articles are not**: they belong to their"
    yield "publishers (see `licence` in `sources`) and are quoted as evidence, no further rights granted. No excerpt is"
    yield f"longer than {project.excerpt_words} words, and those of one article together print at most"
    yield f"{project.excerpt_share:.0%} of it. Beyond that an excerpt has its offsets and no words.\n"
    yield "| source | printed here | excerpts with words | without |\n| --- | ---: | ---: | ---: |"
    for share in allowed.shares:
        part = "unknown" if share.share is None else f"{share.share:.1%}"
        yield f"| {share.source} | {part} | {share.printed} | {share.wordless} |"
