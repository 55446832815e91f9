"""Rows of keys."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from wasat.adapters.database.database import Database
from wasat.adapters.database.schema import keys
from wasat.projects.key import Key, parse_networks
from wasat.projects.store import KeyStore, key_is_taken


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
            if _find(connection, key.digest) is not None:
                raise key_is_taken()
            connection.execute(insert(keys).values(**_to_row(key)))

        await self._database.write(operation)

    async def find(self, digest: str) -> Key | None:
        """Select one row."""
        return await self._database.read(lambda connection: _find(connection, digest))

    async def is_empty(self) -> bool:
        """Look for any row."""
        query = select(keys.c.digest).limit(1)
        return await self._database.read(
            lambda connection: connection.execute(query).first() is None
        )

    async def list(self) -> Sequence[Key]:
        """Select all rows."""
        query = select(keys).order_by(keys.c.created, keys.c.digest)
        return await self._database.read(
            lambda connection: [_to_key(row) for row in connection.execute(query).mappings()]
        )

    async def remove(self, digest: str) -> None:
        """Delete one row."""

        def operation(connection: Connection) -> None:
            connection.execute(delete(keys).where(keys.c.digest == digest))

        await self._database.write(operation)


def _find(connection: Connection, digest: str) -> Key | None:
    query = select(keys).where(keys.c.digest == digest)
    row = connection.execute(query).mappings().first()
    return None if row is None else _to_key(row)


def _to_row(key: Key) -> dict[str, Any]:
    return {
        "digest": key.digest,
        "project": key.project,
        "created": key.created,
        "expires": key.expires,
        "networks": " ".join(map(str, key.networks)),
    }


def _to_key(row: RowMapping) -> Key:
    return Key(
        digest=row["digest"],
        project=row["project"],
        created=row["created"],
        expires=row["expires"],
        networks=parse_networks(row["networks"].split()),
    )
