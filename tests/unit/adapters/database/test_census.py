from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from tests.unit.files.fakes import DAY, NEW, NOW
from wasat.adapters.database.census import take_census
from wasat.adapters.database.database import Database
from wasat.adapters.database.uploads import DatabaseUploadStore
from wasat.files.file import State
from wasat.files.quota import Quota
from wasat.files.upload import finalize_upload, make_file, receive, start_upload

QUOTA = Quota(now=NOW, project_bytes=1 << 40, free_bytes=1 << 40)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path)
    yield database
    await database.close()


async def add(database: Database, project: str, size: int, *, received: int) -> None:
    """Begin an upload, and make a file of it if all of it was received."""
    store = DatabaseUploadStore(database)
    new = replace(NEW, project=project, size_bytes=size)
    upload = start_upload(new, now=NOW, ttl=DAY, max_file_bytes=1 << 30)
    await store.start(upload, QUOTA)
    upload = receive(upload, received)
    await store.update(upload, QUOTA)
    if received == size:
        final = finalize_upload(upload)
        await store.finish(final, make_file(final, sha256="0" * 64, now=NOW, ttl=DAY))


async def test_nothing_is_counted_as_nothing(database: Database) -> None:
    census = await take_census(database, NOW)

    assert set(census.files.values()) == {0}
    assert (census.file_bytes, census.uploads, census.largest_project_bytes) == (0, 0, 0)


async def test_all_that_is_kept_and_promised_is_counted(database: Database) -> None:
    await add(database, "acme", 10, received=10)
    await add(database, "acme", 20, received=20)
    await add(database, "other", 5, received=5)
    await add(database, "other", 100, received=40)

    census = await take_census(database, NOW)

    assert census.files[State.PROCESSING] == 3
    assert (census.file_bytes, census.largest_project_bytes) == (35, 30)
    assert (census.uploads, census.promised_bytes) == (1, 60)


async def test_what_has_expired_is_not_counted(database: Database) -> None:
    await add(database, "acme", 10, received=10)
    await add(database, "acme", 10, received=5)

    census = await take_census(database, NOW + DAY + timedelta(seconds=1))

    assert (census.file_bytes, census.uploads, sum(census.files.values())) == (0, 0, 0)


async def test_gauges_show_it(database: Database) -> None:
    await add(database, "acme", 10, received=10)
    await add(database, "acme", 100, received=40)

    (await take_census(database, NOW)).show()

    values = {
        name: REGISTRY.get_sample_value(f"wasat_{name}")
        for name in ("file_bytes", "largest_project_bytes", "uploads", "promised_bytes")
    }
    assert values == {
        "file_bytes": 10,
        "largest_project_bytes": 10,
        "uploads": 1,
        "promised_bytes": 60,
    }
    assert REGISTRY.get_sample_value("wasat_files", {"state": "processing"}) == 1
