"""Running operations: plain functions of a connection, written by one thread, read by several."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from wasat.adapters.database.engine import create_reader, create_writer
from wasat.adapters.database.lock import FolderInUseError, FolderLock
from wasat.adapters.database.version import bring_up_to_date, check_version
from wasat.status import InternalError, StatusError, StorageFullError, UnavailableError
from wasat.telemetry import SYNC_SECONDS

_NAME = "wasat.sqlite3"
_LARGEST_BATCH = 16  # measured: 1,921 commits/s at a p99 of 12 ms; without batches 375 and 637 ms
_READERS = 4  # threads; a read takes 0.2 ms, so that more would only wait for each other
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE})

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    operation: Callable[[Connection], Any]
    answer: "Future[Any]" = field(default_factory=lambda: Future[Any]())


class Database:
    """A SQLite file in a folder that no other server may have.

    Writing operations run one after another; several share a commit, each in a savepoint of its
    own, so that one may fail without the others.

    Args:
        folder: Made if it is not there.
        create_engine: Returns the engine that writes.
        is_guest: Work beside the server that has the folder, on its tables as they are.

    Raises:
        FailedPreconditionError: Another server has the folder, or another version made the
            database.
    """

    def __init__(
        self,
        folder: Path,
        create_engine: Callable[[Path], Engine] = create_writer,
        *,
        is_guest: bool = False,
    ) -> None:
        self._lock = None if is_guest else FolderLock(folder)
        self._writer = create_engine(folder / _NAME)
        prepare = check_version if is_guest else bring_up_to_date
        try:
            prepare(self._writer)
        except BaseException:
            self._writer.dispose()
            self._release()
            raise
        self._reader = create_reader(folder / _NAME)
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="database")
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._is_open = True
        self._thread = threading.Thread(target=self._work, name="database-writer", daemon=True)
        self._thread.start()

    async def write(self, operation: Callable[[Connection], _Result]) -> _Result:
        """Run an operation in a transaction; what it returns is durable.

        Raises:
            StorageFullError: There is no room on the disk.
            InternalError: The database or the device failed; it may have been done all the same.
            UnavailableError: The database is closed.
            StatusError: What the operation raises; nothing it did is left then.
        """
        if not self._is_open:
            raise UnavailableError("The server is stopping.")
        order = _Order(operation=operation)
        self._orders.put(order)
        return await asyncio.wrap_future(order.answer)

    async def read(self, operation: Callable[[Connection], _Result]) -> _Result:
        """Run an operation that only reads, beside all others."""

        def run() -> _Result:
            with self._reader.connect() as connection:
                return operation(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def close(self) -> None:
        """Finish what was ordered and give the folder free."""
        self._is_open = False
        self._orders.put(None)
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        self._thread.join()
        self._readers.shutdown()
        self._reader.dispose()
        self._writer.dispose()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _work(self) -> None:
        with self._writer.connect() as connection:
            while batch := self._next_batch():
                _commit(connection, batch)

    def _next_batch(self) -> list[_Order]:
        """Wait for an order and take what else is there; nothing at the end."""
        batch: list[_Order] = []
        order = self._orders.get()
        while order is not None:
            if order.answer.set_running_or_notify_cancel():
                batch.append(order)
            if len(batch) == _LARGEST_BATCH or (batch and self._orders.empty()):
                return batch
            order = self._orders.get()
        if batch:
            self._orders.put(None)
        return batch


def open_beside(folder: Path) -> Database:
    """Open a database whether or not a server has its folder.

    Raises:
        FailedPreconditionError: The database is of another version.
    """
    try:
        return Database(folder)
    except FolderInUseError:
        return Database(folder, is_guest=True)


def _commit(connection: Connection, batch: list[_Order]) -> None:
    try:
        with connection.begin():
            answers = [_attempt(connection, order) for order in batch]
            begun = perf_counter()
        SYNC_SECONDS.labels(what="database").observe(perf_counter() - begun)
    except Exception as error:  # noqa: BLE001 whoever ordered hears of it
        with suppress(sqlite3.Error):  # a commit that fails may leave its transaction open
            connection.connection.rollback()
        answers = [partial(order.answer.set_exception, _translate(error)) for order in batch]
    for answer in answers:
        answer()


def _attempt(connection: Connection, order: _Order) -> Callable[[], None]:
    """Run one operation and return how to tell its outcome, once that is durable."""
    try:
        with connection.begin_nested():
            result = order.operation(connection)
    except DBAPIError:
        raise  # SQLite may have rolled everything back: nobody's work is sure
    except Exception as error:  # noqa: BLE001 whoever ordered hears of it
        return partial(order.answer.set_exception, error)
    return partial(order.answer.set_result, result)


def _translate(error: Exception) -> StatusError:
    """Return an error for one of those who ordered; they must not share it."""
    failure: StatusError
    if any(_is_full(cause) for cause in _causes(error)):
        failure = StorageFullError("The disk has no room left.")
    else:
        failure = InternalError("The database failed.")
    failure.__cause__ = error
    return failure


def _causes(error: BaseException | None) -> Iterator[object]:
    """Yield what SQLite said, also where rolling back failed in turn."""
    while error is not None:
        yield error.orig if isinstance(error, DBAPIError) else error
        error = error.__context__


def _is_full(cause: object) -> bool:
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode in _FULL
