"""What the pages know of a database: whether curate built it, what its columns refer to, what its rows are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from datasette.database import Database
from datasette.utils import escape_sqlite, tilde_encode

from curate.model.claim import Claim
from curate.model.core import CORE
from curate.model.kind import Kind

if TYPE_CHECKING:
    from datasette.app import Datasette

#: The columns that every table of claims has; what else such a table has is its kind's own.
SHARED = frozenset(c.name for c in Kind(Claim, "").columns)
_CORE = {model.table for model in CORE} | {"sources"}
_MOST_LABELS = 100_000
_COLUMNS = """
SELECT t.name, c.name, f."table" FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
LEFT JOIN pragma_foreign_key_list(t.name) AS f ON f."from" = c.name
WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY t.rowid, c.cid
"""


@dataclass
class Known:
    """A database that curate built. `columns` maps table and column to the table referred to, or nothing."""

    datasette: Datasette
    db: Database
    columns: dict[str, dict[str, str | None]]
    _labels: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> list[str]:
        """The tables of claims."""
        return [table for table, columns in self.columns.items() if columns.keys() >= SHARED]

    def target(self, table: str | None, column: str) -> str | None:
        """The table that a column's values are ids of; of a view or query, going by the column's name."""
        if table in self.columns:
            return self.columns[table].get(column)
        named = {found for columns in self.columns.values() if (found := columns.get(column))}
        return named.pop() if len(named) == 1 else None

    def path(self, *parts: str) -> str:
        """The address of a table, row or page of this database."""
        return "/".join([self.datasette.urls.database(self.db.name), *map(tilde_encode, parts)])

    def article(self, source: str, claim: str = "") -> str:
        """The address of an article's page, at a claim."""
        return self.path("-", "article", source) + (f"#{claim}" if claim else "")

    async def label(self, table: str, id_: str) -> str | None:
        """What a row is called; its id where it has no words, None where there is no such row."""
        if (table, id_) not in self._labels:
            column = await self.db.label_column_for_table(table) or "id"
            sql = f"SELECT coalesce({escape_sqlite(column)}, id) FROM {escape_sqlite(table)} WHERE id = ?"
            self._remember((table, id_), (await self.db.execute(sql, [id_])).first())
        return self._labels[table, id_]

    async def source_of(self, claim: str) -> str | None:
        """The article that a claim was found in; None where there is no such claim."""
        if ("claims.source_id", claim) not in self._labels:
            found = await self.db.execute("SELECT source_id FROM claims WHERE id = ?", [claim])
            self._remember(("claims.source_id", claim), found.first())
        return self._labels["claims.source_id", claim]

    async def visible(self, actor: dict[str, Any] | None, *names: str, action: str = "view-table") -> bool:
        """Whether this reader may see all of these tables or views, or queries."""
        asked = [(action, (self.db.name, name)) for name in names]
        permissions = [*asked, ("view-database", self.db.name), "view-instance"]
        return bool((await self.datasette.check_visibility(actor, permissions=permissions))[0])

    def _remember(self, key: tuple[str, str], row: Any) -> None:
        if len(self._labels) >= _MOST_LABELS:
            self._labels.clear()
        self._labels[key] = str(row[0]) if row else None


_KNOWN: WeakKeyDictionary[Database, Known | None] = WeakKeyDictionary()


async def known(datasette: Datasette, database: str | None) -> Known | None:
    """What is known of a database, or None if curate did not build it."""
    db = datasette.databases.get(database)
    if db is None or db.name == "_internal":
        return None
    if db not in _KNOWN:
        columns: dict[str, dict[str, str | None]] = {}
        for table, column, target in await db.execute(_COLUMNS):
            columns.setdefault(table, {})[column] = target
        _KNOWN[db] = Known(datasette, db, columns) if columns.keys() >= _CORE else None
    return _KNOWN[db]
