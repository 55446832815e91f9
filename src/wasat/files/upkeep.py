"""Removing what is not wanted any more, and mending what a sudden end left behind."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import datetime, timedelta

from wasat.blob import BlobStore
from wasat.clock import Clock
from wasat.files.file import File
from wasat.files.lending import lend
from wasat.files.processing import Processing
from wasat.files.session import Sessions
from wasat.files.store import Content, FileStore, UploadStore
from wasat.files.upload import UploadState

_BATCH = 100  # rows or calls at a time, so that neither a transaction nor memory grows
_NAMES = 1_000  # at a time: 100,000 are looked up in 0.8 s, by hundreds in 3.5
_UPLOADED = "files/"  # then a random name
_LEARNT = "derived/"  # then project and SHA-256
_QUESTIONS_GO_ON = timedelta(hours=1)  # inline documents come again with each turn of a talk


class Upkeep:
    """Keeps rows and blobs in line; rows go first, so that a blob without a row is the worst case.

    Args:
        files: Rows of files.
        uploads: Rows of uploads.
        blobs: Where the bytes are, and what was learnt from them.
        processing: Reads what was uploaded.
        sessions: What is known of uploads in memory.
    """

    def __init__(
        self,
        *,
        files: FileStore,
        uploads: UploadStore,
        blobs: BlobStore,
        processing: Processing,
        sessions: Sessions,
    ) -> None:
        self._files = files
        self._uploads = uploads
        self._blobs = blobs
        self._processing = processing
        self._sessions = sessions
        self._unheld: dict[Content, datetime] = {}

    async def discard(self, file: File) -> None:
        """Remove a file, its bytes, and what was learnt from them if no other file has these."""
        content = Content(file.project, file.sha256)
        await self._files.remove(file.blob)
        await self._processing.stop(file)
        await self._blobs.delete(file.blob)
        if not await self._files.held([content]):
            await self._processing.forget(content)

    async def sweep(self, clock: Clock) -> int:
        """Remove what has expired, and return how many files and uploads that were.

        Whatever should be read and is not is queued again.
        """
        count = 0
        while files := await self._files.expired(clock(), _BATCH):
            for file in files:
                await self.discard(file)
            count += len(files)
        while uploads := await self._uploads.expire(clock(), _BATCH):
            for upload in uploads:
                self._sessions.drop(upload)
                if upload.state is not UploadState.FINAL:
                    await self._blobs.delete(upload.blob)
            count += len(uploads)
        await self._forget_unheld(clock())
        await self._read_on()
        return count

    async def recover(self, ready: Awaitable[object] | None = None) -> None:
        """Bring blobs in line with the rows, and read what was not read yet.

        Args:
            ready: Waited for before anything is read; what it raises is passed on.
        """
        await self._mend()
        if ready is not None:
            await ready
        await self._read_on()

    async def _mend(self) -> None:
        running = await self._uploads.running()
        for start in range(0, len(running), _BATCH):  # together, or each waits for the device alone
            cuts = (
                self._blobs.truncate(each.blob, each.received) for each in running[start:][:_BATCH]
            )
            await asyncio.gather(*cuts)
        async for names in _batches(self._blobs.names(_UPLOADED)):
            for name in set(names).difference(await self._uploads.known(names)):
                await self._blobs.delete(name)

    async def _read_on(self) -> None:
        """Queue what waits to be read and is not queued: from the last run, or not settled."""
        for file in await self._files.processing():
            self._processing.submit(file, lend(file, self._blobs))

    async def _forget_unheld(self, now: datetime) -> None:
        """Drop what was learnt from bytes that no file has for an hour, as of inline documents."""
        unheld: set[Content] = set()
        async for names in _batches(self._blobs.names(_LEARNT)):
            contents = {Content(*name.split("/")[1:3]) for name in names}
            unheld |= contents.difference(await self._files.held(contents))
        self._unheld = {content: self._unheld.get(content, now) for content in unheld}
        for content, since in self._unheld.items():
            if since + _QUESTIONS_GO_ON <= now:
                await self._processing.forget(content)


async def _batches(names: AsyncIterator[str]) -> AsyncIterator[list[str]]:
    batch: list[str] = []
    async for name in names:
        batch.append(name)
        if len(batch) == _NAMES:
            yield batch
            batch = []
    if batch:
        yield batch
