"""Rows of uploads, and the quota, which every transaction reads from the rows."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from wasat.adapters.database.database import Database
from wasat.adapters.database.files import find_file, insert_file
from wasat.adapters.database.schema import files, uploads
from wasat.files.file import File
from wasat.files.quota import Holding, Quota, check_quota
from wasat.files.store import UploadStore, name_is_taken, not_running
from wasat.files.upload import Upload, UploadState


class DatabaseUploadStore(UploadStore):
    """Uploads in the table of that name.

    Args:
        database: Where the table is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, upload: Upload, quota: Quota) -> None:
        """Insert a row if there is room for it."""

        def operation(connection: Connection) -> None:
            _check_name(connection, upload, quota.now)
            check_quota(quota, _read_holding(connection, upload.project, quota.now), upload)
            connection.execute(insert(uploads).values(**asdict(upload)))

        await self._database.write(operation)

    async def find(self, upload_id: str) -> Upload | None:
        """Select one row."""
        return await self._database.read(lambda connection: _find(connection, upload_id))

    async def update(self, upload: Upload, quota: Quota) -> None:
        """Update a row that is ACTIVE."""

        def operation(connection: Connection) -> None:
            before = _get_running(connection, upload.id)
            if upload.reserved > before.reserved:
                holding = _read_holding(connection, upload.project, quota.now)
                check_quota(quota, holding, upload, counted=before.reserved)
            _replace(connection, upload)

        await self._database.write(operation)

    async def finish(self, upload: Upload, file: File) -> None:
        """Update the upload and insert the file."""

        def operation(connection: Connection) -> None:
            _get_running(connection, upload.id)
            _check_name(connection, upload, file.created)
            _replace(connection, upload)
            insert_file(connection, file)

        await self._database.write(operation)

    async def expire(self, now: datetime, limit: int) -> Sequence[Upload]:
        """Delete by expiry."""
        some = select(uploads.c.id).where(uploads.c.expires <= now).limit(limit)

        def operation(connection: Connection) -> Sequence[Upload]:
            removal = delete(uploads).where(uploads.c.id.in_(some)).returning(*uploads.c)
            return [_to_upload(row) for row in connection.execute(removal).mappings()]

        return await self._database.write(operation)

    async def running(self) -> Sequence[Upload]:
        """Select by state."""
        query = select(uploads).where(uploads.c.state == UploadState.ACTIVE)
        return await self._database.read(
            lambda connection: [_to_upload(row) for row in connection.execute(query).mappings()]
        )

    async def known(self, blobs: Collection[str]) -> Collection[str]:
        """Look in both tables."""
        of_files = select(files.c.blob).where(files.c.blob.in_(blobs))
        of_uploads = select(uploads.c.blob).where(
            uploads.c.blob.in_(blobs), uploads.c.state == UploadState.ACTIVE
        )
        return await self._database.read(
            lambda connection: set(connection.execute(of_files.union(of_uploads)).scalars())
        )


def _find(connection: Connection, upload_id: str) -> Upload | None:
    row = connection.execute(select(uploads).where(uploads.c.id == upload_id)).mappings().first()
    return None if row is None else _to_upload(row)


def _get_running(connection: Connection, upload_id: str) -> Upload:
    upload = _find(connection, upload_id)
    if upload is None or upload.state is not UploadState.ACTIVE:
        raise not_running()
    return upload


def _replace(connection: Connection, upload: Upload) -> None:
    connection.execute(update(uploads).where(uploads.c.id == upload.id).values(**asdict(upload)))


def _check_name(connection: Connection, upload: Upload, now: datetime) -> None:
    if find_file(connection, upload.project, upload.file_id, now) is not None:
        raise name_is_taken()


def _read_holding(connection: Connection, project: str, now: datetime) -> Holding:
    kept = select(func.coalesce(func.sum(files.c.size_bytes), 0)).where(
        files.c.project == project, files.c.expires > now
    )
    size, received = uploads.c.size_bytes, uploads.c.received
    is_running = (uploads.c.state == UploadState.ACTIVE) & (uploads.c.expires > now)
    reserved = func.sum(func.coalesce(size, received)).filter(uploads.c.project == project)
    promised = func.sum(func.coalesce(size - received, 0))
    sums = select(func.coalesce(reserved, 0), func.coalesce(promised, 0)).where(is_running)
    running_bytes, promised_bytes = connection.execute(sums).one()
    return Holding(
        project_bytes=connection.execute(kept).scalar_one() + running_bytes,
        promised_bytes=promised_bytes,
    )


def _to_upload(row: RowMapping) -> Upload:
    return Upload(**dict(row))
