"""Rows of keys."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from wasat.adapters.database.database import Database
from wasat.adapters.database.schema import keys
from wasat.projects.store import Key, KeyStore, key_is_taken


class DatabaseKeyStore(KeyStore):
    """Keys in the table of that name.

    Args:
        database: Where the table is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, key: Key) -> None:
        """Insert a row, unless it is there."""

        def operation(connection: Connection) -> None:
            same = select(keys.c.digest).where(keys.c.digest == key.digest)
            if connection.execute(same).first() is not None:
                raise key_is_taken()
            connection.execute(insert(keys).values(**asdict(key)))

        await self._database.write(operation)

    async def list(self) -> Sequence[Key]:
        """Select all rows."""
        query = select(keys).order_by(keys.c.created, keys.c.digest)
        return await self._database.read(
            lambda connection: [Key(**row) for row in connection.execute(query).mappings()]
        )

    async def remove(self, digest: str) -> None:
        """Delete one row."""

        def operation(connection: Connection) -> None:
            connection.execute(delete(keys).where(keys.c.digest == digest))

        await self._database.write(operation)
