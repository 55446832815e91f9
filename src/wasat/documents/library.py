"""Documents read once and kept as pages that load one by one."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import asdict
from threading import Lock
from typing import BinaryIO, overload

import msgspec

from wasat.blob import Blob, BlobStore
from wasat.documents.codec import SUMMARY_TAG, VERSION, decode_page, decode_summary
from wasat.documents.document import Document, Page
from wasat.documents.executor import Executor, Job
from wasat.documents.limits import STANDARD, Limits
from wasat.status import UnreadableDocumentError

Progress = Callable[[int], None]

READ = "wasat.documents.load.iter_parts"
CACHED_PAGES = 64


class Library:
    """Reads documents in sealed workers, once for each project and hash.

    Args:
        executor: Does the reading.
        blobs: Keeps the pages.
        limits: How much one document may ask of us.
    """

    def __init__(self, executor: Executor, blobs: BlobStore, limits: Limits = STANDARD) -> None:
        self._executor = executor
        self._blobs = blobs
        self._limits = limits
        self._reading: dict[str, asyncio.Task[None]] = {}

    async def load(self, blob: Blob, progress: Progress | None = None) -> Document:
        """Return the document, read now or before; concurrent calls read once."""
        name = f"{_folder(blob.project, blob.sha256)}/{VERSION}/pages"
        while True:
            try:
                return await asyncio.to_thread(_open, self._blobs.open(name))
            except FileNotFoundError:
                task = self._reading.get(name)
                if task is None:
                    task = asyncio.create_task(self._read(name, blob, progress))
                    self._reading[name] = task
                    task.add_done_callback(lambda _: self._reading.pop(name, None))
                await asyncio.shield(task)

    async def forget(self, project: str, sha256: str) -> None:
        """Remove everything derived from these bytes."""
        await self._blobs.delete(_folder(project, sha256))

    async def _read(self, name: str, blob: Blob, progress: Progress | None) -> None:
        await self._blobs.put(name, self._frames(blob, progress))

    async def _frames(self, blob: Blob, progress: Progress | None) -> AsyncGenerator[bytes, None]:
        job = Job(
            function=READ,
            blob=blob,
            arguments={"mime_type": blob.mime_type, **asdict(self._limits)},
            seconds=1200,
            cpu_seconds=1200,
        )
        offsets, at, summary = [0], 0, b""
        async for frame in self._executor.run(job):
            if frame[:1] == SUMMARY_TAG:
                summary = frame[1:]
                continue
            at += len(frame) - 1
            offsets.append(at)
            if progress:
                progress(len(offsets) - 1)
            yield frame[1:]
        if not summary:
            raise UnreadableDocumentError("The document has no pages.")
        tail = msgspec.msgpack.encode((offsets, summary))
        yield tail + len(tail).to_bytes(8, "big")


class StoredPages(Sequence[Page]):
    """Pages in a file, loaded when asked for."""

    def __init__(self, file: BinaryIO, offsets: Sequence[int]) -> None:
        self._file = file
        self._offsets = offsets
        self._lock = Lock()
        self._cache: OrderedDict[int, Page] = OrderedDict()

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        with self._lock:
            page = self._cache.get(at)
            if page is None:
                self._file.seek(self._offsets[at])
                page = decode_page(self._file.read(self._offsets[at + 1] - self._offsets[at]))
                self._cache[at] = page
                if len(self._cache) > CACHED_PAGES:
                    self._cache.popitem(last=False)
            return page


def _open(file: BinaryIO) -> Document:
    file.seek(-8, 2)
    size = int.from_bytes(file.read(8), "big")
    file.seek(-8 - size, 2)
    offsets, summary = msgspec.msgpack.decode(file.read(size), type=tuple[list[int], bytes])
    return Document(summary=decode_summary(summary), pages=StoredPages(file, offsets))


def _folder(project: str, sha256: str) -> str:
    return f"derived/{project}/{sha256}"
