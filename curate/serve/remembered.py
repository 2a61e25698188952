"""A database that does not change, and so counts nothing twice."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Any

from datasette.database import Database, Results

#: Answers that took so long (seconds) and hold so few rows are kept, and so many of them: some 10 MB at most.
_SLOW, _SHORT, _MOST = 0.01, 100, 1000


class Remembered(Database):  # type: ignore[misc]
    """An immutable database. A count or facet that took time is given again from memory.

    Datasette cuts no such answer short (`truncate`), as it does the rows of a page and whatever readers ask in SQL.
    """

    def __init__(self, datasette: Any, path: str) -> None:
        super().__init__(datasette, path, is_mutable=False)
        self._answers: OrderedDict[tuple[Any, ...], Results] = OrderedDict()

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:
        """As in Datasette."""
        key = (sql, *(params.items() if isinstance(params, dict) else params or ()))
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        begun = time.perf_counter()
        found = await super().execute(sql, params, truncate, **options)
        if not truncate and time.perf_counter() - begun > _SLOW and len(found.rows) <= _SHORT:
            self._answers[key] = found
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return found
