"""Removing what is not wanted any more, and mending what a sudden end left behind."""

from wasat.blob import BlobStore
from wasat.clock import Clock
from wasat.files.file import File
from wasat.files.lending import lend
from wasat.files.processing import Processing
from wasat.files.session import Sessions
from wasat.files.store import FileStore, UploadStore
from wasat.files.upload import Upload, UploadState

_BATCH = 100  # rows or names at a time, so that neither a transaction nor memory grows


class Upkeep:
    """Keeps rows and blobs in line; rows go first, so that a blob without a row is the worst case.

    Args:
        files: Rows of files.
        uploads: Rows of uploads.
        blobs: Where the bytes are.
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

    async def discard(self, file: File) -> None:
        """Remove a file, its bytes, and what was learnt from them if nobody else has these."""
        is_last = await self._files.remove(file.blob)
        await self._blobs.delete(file.blob)
        await self._processing.forget(file, is_last=is_last)

    async def sweep(self, clock: Clock) -> int:
        """Remove what has expired, and return how many files and uploads that were."""
        count = 0
        while files := await self._files.expired(clock(), _BATCH):
            for file in files:
                await self.discard(file)
            count += len(files)
        while uploads := await self._uploads.expired(clock(), _BATCH):
            for upload in uploads:
                await self._drop(upload)
            count += len(uploads)
        return count

    async def recover(self) -> None:
        """Bring blobs in line with the rows, and read what was not read yet."""
        for upload in await self._uploads.running():
            await self._blobs.truncate(upload.blob, upload.received)
        await self._remove_orphans()
        for file in await self._files.processing():
            self._processing.submit(file, lend(file, self._blobs))

    async def _drop(self, upload: Upload) -> None:
        await self._uploads.remove(upload.id)
        self._sessions.drop(upload)
        if upload.state is not UploadState.FINAL:
            await self._blobs.delete(upload.blob)

    async def _remove_orphans(self) -> None:
        batch: list[str] = []
        async for name in self._blobs.names("files/"):
            batch.append(name)
            if len(batch) == _BATCH:
                await self._remove_unknown(batch)
                batch = []
        await self._remove_unknown(batch)

    async def _remove_unknown(self, names: list[str]) -> None:
        known = await self._files.known(names)
        for name in names:
            if name not in known:
                await self._blobs.delete(name)
