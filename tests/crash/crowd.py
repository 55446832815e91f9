"""A data folder as a busy server leaves it behind when it is killed."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from tests.crash.ledger import MIME_TYPE
from wasat.adapters.database.database import Database
from wasat.adapters.database.schema import files, uploads
from wasat.clock import now
from wasat.files.file import State
from wasat.files.upload import NewFile, Upload, finalize_upload, make_file, receive, start_upload

CONTENT = b"a small file"
RECEIVED = 5  # of an open session, whose blob has all of CONTENT
PROJECT = "crowd"


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """How much there is.

    Attributes:
        files: Finished files, every hundredth not read yet.
        sessions: Open uploads with bytes behind those that were acknowledged.
        orphans: Blobs without a row.
    """

    files: int = 100_000
    sessions: int = 1_000
    orphans: int = 1_000


def populate(folder: Path, crowd: Crowd) -> None:
    """Make the folder, faster than by uploads."""
    blobs = folder / "blobs"
    (blobs / "files").mkdir(parents=True)
    done = [finalize_upload(receive(_begin(), len(CONTENT))) for _ in range(crowd.files)]
    running = [receive(_begin(), RECEIVED) for _ in range(crowd.sessions)]
    for upload in (*done, *running):
        (blobs / upload.blob).write_bytes(CONTENT)
    for _ in range(crowd.orphans):
        (blobs / "files" / secrets.token_hex(16)).write_bytes(CONTENT)
    asyncio.run(_insert(folder, _insertion(done, running)))


def _begin() -> Upload:
    new = NewFile(project=PROJECT, mime_type=MIME_TYPE)
    return start_upload(new, now=now(), ttl=timedelta(days=1), max_file_bytes=1 << 30)


def _insertion(done: list[Upload], running: list[Upload]) -> Callable[[Connection], None]:
    digest = hashlib.sha256(CONTENT).hexdigest()
    rows: list[dict[str, object]] = []
    for number, upload in enumerate(done):
        file = make_file(upload, sha256=digest, now=now(), ttl=timedelta(days=2))
        row = {column.name: getattr(file, column.name, None) for column in files.c}
        rows.append(row | {"state": State.PROCESSING if number % 100 == 0 else State.ACTIVE})
    sessions = [
        {column.name: getattr(upload, column.name) for column in uploads.c}
        for upload in (*done, *running)
    ]

    def operation(connection: Connection) -> None:
        connection.execute(insert(files), rows)
        connection.execute(insert(uploads), sessions)

    return operation


async def _insert(folder: Path, operation: Callable[[Connection], None]) -> None:
    database = Database(folder)
    await database.write(operation)
    await database.close()
