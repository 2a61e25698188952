"""The pages of articles: their routes, and the way to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Request, Response

from curate.serve.article import article
from curate.serve.highlight import segments
from curate.serve.known import Known, known
from curate.serve.overview import articles
from curate.serve.referring import referring
from curate.serve.text import may_read, text_of

if TYPE_CHECKING:
    from datasette.app import Datasette


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """An article's page, and the list of articles."""
    database = r"^/(?P<database>[^/.]+)/-/"
    return [(rf"{database}article/(?P<source>[^/]+)$", article_page), (rf"{database}articles$", articles_page)]


@hookimpl
def menu_links(datasette: Datasette) -> Any:
    """The list of articles, in the menu of every page; without claims, sources are rows like others."""

    async def links() -> list[dict[str, str]]:
        found = [of for name in datasette.databases if (of := await known(datasette, name)) and of.kinds]
        return [{"href": of.path("-", "articles"), "label": f"Articles of {of.db.name}"} for of in found]

    return links()


async def article_page(datasette: Datasette, request: Request) -> Response:
    """An article: what is known, its claims with their phrases and, for who may read it, the text."""
    of = await _database(datasette, request)
    found = await article(of, tilde_decode(request.url_vars["source"]))
    if not found:
        raise NotFound("There is no such article")
    text = text_of(datasette, request, found.row["text_sha256"])
    cut = segments(text, found.spans) if text is not None else []
    numbers = {claim.id: claim.number for claim in found.every}
    return await _page(
        datasette,
        request,
        of,
        "curate_article.html",
        article=found,
        referring=await referring(of, request.actor, "sources", found.id),
        segments=cut,
        numbers=numbers,
        reader=may_read(request),
    )


async def articles_page(datasette: Datasette, request: Request) -> Response:
    """All articles, with how much was found in each."""
    of = await _database(datasette, request)
    if not of.kinds:
        raise NotFound("There are no claims here: sources are rows of a table")
    return await _page(datasette, request, of, "curate_articles.html", articles=await articles(of))


async def _database(datasette: Datasette, request: Request) -> Known:
    name = tilde_decode(request.url_vars["database"])
    db = next((db for db in datasette.databases.values() if db.route == name), None)
    of = await known(datasette, db.name) if db else None
    if not of:
        raise NotFound("There is no such database")
    seen = [("view-table", (of.db.name, table)) for table in ["sources", "claims", "evidence", *of.kinds]]
    await datasette.ensure_permissions(request.actor, [*seen, ("view-database", of.db.name), "view-instance"])
    return of


async def _page(datasette: Datasette, request: Request, of: Known, template: str, **context: Any) -> Response:
    metadata = datasette.metadata(database=of.db.name) or {}
    datasette.update_with_inherited_metadata(metadata)
    page = await datasette.render_template(
        template, {"database": of.db.name, "of": of, "metadata": metadata, **context}, request=request
    )
    # A page may hold text for one reader only: nothing on the way keeps a copy.
    return Response.html(page, headers={"cache-control": "private, no-store", "referrer-policy": "same-origin"})
