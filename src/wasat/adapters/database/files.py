"""Rows of files."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    and_,
    delete,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from wasat.adapters.database.database import Database
from wasat.adapters.database.schema import files
from wasat.files.file import Failure, File, State
from wasat.files.store import Content, FileStore, Place
from wasat.status import Code


class DatabaseFileStore(FileStore):
    """Files in the table of that name.

    Args:
        database: Where the table is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, project: str, file_id: str, now: datetime) -> File | None:
        """Select one row."""
        return await self._database.read(
            lambda connection: find_file(connection, project, file_id, now)
        )

    async def list(
        self, project: str, now: datetime, *, limit: int, after: Place | None
    ) -> Sequence[File]:
        """Select from a key on, so that every page costs the same."""
        created, file_id = files.c.created, files.c.id
        query = select(files).where(files.c.project == project, files.c.expires > now)
        if after is not None:
            is_same_age = and_(created == after.created, file_id < after.id)
            query = query.where(or_(created < after.created, is_same_age))
        return await self._select(query.order_by(created.desc(), file_id.desc()).limit(limit))

    async def settle(
        self, blob: str, state: State, failure: Failure | None, now: datetime
    ) -> File | None:
        """Update the row if it is still PROCESSING."""

        def operation(connection: Connection) -> File | None:
            connection.execute(
                update(files)
                .where(files.c.blob == blob, files.c.state == State.PROCESSING)
                .values(state=state, updated=now, **_from_failure(failure))
            )
            row = connection.execute(select(files).where(files.c.blob == blob)).mappings().first()
            return None if row is None else _to_file(row)

        return await self._database.write(operation)

    async def remove(self, blob: str) -> None:
        """Delete one row."""

        def operation(connection: Connection) -> None:
            connection.execute(delete(files).where(files.c.blob == blob))

        await self._database.write(operation)

    async def expired(self, now: datetime, limit: int) -> Sequence[File]:
        """Select by expiry."""
        return await self._select(select(files).where(files.c.expires <= now).limit(limit))

    async def processing(self) -> Sequence[File]:
        """Select by state."""
        unread = select(files).where(files.c.state == State.PROCESSING)
        return await self._select(unread.order_by(files.c.created))

    async def held(self, contents: Collection[Content]) -> Collection[Content]:
        """Select by hash."""
        content = (files.c.project, files.c.sha256)
        query = select(*content).where(tuple_(*content).in_(contents)).distinct()
        return await self._database.read(
            lambda connection: {Content(*row) for row in connection.execute(query)}
        )

    async def _select(self, query: Select[Any]) -> Sequence[File]:
        return await self._database.read(
            lambda connection: [_to_file(row) for row in connection.execute(query).mappings()]
        )


def find_file(connection: Connection, project: str, file_id: str, now: datetime) -> File | None:
    """Select the unexpired file of an id."""
    query = select(files).where(
        files.c.project == project, files.c.id == file_id, files.c.expires > now
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else _to_file(row)


def insert_file(connection: Connection, file: File) -> None:
    """Insert the row of a file."""
    values = asdict(file)
    del values["failure"]
    connection.execute(insert(files).values(**values, **_from_failure(file.failure)))


def _from_failure(failure: Failure | None) -> dict[str, Any]:
    return {
        "failure_code": None if failure is None else int(failure.code),
        "failure_message": None if failure is None else failure.message,
    }


def _to_file(row: RowMapping) -> File:
    values = dict(row)
    code, message = values.pop("failure_code"), values.pop("failure_message")
    failure = None if code is None else Failure(code=Code(code), message=message)
    return File(**values, failure=failure)
