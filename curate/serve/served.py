"""A database that does not change, as Datasette's pages ask it: no row is lost, and nothing is counted twice."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable
from typing import Any

from datasette import hookimpl
from datasette.database import Results
from datasette.version import __version_info__

from curate.serve.counts import asked, whole
from curate.serve.known import known
from curate.serve.order import settled
from curate.serve.searched import Searched
from curate.serve.sql.apart import Apart
from curate.serve.tallies import Tallies

#: Answers that took so long (seconds) and hold so few rows are kept, and so many of them: some 10 MB at most.
_SLOW, _SHORT, _MOST = 0.01, 100, 1000


@hookimpl
def startup(datasette: Any) -> Awaitable[None]:
    """Serve immutable databases that curate built in this way, if this Datasette writes the SQL that is mended."""

    async def replace() -> None:
        for name, db in list(datasette.databases.items()):
            if not db.is_mutable and await known(datasette, name):
                if tuple(__version_info__[:2]) != ("0", "65"):
                    told = "%s is paged as Datasette %s does it: curate mends the pages of Datasette 0.65 only"
                    logging.getLogger(__name__).warning(told, name, ".".join(__version_info__))
                    continue
                datasette.remove_database(name)
                datasette.add_database(Served(datasette, db.path), name, db.route)

    return replace()


class Served(Apart):
    """An immutable database. A count or facet that took time is given again from memory.

    Datasette cuts no such answer short (`truncate`), as it does the rows of a page and whatever readers ask in SQL.
    """

    def __init__(self, datasette: Any, path: str) -> None:
        super().__init__(datasette, path, is_mutable=False)
        self.tallies, self.searched = Tallies(), Searched()
        self._answers: OrderedDict[tuple[Any, ...], Results] = OrderedDict()

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:
        """As in Datasette."""
        if truncate:
            return await super().execute(await settled(self, sql, params, self.tallies), params, truncate, **options)
        sql = whole(sql)
        key = (sql, *asked(sql, params))
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        if (counted := await self.tallies.answer(sql, params)) is not None:
            return counted
        begun = time.perf_counter()
        found = await self.searched.answer(self, sql, params)
        if found is None:
            found = await super().execute(sql, params, **options)
        if time.perf_counter() - begun > _SLOW and len(found.rows) <= _SHORT:
            self._answers[key] = found
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return found
