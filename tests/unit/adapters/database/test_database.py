import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, insert, select
from sqlalchemy.exc import OperationalError

from wasat.adapters.database.database import Database
from wasat.adapters.database.engine import create_writer
from wasat.adapters.database.schema import keys
from wasat.clock import now
from wasat.status import (
    AlreadyExistsError,
    FailedPreconditionError,
    InternalError,
    StorageFullError,
    UnavailableError,
)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(tmp_path)
    yield opened
    await opened.close()


def add(connection: Connection, digest: str) -> str:
    connection.execute(insert(keys).values(digest=digest, project="acme", created=now()))
    return digest


def digests(connection: Connection) -> set[str]:
    return set(connection.execute(select(keys.c.digest)).scalars())


async def test_what_an_operation_returns_comes_back(database: Database) -> None:
    assert await database.write(lambda connection: add(connection, "a")) == "a"
    assert await database.read(digests) == {"a"}


async def test_an_operation_that_fails_leaves_nothing(database: Database) -> None:
    def operation(connection: Connection) -> None:
        add(connection, "a")
        raise AlreadyExistsError("no")

    with pytest.raises(AlreadyExistsError):
        await database.write(operation)
    assert await database.read(digests) == set()


async def test_one_that_fails_does_not_take_others_of_its_commit_with_it(
    database: Database,
) -> None:
    def fail(connection: Connection) -> str:
        add(connection, "bad")
        raise KeyError("ours")

    good = [database.write(lambda connection, n=n: add(connection, f"good-{n}")) for n in range(20)]
    outcomes = await asyncio.gather(
        *good[:10], database.write(fail), *good[10:], return_exceptions=True
    )
    assert isinstance(outcomes[10], KeyError)
    assert await database.read(digests) == {f"good-{n}" for n in range(20)}


async def test_operations_that_wait_share_a_commit(database: Database) -> None:
    commits: list[Connection] = []
    event.listen(database._writer, "commit", commits.append)
    await asyncio.gather(
        *[database.write(lambda connection, n=n: add(connection, str(n))) for n in range(64)]
    )
    assert 4 <= len(commits) < 64


async def test_when_the_database_fails_nobody_is_told_of_success(database: Database) -> None:
    def fill_disk(connection: Connection) -> None:
        del connection
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise OperationalError("INSERT", None, full)

    outcomes = await asyncio.gather(
        database.write(lambda connection: add(connection, "a")),
        database.write(fill_disk),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], StorageFullError)
    kept = await database.read(digests)
    assert kept == ({"a"} if outcomes[0] == "a" else set())


async def test_after_a_failure_the_next_operation_works(database: Database) -> None:
    with pytest.raises(InternalError, match="The database failed"):
        await database.write(lambda connection: connection.exec_driver_sql("SELECT nonsense"))
    assert await database.write(lambda connection: add(connection, "a")) == "a"


def create_small_writer(path: Path) -> Engine:
    """Return an engine whose database really runs full after a few pages."""
    engine = create_writer(path)

    @event.listens_for(engine, "connect")
    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count=24")

    del limit
    return engine


async def test_a_full_database_says_so_to_each_in_an_error_of_its_own(tmp_path: Path) -> None:
    database = Database(tmp_path, create_small_writer)

    def add_much(connection: Connection, digest: str) -> None:
        values = {"digest": digest, "project": "x" * 20_000, "created": now()}
        connection.execute(insert(keys).values(**values))

    outcomes = await asyncio.gather(
        *[database.write(lambda connection, n=n: add_much(connection, str(n))) for n in range(40)],
        return_exceptions=True,
    )
    failures = [outcome for outcome in outcomes if outcome is not None]
    assert all(isinstance(failure, StorageFullError) for failure in failures)
    assert len({id(failure) for failure in failures}) == len(failures) >= 16
    kept = {str(number) for number, outcome in enumerate(outcomes) if outcome is None}
    assert await database.read(digests) == kept
    await database.close()


async def test_after_a_commit_that_failed_the_next_one_works(database: Database) -> None:
    failures = [sqlite3.OperationalError("disk I/O error")]
    failures[0].sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC

    def fail(connection: Connection) -> None:
        del connection
        if failures:
            raise failures.pop()

    event.listen(database._writer, "commit", fail)
    with pytest.raises(InternalError):
        await database.write(lambda connection: add(connection, "a"))
    assert await database.write(lambda connection: add(connection, "b")) == "b"
    assert await database.read(digests) == {"b"}


async def test_what_was_written_is_not_in_the_message(database: Database) -> None:
    await database.write(lambda connection: add(connection, "secret"))
    with pytest.raises(InternalError) as caught:
        await database.write(lambda connection: add(connection, "secret"))
    assert "INSERT" in str(caught.value.__cause__)
    assert "secret" not in str(caught.value.__cause__)


async def test_an_operation_nobody_waits_for_any_more_may_be_left_out(database: Database) -> None:
    task = asyncio.create_task(database.write(lambda connection: add(connection, "a")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await database.write(lambda connection: add(connection, "b"))
    assert "b" in await database.read(digests)


async def test_closing_finishes_what_was_ordered(tmp_path: Path) -> None:
    database = Database(tmp_path)
    writes = [
        asyncio.ensure_future(database.write(lambda connection, n=n: add(connection, str(n))))
        for n in range(40)
    ]
    await asyncio.sleep(0)
    await database.close()
    assert len(await asyncio.gather(*writes)) == 40
    again = Database(tmp_path)
    assert len(await again.read(digests)) == 40
    await again.close()


async def test_a_closed_database_takes_no_more(tmp_path: Path) -> None:
    database = Database(tmp_path)
    await database.close()
    with pytest.raises(UnavailableError, match="stopping"):
        await database.write(lambda connection: add(connection, "a"))


def test_a_second_server_on_the_folder_is_refused(tmp_path: Path, database: Database) -> None:
    del database
    with pytest.raises(FailedPreconditionError, match="in use by another server"):
        Database(tmp_path)


def test_a_database_that_cannot_be_used_gives_its_folder_free(tmp_path: Path) -> None:
    (tmp_path / "wasat.sqlite3").write_bytes(b"no database at all, but long enough" * 100)
    for _ in range(2):
        with pytest.raises(Exception, match="not a database"):
            Database(tmp_path)


def test_everything_lies_in_the_folder(tmp_path: Path, database: Database) -> None:
    del database
    names = {path.name for path in tmp_path.iterdir()}
    assert names <= {"lock", "wasat.sqlite3", "wasat.sqlite3-wal", "wasat.sqlite3-shm"}
