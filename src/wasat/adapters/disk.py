"""Blobs in a folder: each one a plain file of exactly its bytes, under its own name."""

import asyncio
import os
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from wasat.adapters.device import FULL, Device, SystemCalls
from wasat.blob import BlobStore
from wasat.status import StorageFullError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_INCOMING = ".incoming"  # no name begins with a dot
_NO_ROOM = "The disk has no room left."
_THREADS = 8  # apart from the loop's own, so that long work elsewhere never delays an upload
_LEAST_HEADROOM = 64 << 20  # bytes; on a disk without any, SQLite cannot even delete

_Result = TypeVar("_Result")


class DirectoryBlobStore(BlobStore):
    """Writes in threads; what `sync` and `put` return from is on the device.

    Args:
        folder: Made if it is not there; half-written leftovers in it are removed.
        calls: How the operating system is asked.
    """

    def __init__(self, folder: Path, calls: SystemCalls | None = None) -> None:
        self._folder = folder
        self._device = Device(calls or SystemCalls())
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="disk")
        self._device.make_folder(folder)
        for made in (folder.parent, folder):  # the last run may have been killed before it synced
            self._device.sync_folder(made)
        shutil.rmtree(folder / _INCOMING, ignore_errors=True)
        (folder / _INCOMING).mkdir()

    def free_bytes(self) -> int:
        """Return how much may still be written: headroom of 64 MB or 1 % is left aside."""
        disk = os.statvfs(self._folder)
        headroom = max(_LEAST_HEADROOM, disk.f_blocks * disk.f_frsize // 100)
        return disk.f_bavail * disk.f_frsize - headroom

    async def append(self, name: str, offset: int, *data: bytes) -> None:
        """Write at an offset, creating the file, durable in its folder, at offset 0."""
        path = self._path(name)

        def work() -> None:
            self._check_room(*data)
            if offset == 0:
                self._device.create(path)
            self._device.write(path, offset, *data)

        await self._run(work)

    async def sync(self, name: str) -> None:
        """Return when the device has all bytes of the file."""
        path = self._path(name)
        await self._run(lambda: self._device.sync(path))

    async def truncate(self, name: str, size_bytes: int) -> None:
        """Cut a file that is longer, durably."""
        path = self._path(name)
        await self._run(lambda: self._device.truncate(path, size_bytes))

    async def put(self, name: str, parts: AsyncIterator[bytes]) -> None:
        """Write to a file aside, and give it its name when it is complete."""
        path = self._path(name)
        aside = self._folder / _INCOMING / secrets.token_hex(16)
        try:
            await self._run(aside.touch)
            offset = 0
            async for part in parts:
                await self._run(partial(self._check_room, part))
                await self._run(partial(self._device.write, aside, offset, part))
                offset += len(part)
            await self._run(lambda: self._device.publish(aside, path))
        finally:
            await self._run(lambda: self._device.remove(aside))

    def open(self, name: str) -> BinaryIO:
        """Open the file itself."""
        return self._path(name).open("rb")

    async def delete(self, prefix: str) -> None:
        """Remove the file, or the folder and all below it."""
        path = self._path(prefix.rstrip("/"))
        await self._run(lambda: self._device.remove(path))

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

    def _check_room(self, *data: bytes) -> None:
        """Never write into the headroom, whatever was promised when there was more room."""
        if sum(map(len, data)) > self.free_bytes():
            raise StorageFullError(_NO_ROOM)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"a blob is named by [a-z0-9._-] between slashes, not {name[:80]!r}")
        return self._folder / name

    async def _run(self, work: Callable[[], _Result]) -> _Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except OSError as error:
            if error.errno in FULL:
                raise StorageFullError(_NO_ROOM) from error
            raise
