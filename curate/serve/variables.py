"""What the templates are told: of the home page and the database's what there is, of a row what is known of it, of a
question what it may be asked."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request

from curate.serve.choices import choices
from curate.serve.findings import findings
from curate.serve.known import Known, known
from curate.serve.meant import meant
from curate.serve.overview import overview
from curate.serve.record import record
from curate.serve.unfilled import count_unfilled

if TYPE_CHECKING:
    from datasette.app import Datasette

Facts = dict[str, Any]


@hookimpl
def extra_template_vars(
    datasette: Datasette, database: str | None, view_name: str | None, request: Request | None
) -> Awaitable[Facts]:
    """`curate_overviews` for home and database pages; where a page shows one row, `curate_record` and
    `curate_findings`; `curate_choices` for a query of metadata.yml, `curate_meant` for a search; and `curate_unfilled`,
    which completes a table's facets."""

    async def variables() -> Facts:
        names = {"index": [*datasette.databases], "database": [database]}.get(view_name or "", [])
        found = [of for name in names if (of := await known(datasette, name))]
        actor = request.actor if request else None
        told: Facts = {"curate_overviews": [await overview(of, actor) for of in found]}
        if view_name == "row" and request and (of := await known(datasette, database)):
            told |= await _row(of, request)
        if view_name == "table" and request and (of := await known(datasette, database)):
            table = tilde_decode(request.url_vars["table"])
            told["curate_unfilled"] = partial(count_unfilled, of, request)
            query = await datasette.get_canned_query(database, table, actor)
            told |= {"curate_choices": await choices(of, actor, query)} if query else {}
            if sought := request.args.get("_search"):
                told["curate_meant"] = await meant(of, actor, table, sought)
        return told

    return variables()


async def _row(of: Known, request: Request) -> Facts:
    """Of the row of a page what this reader may know."""
    table, id_ = (tilde_decode(request.url_vars[part]) for part in ("table", "pks"))
    odd = table != "findings" and await of.visible(request.actor, "findings")
    return {
        "curate_record": await record(of, request.actor, table, id_),
        "curate_findings": await findings(of, table, id_) if odd else None,
    }
