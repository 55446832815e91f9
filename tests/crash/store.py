"""The files room on a real folder, without a server around it."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from wasat.adapters.database.database import Database
from wasat.adapters.database.engine import create_writer
from wasat.adapters.database.files import DatabaseFileStore
from wasat.adapters.database.uploads import DatabaseUploadStore
from wasat.adapters.device import SystemCalls
from wasat.adapters.disk import DirectoryBlobStore
from wasat.clock import now
from wasat.files.processing import Processing
from wasat.files.quota import Terms
from wasat.files.service import Files


@asynccontextmanager
async def open_files(
    folder: Path,
    *,
    calls: SystemCalls | None = None,
    create_engine: Callable[[Path], Engine] = create_writer,
) -> AsyncGenerator[Files]:
    """Open the store of a folder, recovered, and close it."""
    database = Database(folder, create_engine)
    blobs = DirectoryBlobStore(folder / "blobs", calls)
    store = DatabaseFileStore(database)
    files = Files(
        files=store,
        uploads=DatabaseUploadStore(database),
        blobs=blobs,
        processing=Processing(files=store, inspect=do_nothing, forget=do_nothing, clock=now),
        clock=now,
        terms=Terms(
            max_file_bytes=1 << 31,
            max_project_bytes=1 << 40,
            file_ttl=timedelta(days=2),
            upload_ttl=timedelta(days=1),
            settle_seconds=2,
            free_bytes=blobs.free_bytes,
        ),
    )
    try:
        await files.recover()
        yield files
    finally:
        await files.close()
        await database.close()


async def do_nothing(*_: object) -> None:
    return


async def stream(*packets: bytes) -> AsyncIterator[bytes]:
    for packet in packets:
        yield packet
