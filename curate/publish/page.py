"""The page of a release, for people: what it is, how to cite it, what to open, pictures, what is left out, files."""

import hashlib
import json
from html import escape
from typing import Any

from curate.publish.allow import Allowed
from curate.publish.citation import Citation
from curate.publish.export import Table

_STYLE = """body{font:17px/1.6 system-ui,sans-serif;color:#222;max-width:50rem;margin:3rem auto;padding:0 1.2rem}
h1{line-height:1.2;font-size:1.9rem;text-wrap:balance}h2{margin:2.5rem 0 .6rem;font-size:1.35rem}a{color:#8c2a18}
table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #ddd;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.picture{overflow-x:auto}img{width:100%;min-width:34rem;height:auto;display:block}
code{font-size:.75rem;color:#666;overflow-wrap:anywhere}.cite{background:#f6f3ec;padding:1rem;border-radius:.4rem}
summary{cursor:pointer}.files td{overflow-wrap:anywhere}.small{color:#555;font-size:.9rem}
@media(max-width:40rem){body{margin:1.5rem auto}th{display:none}tr{display:block;border-bottom:1px solid #ddd;
padding:.5rem 0}td{display:block;border:0;padding:0}td:first-child,td.n{display:inline;padding-right:.8rem}}"""
#: What most people want to open, by the ending of its name, and what for.
_FIRST = {
    ".xlsx": "a workbook for spreadsheets, a sheet a table",
    ".db": "everything as an SQLite database, for SQL and Datasette",
    "codebook.md": "what every column and every term means",
    "README.md": "how to load and check the data, and how much of each article is printed",
    "CHANGES.md": "what changed since the last release",
    "datapackage.json": "the CSV files, described for programs",
    "CITATION.cff": "how to cite it, for programs that manage references",
}


def page(
    citation: Citation, allowed: Allowed, tables: list[Table], files: dict[str, bytes], ld: dict[str, Any], unseen: int
) -> str:
    """index.html. `unseen` counts the claims that the timeline does not show."""
    machine = json.dumps(ld, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    first = [(path, told) for ending, told in _FIRST.items() for path in sorted(files) if path.endswith(ending)]
    opened = "".join(f"<li>{_link(path)} ({_size(files[path])}): {told}</li>\n" for path, told in first)
    counts = "".join(_row(_link(f"csv/{t.name}.csv", t.name), len(t.rows), t.description) for t in tables if t.rows)
    left = "".join(_row(escape(what), n, why) for (what, why), n in sorted(allowed.withheld.items()))
    listed = "".join(_file(path, data) for path, data in sorted(files.items()))
    texts = ", ".join(_link(path) for path in sorted(files) if path.startswith("LICENSE"))
    terms = f" The terms in full, and whom else to credit: {texts}." if texts else ""
    day, licence = f"{citation.on.day} {citation.on:%B %Y}", escape(citation.licence)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(citation.title)}</title><style>{_STYLE}</style>
<script type="application/ld+json">{machine}</script></head><body><main>
<h1>{escape(citation.title)}</h1>
<p class="small">{escape(", ".join(citation.authors))} · version {escape(citation.version)}, {day} ·
<a href="{escape(ld["license"])}">{licence}</a></p>
<p>{escape(citation.abstract)}</p>
<p><strong>{_number(tables, "claims")} claims in {_number(tables, "sources")} articles</strong>, shown by
{_number(tables, "evidence")} passages.</p>
<h2>How to cite</h2><p class="cite">{escape(citation.line)}</p>
<p class="small">For a single claim, add its id (the column <code>id</code>) and the article: an id stays with its claim
in every version, unless words of it have to be withheld, and is never given to another.</p>
<h2>What to open</h2><ul>{opened}</ul>
<h2>What is here</h2><table><tr><th>table (CSV)<th class=n>rows<th>about</tr>{counts}</table>
{_pictures(files, unseen)}
<h2>What is left out</h2>{f"<table>{left}</table>" if left else "<p>Nothing: every record is here.</p>"}
<h2>Licence</h2>
<p>The data are licensed <a href="{escape(ld["license"])}">{licence}</a>. Excerpts of articles are not: they belong to
their publishers and are quoted as evidence.{terms}</p>
<h2>Files</h2><details><summary>All {len(files):,} files with sizes and SHA-256</summary>
<table class="files"><tr><th>file<th class=n>bytes<th>SHA-256</tr>{listed}</table></details>
</main></body></html>
"""


def _pictures(files: dict[str, bytes], unseen: int) -> str:
    made = []
    if "map.svg" in files:
        told = "Map of the places; circles show within which distance each one lies"
        made.append(f"<h2>Where</h2><div class=picture tabindex=0><img src='map.svg' alt='{told}'></div>")
        made.append("<p class=small>A circle shows how far off its place may be; a ring is an area's middle.</p>")
    if "timeline.svg" in files:
        told = "Number of claims by the day that they are about"
        made.append(f"<h2>When</h2><div class=picture tabindex=0><img src='timeline.svg' alt='{told}'></div>")
        rest = f" {unseen:,} claims about longer or unknown periods are not shown." if unseen else ""
        made.append(f"<p class=small>{told}.{rest}</p>")
    return "\n".join(made)


def _number(tables: list[Table], name: str) -> str:
    return f"{sum(len(table.rows) for table in tables if table.name == name):,}"


def _link(path: str, shown: str = "") -> str:
    return f"<a href='{escape(path)}'>{escape(shown or path)}</a>"


def _size(data: bytes) -> str:
    return f"{len(data) / 1e6:.1f} MB" if len(data) >= 1e6 else f"{max(1, round(len(data) / 1e3))} kB"


def _row(name: str, number: int, told: str) -> str:
    return f"<tr><td>{name}<td class=n>{number:,}<td>{escape(told.replace(chr(96), ''))}</tr>\n"


def _file(path: str, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    return f"<tr><td>{_link(path)}<td class=n>{len(data):,}<td><code>{digest}</code></tr>\n"
