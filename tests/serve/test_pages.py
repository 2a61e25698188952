"""Every page opens, says words instead of ids, and leads from a value to the words that state it."""

import csv
import io
import json
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest
from datasette.app import Datasette

from curate.model.project import Project
from tests.serve.conftest import HOSTILE, Cookies, datasette


class Page(HTMLParser):
    """The links of a page with their words, its tags and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        if tag == "a":
            self.links.append((values.get("href") or "", ""))
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._inside:
            href, words = self.links[-1]
            self.links[-1] = (href, words + data)


async def read(ds: Datasette, path: str, **options: object) -> str:
    response = await ds.client.get(path, **options)
    assert response.status_code == 200, (path, response.text)
    return str(response.text)


async def addresses(ds: Datasette, project: Project) -> list[str]:
    """Every page of a dataset: home, database, tables, views, a row of each table, queries, articles."""
    db = ds.get_database(project.name)
    base = f"/{project.name}"
    paths = [
        "/",
        base,
        f"{base}/-/articles",
        *(f"{base}/-/article/{r[0]}" for r in await db.execute("SELECT id FROM sources")),
    ]
    for table in await db.table_names():
        if table not in await db.hidden_table_names():
            key = (await db.primary_keys(table))[0]
            row = (await db.execute(f"SELECT {key} FROM {table}")).first()
            paths += [f"{base}/{table}", *([f"{base}/{table}/{row[0]}".replace(" ", "~20")] if row else [])]
    paths += [f"{base}/{view}" for view in await db.view_names()]
    return [
        p.replace(".", "~2E")
        for p in paths + [f"{base}/{query}" for query in await ds.get_canned_queries(project.name, None)]
    ]


async def test_every_page_opens_and_links_lead_somewhere(site: Datasette, project: Project) -> None:
    followed = set()
    for path in await addresses(site, project):
        for href, _ in Page(await read(site, path)).links:
            page = href.partition("#")[0]
            if page.startswith("/") and not page.startswith("/-/") and "?" not in page and page not in followed:
                followed.add(page)
                assert (await site.client.get(page)).status_code == 200, (path, href)
    assert f"/{project.name}/-/article/boats" in followed


async def test_every_page_of_the_published_dataset_opens(published: Project) -> None:
    ds = datasette(published)
    for path in await addresses(ds, published):
        await read(ds, path)


async def test_plain_datasette_serves_every_page_too(published: Project, plain: None) -> None:
    ds = datasette(published)
    for path in await addresses(ds, published):
        if "/-/" not in path:
            await read(ds, path)
    assert "What the columns mean" not in (page := await read(ds, f"/{published.name}/casualty_claims"))
    assert "What is said to have happened to the people counted" in page


async def test_hostile_text_is_text_on_every_page(site: Datasette, project: Project, reader: Cookies) -> None:
    for path in await addresses(site, project):
        page = await read(site, path, cookies=reader(site))
        assert HOSTILE not in page, path
        assert "<b>now</b>" not in page, path
        assert not [href for href, _ in Page(page).links if href.startswith("javascript:")], path


@pytest.mark.parametrize(
    "path, words",
    [
        ("hold_claims/held", "Northport"),
        ("hold_claims/held", "harbour office"),
        ("hold_claims/ferries", "over 20 · Northport"),
        ("hold_claims", "harbour office"),
        ("held_by_harbour", "Northport"),
        ("held", "Northport"),
    ],
)
async def test_labels_stand_for_ids(site: Datasette, path: str, words: str) -> None:
    assert words in [label for _, label in Page(await read(site, f"/boats/{path}")).links]


@pytest.mark.parametrize(
    "path, words, claim",
    [
        ("hold_claims", "harbour office said [...] over 20 boats were held at Northport", "held"),
        ("hold_claims", "over 20", "held"),
        ("hold_claims", "21", "held"),
        ("hold_claims/held", "held", "held"),
        ("claims", "Northport [...] The mayor denied it", "mayor-denies"),
        ("claims/ferries", "3 · Northport", "ferries"),
        ("evidence", "3 ferries", "ferries"),
        ("claim_links", "over 20 · Northport", "held"),
        ("held_by_harbour", "harbour office [...] Northport [...] 3 ferries", "ferries"),
        ("held", "21", "held"),
        ("held", "harbour office [...] Northport [...] 3 ferries", "ferries"),
    ],
)
async def test_one_click_to_the_words(site: Datasette, path: str, words: str, claim: str) -> None:
    assert (f"/boats/-/article/boats#{claim}", words) in Page(await read(site, f"/boats/{path}")).links
    assert claim in Page(await read(site, "/boats/-/article/boats")).ids


async def test_a_number_over_several_claims_leads_to_them(site: Datasette) -> None:
    href = next(h for h, words in Page(await read(site, "/boats/held_by_harbour")).links if words == "3")
    found = await read(site, href.replace("?", ".json?") + "&_shape=array")
    assert {row["id"] for row in json.loads(found)} == {"held", "ferries", "wall"}


async def test_a_claim_leads_to_its_full_record(site: Datasette) -> None:
    assert ("/boats/hold_claims/held", "hold_claims") in Page(await read(site, "/boats/claims")).links


async def test_the_home_page_leads_to_everything(site: Datasette) -> None:
    page = await read(site, "/")
    links = {href for href, _ in Page(page).links}
    assert {"/boats/held", "/boats/held_by_harbour", "/boats/-/articles", "/boats/-/article/boats", "/boats"} <= links
    assert "Claim by claim." in page and "Rule: what is asserted." in page


async def test_right_to_left_text_says_so(site: Datasette) -> None:
    assert '<span dir="auto">الميناء الشمالي</span>' in await read(site, "/boats/harbours")


async def test_a_query_is_called_by_its_title(site: Datasette) -> None:
    assert "<title>How many boats are said to be held?</title>" in await read(site, "/boats/held")
    assert "<title>boats: select 1" in await read(site, "/boats?sql=select+1")


async def test_names_in_descriptions_are_shown_as_code(site: Datasette) -> None:
    for path in ("boats", "boats/claims", "boats/claims/held", "boats/evidence/held-1"):
        page = await read(site, f"/{path}")
        assert "`" not in page.split('<pre class="wrapped-sql">')[0].split("<script")[0], path
    assert "in the table <code>kind</code> names" in await read(site, "/boats")
    assert "in the table <code>kind</code> names" in await read(site, "/boats/claims")
    assert "<code>exact</code> in W3C" in await read(site, "/boats/evidence")
    assert "`" not in await read(site, "/boats/-/article/boats")


async def test_exports_of_every_table_view_and_query(published: Project) -> None:
    ds = datasette(published)
    for path in await addresses(ds, published):
        if re.fullmatch(rf"/{published.name}/\w+", path):
            rows = json.loads(await read(ds, f"{path}.json", params={"_shape": "objects", "_size": "max"}))["rows"]
            told = list(csv.DictReader(io.StringIO(await read(ds, f"{path}.csv", params={"_size": "max"}))))
            assert len(told) == len(rows) and (rows or path.endswith("/findings")), path
            assert [[*row] for row in told] == [[*row] for row in rows], path


async def test_a_map_asks_no_foreign_server(published: Project) -> None:
    page = await read(datasette(published), f"/{published.name}/captures")
    assert 'TILE_LAYER = "data:' in page


async def test_another_database_is_left_as_datasette_shows_it(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, claim_id TEXT, evidence TEXT)")
        db.execute("INSERT INTO t VALUES (1, 'a', 'words')")
    ds = Datasette([str(tmp_path / "other.db")])
    for path in ("/", "/other", "/other/t", "/other/t/1"):
        page = await read(ds, path)
        assert "-/article" not in page and 'class="curate' not in page
    assert (await ds.client.get("/other/-/articles")).status_code == 404


async def test_how_many_claims_an_article_makes_leads_to_them(published: Project) -> None:
    site, table = datasette(published), f"/{published.name}"
    counted = [link for link in Page(await read(site, f"{table}/articles")).links if "?source_id=" in link[0]]
    assert len(counted) == 5, "one an article; what it finds has a facet of kinds"
    for address, number in counted:
        path, _, query = address.partition("?")
        assert (await site.client.get(f"{path}.json?{query}")).json()["filtered_table_rows_count"] == int(number)


async def test_the_number_that_a_view_is_searched_by_is_not_shown(site: Datasette) -> None:
    page = await read(site, "/boats/held_by_harbour")
    assert (
        "Northport" in page
        and 'data-column="search_id"' not in page
        and "col-search_id" not in page.partition("<style")[0]
    )
    assert (await site.client.get("/boats/held_by_harbour.json?_shape=array")).json()[0]["search_id"] == 1


async def test_the_links_to_json_give_more_than_a_page(published: Project) -> None:
    site = datasette(published)
    table = f"/{published.name}/event_claims"
    hrefs = {words: href for href, words in Page(await read(site, table)).links}
    for link in ("json", "array"):
        found = (await site.client.get(hrefs[link])).json()
        assert len(found if link == "array" else found["rows"]) == 145


QUESTIONS = {
    "captured_towns?place=khan al asal": 1,
    "captured_towns?place=Taybat al Imam ": 1,
    "captured_towns?place=Ma'ardis": 1,
    "captured_towns?place=%25": 0,
    "captured_towns?place=صوران": 1,
    "captured_towns?day=2024-12-03~": 22,
    "captured_towns?day=2024-12-03": 22,
    "captured_towns?day=2024": 36,
    "captured_towns?day=1999": 0,
    "captured_towns?day=03/12": 0,
    "captured_towns?sources=many": 0,
    "captured_towns?sources= 2": 5,
    "captured_towns": 36,
    "casualties_side_by_side?event=Suran&outcome=killed": 2,
    "casualties_side_by_side?event=Halfaya&outcome=killed": 2,
    "said_by?who=erdoğan": 1,
    "said_by?who=أردوغان": 1,
    "disputed?words=hama": 4,
    "disputed": 5,
}


async def test_questions_find_what_people_type(published: Project) -> None:
    """Names with other hyphens and apostrophes, days as they are printed, towns by what is told as a part of an event."""
    site = datasette(published)
    for asked, count in QUESTIONS.items():
        path, _, query = asked.partition("?")
        rows = (await site.client.get(f"/{published.name}/{path}.json?_shape=array&{query}")).json()
        assert len(rows) == count, asked


async def test_a_place_without_an_arabic_name_has_no_empty_one(published: Project) -> None:
    db = datasette(published).get_database(published.name)
    assert (await db.execute("SELECT count(*) FROM places WHERE name_ar IS NULL")).single_value()
    assert not (await db.execute("SELECT * FROM names WHERE coalesce(name, '') = ''")).rows


async def test_nothing_denied_or_hoped_for_reads_as_done(published: Project) -> None:
    db = datasette(published).get_database(published.name)
    rows = (await db.execute("SELECT stance, label FROM claims WHERE stance IN ('denies', 'anticipates')")).rows
    assert rows and all(label.startswith(f"{stance}: ") for stance, label in rows)
    held = await db.execute("SELECT said_captured_by FROM captures WHERE place = 'Babis'")
    assert held.single_value() is None  # its claim names nobody; the event's initiator is the editor's reading
    on_map = await db.execute("SELECT count(*) FROM events_map WHERE event_id = 'withdrawal-hama'")
    assert on_map.single_value() == 1  # at Hama, not where it went


async def test_a_closed_table_is_told_nowhere_at_home(project: Project) -> None:
    databases = json.loads(project.metadata.read_text("utf-8"))["databases"]
    for name in ("harbours", "held_by_harbour"):
        databases["boats"]["tables"][name]["allow"] = False
    for page in ("/", "/boats"):
        for site, shown in ((datasette(project), True), (datasette(project, databases=databases), False)):
            links = {href for href, _ in Page(await read(site, page)).links}
            assert bool(links & {"/boats/harbours", "/boats/held_by_harbour"}) == shown, page


async def test_a_table_that_is_sorted_by_little_is_exported_too(project: Project) -> None:
    databases = json.loads(project.metadata.read_text("utf-8"))["databases"]
    databases["boats"]["tables"]["harbours"].update(sortable_columns=["name"], sort="name")
    assert "Northport" in await read(datasette(project, databases=databases), "/boats/harbours.csv?_stream=on")
