"""What only the database does; the rest is in tests/contract/test_file_store.py."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wasat.adapters.database.database import Database
from wasat.adapters.database.files import DatabaseFileStore
from wasat.adapters.database.uploads import DatabaseUploadStore
from wasat.files.quota import Quota
from wasat.files.upload import NewFile, Upload, finalize_upload, make_file, receive, start_upload

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
QUOTA = Quota(now=NOW, project_bytes=1 << 40, free_bytes=1 << 40)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(tmp_path)
    yield opened
    await opened.close()


def begin(size_bytes: int | None = 5) -> Upload:
    new = NewFile(project="acme", mime_type="text/plain", size_bytes=size_bytes)
    return start_upload(new, now=NOW, ttl=DAY, max_file_bytes=1 << 31)


async def test_rows_are_there_after_a_restart(tmp_path: Path) -> None:
    database = Database(tmp_path)
    uploads = DatabaseUploadStore(database)
    running, done = begin(), receive(begin(), 5)
    await uploads.start(running, QUOTA)
    await uploads.start(done, QUOTA)
    file = make_file(done, sha256="ab", now=NOW, ttl=DAY)
    await uploads.finish(finalize_upload(done), file)
    await database.close()
    again = Database(tmp_path)
    assert await DatabaseUploadStore(again).find(running.id) == running
    assert await DatabaseFileStore(again).find("acme", file.id, NOW) == file
    await again.close()


async def test_sums_of_large_files_are_exact(database: Database) -> None:
    uploads = DatabaseUploadStore(database)
    quota = replace(QUOTA, project_bytes=10 * (1 << 31))
    for _ in range(10):
        await uploads.start(begin(1 << 31), quota)
    with pytest.raises(Exception, match="not 21474836480 and 1 more"):
        await uploads.start(begin(1), quota)
