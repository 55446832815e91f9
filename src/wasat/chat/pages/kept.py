"""Pictures of pages, kept: the latest in memory, all of them as blobs as long as there is room."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable, Mapping

import structlog

from wasat.blob import Blob, BlobStore
from wasat.chat.grid import PixelSize
from wasat.documents.stored import folder_of
from wasat.status import StorageFullError

MEMORY_BYTES = 64_000_000  # pictures of about a thousand pages
STORED_BYTES = 1_000_000_000  # pictures of about 15,000 pages; a setting

_FOLDER = "sheets"  # beside what else is derived from a document, so that it goes with it
_ALL = "derived/"
_VERSION = 1  # of the bytes that the same page and size become

_log = structlog.get_logger(__name__)


class KeptPictures:
    """Pictures by their blobs' names.

    Args:
        blobs: Where they outlive the process.
        memory_bytes: Kept in memory at most, the latest used.
        stored_bytes: Kept as blobs at most, of all documents together; the oldest go first.
    """

    def __init__(
        self,
        blobs: BlobStore,
        *,
        memory_bytes: int = MEMORY_BYTES,
        stored_bytes: int = STORED_BYTES,
    ) -> None:
        self._blobs = blobs
        self._room = memory_bytes
        self._stored_room = stored_bytes
        self._latest: OrderedDict[str, bytes] = OrderedDict()
        self._sizes: OrderedDict[str, int] | None = None
        self._opening = asyncio.Lock()

    async def find(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return those of the pictures that are kept."""
        found: dict[str, bytes] = {}
        missing: list[str] = []
        for name in names:
            if name in self._latest:
                self._latest.move_to_end(name)
                found[name] = self._latest[name]
            else:
                missing.append(name)
        read = await asyncio.to_thread(self._read, missing) if missing else {}
        for name, data in read.items():
            self._remember(name, data)
        return found | read

    async def keep(self, pictures: Mapping[str, bytes]) -> None:
        """Keep pictures; where there is no room for blobs, in memory alone."""
        sizes = await self._known()
        for name, data in pictures.items():
            self._remember(name, data)
            try:
                await self._blobs.put(name, _once(data))
            except StorageFullError:
                _log.warning("no room for pictures of pages")
                return
            self._stored_room -= len(data) - sizes.pop(name, 0)
            sizes[name] = len(data)
        while self._stored_room < 0 and sizes:
            name, size = sizes.popitem(last=False)
            self._stored_room += size
            await self._blobs.delete(name)

    async def forget(self, project: str, sha256: str) -> None:
        """Drop the pictures of a document."""
        folder = f"{folder_of(project, sha256)}{_FOLDER}/"
        for name in [name for name in self._latest if name.startswith(folder)]:
            self._room += len(self._latest.pop(name))
        sizes = OrderedDict[str, int]() if self._sizes is None else self._sizes
        for name in [name for name in sizes if name.startswith(folder)]:
            self._stored_room += sizes.pop(name)
        await self._blobs.delete(folder)

    async def _known(self) -> OrderedDict[str, int]:
        """Return the sizes of all blobs, counted once: those of an earlier run are there too."""
        async with self._opening:
            if self._sizes is None:
                mark = f"/{_FOLDER}/"
                names = [name async for name in self._blobs.names(_ALL) if mark in name]
                sizes = await asyncio.to_thread(self._measure, sorted(names))
                self._stored_room -= sum(sizes.values())
                self._sizes = sizes
        return self._sizes

    def _measure(self, names: Iterable[str]) -> OrderedDict[str, int]:
        sizes: OrderedDict[str, int] = OrderedDict()
        for name in names:
            try:
                with self._blobs.open(name) as file:
                    sizes[name] = file.seek(0, 2)
            except FileNotFoundError:
                continue
        return sizes

    def _read(self, names: Iterable[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for name in names:
            try:
                with self._blobs.open(name) as file:
                    found[name] = file.read()
            except FileNotFoundError:
                continue
        return found

    def _remember(self, name: str, data: bytes) -> None:
        if name not in self._latest:
            self._latest[name] = data
            self._room -= len(data)
        self._latest.move_to_end(name)
        while self._room < 0:
            _, dropped = self._latest.popitem(last=False)
            self._room += len(dropped)


def name_picture(blob: Blob, number: int, size: PixelSize) -> str:
    """Name the picture of a page at a size: the same bytes of a document, the same picture."""
    folder = f"{folder_of(blob.project, blob.sha256)}{_FOLDER}/{_VERSION}"
    return f"{folder}/{number}-{size.width}x{size.height}"


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data
