"""Blobs in a folder: each one a plain file of exactly its bytes, under its own name."""

import asyncio
import contextlib
import errno
import os
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from wasat.blob import BlobStore
from wasat.status import InternalError, StorageFullError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_INCOMING = ".incoming"  # no name begins with a dot
_THREADS = 8  # apart from the loop's own, so that long work elsewhere never delays an upload
_LEAST_HEADROOM = 64 << 20  # bytes; on a disk without any, SQLite cannot even delete

_Result = TypeVar("_Result")


class DirectoryBlobStore(BlobStore):
    """Writes in threads; what `sync` and `put` return from is on the device.

    Args:
        folder: Made if it is not there; half-written leftovers in it are removed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="disk")
        _make_folder(folder)
        shutil.rmtree(folder / _INCOMING, ignore_errors=True)
        (folder / _INCOMING).mkdir()

    def free_bytes(self) -> int:
        """Return how much may still be written: headroom of 64 MB or 1 % is left aside."""
        disk = os.statvfs(self._folder)
        headroom = max(_LEAST_HEADROOM, disk.f_blocks * disk.f_frsize // 100)
        return disk.f_bavail * disk.f_frsize - headroom

    async def append(self, name: str, offset: int, data: bytes) -> None:
        """Write at an offset, creating the file, durable in its folder, at offset 0."""
        await self._run(lambda: _append(self._path(name), offset, data))

    async def sync(self, name: str) -> None:
        """Return when the device has all bytes of the file."""
        await self._run(lambda: _sync(self._path(name)))

    async def truncate(self, name: str, size_bytes: int) -> None:
        """Cut a file that is longer, durably."""
        await self._run(lambda: _truncate(self._path(name), size_bytes))

    async def put(self, name: str, parts: AsyncIterator[bytes]) -> None:
        """Write to a file aside, and give it its name when it is complete."""
        path = self._path(name)
        aside = self._folder / _INCOMING / secrets.token_hex(16)
        try:
            await self._run(lambda: _append(aside, 0, b""))
            offset = 0
            async for part in parts:
                await self._run(partial(_append, aside, offset, part))
                offset += len(part)
            await self._run(lambda: _publish(aside, path))
        finally:
            await self._run(lambda: aside.unlink(missing_ok=True))

    def open(self, name: str) -> BinaryIO:
        """Open the file itself."""
        return self._path(name).open("rb")

    async def delete(self, prefix: str) -> None:
        """Remove the file, or the folder and all below it."""
        await self._run(lambda: _remove(self._path(prefix.rstrip("/"))))

    async def names(self, prefix: str) -> AsyncIterator[str]:
        """Walk the folder; a file that comes or goes meanwhile may be named or not."""
        for name in await self._run(lambda: list(self._walk(prefix))):
            yield name

    def _walk(self, prefix: str) -> Iterator[str]:
        for folder, _, files in os.walk(self._folder / prefix.rpartition("/")[0]):
            inner = Path(folder).relative_to(self._folder)
            for file in files:
                name = (inner / file).as_posix()
                if name.startswith(prefix) and _NAME.fullmatch(name):
                    yield name

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"a blob is named by [a-z0-9._-] between slashes, not {name[:80]!r}")
        return self._folder / name

    async def _run(self, work: Callable[[], _Result]) -> _Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except OSError as error:
            if error.errno in _FULL:
                raise StorageFullError("The disk has no room left.") from error
            raise


def _append(path: Path, offset: int, data: bytes) -> None:
    if offset == 0:
        _create(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        view = memoryview(data)
        while view:
            written = os.pwrite(descriptor, view, offset)
            offset += written
            view = view[written:]
    finally:
        os.close(descriptor)


def _create(path: Path) -> None:
    if path.exists():
        return
    _make_folder(path.parent)
    path.touch()
    _sync_folder(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.fdatasync(descriptor)
    except OSError as error:
        if error.errno in _FULL:
            raise
        raise InternalError("The storage device failed.") from error
    finally:
        os.close(descriptor)


def _truncate(path: Path, size_bytes: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size > size_bytes:
            os.truncate(path, size_bytes)
            _sync(path)


def _publish(aside: Path, path: Path) -> None:
    _sync(aside)
    _make_folder(path.parent)
    aside.rename(path)
    _sync_folder(path.parent)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each durable in its own parent."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
