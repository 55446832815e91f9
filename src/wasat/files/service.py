"""The Files API: uploads, files, and what becomes of them."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from wasat.blob import Blob, BlobStore
from wasat.clock import Clock
from wasat.files.file import Failure, File, State, not_there
from wasat.files.lending import iter_content, lend
from wasat.files.listing import FileList, format_page_token, parse_page_size, parse_page_token
from wasat.files.processing import Processing
from wasat.files.quota import Terms
from wasat.files.session import Session, Sessions
from wasat.files.store import Content, FileStore, UploadStore, not_running
from wasat.files.transfer import Transfer, seal_blob
from wasat.files.upkeep import Upkeep
from wasat.files.upload import (
    NewFile,
    Upload,
    UploadState,
    cancel_upload,
    finalize_upload,
    make_file,
    start_upload,
)
from wasat.status import Code, FailedPreconditionError, NotFoundError, ResourceExhaustedError
from wasat.telemetry import UPLOADED_BYTES

_EMPTY = Failure(code=Code.INVALID_ARGUMENT, message="The file was created by its metadata alone.")


class Files:
    """Takes uploads, keeps files, and lends them to be read.

    Args:
        files: Rows of files.
        uploads: Rows of uploads.
        blobs: Where the bytes are.
        processing: Reads what was uploaded.
        clock: The time.
        terms: Sizes and times.
    """

    def __init__(
        self,
        *,
        files: FileStore,
        uploads: UploadStore,
        blobs: BlobStore,
        processing: Processing,
        clock: Clock,
        terms: Terms,
    ) -> None:
        self._files = files
        self._uploads = uploads
        self._blobs = blobs
        self._processing = processing
        self._clock = clock
        self._terms = terms
        self._sessions = Sessions()
        self._upkeep = Upkeep(
            files=files,
            uploads=uploads,
            blobs=blobs,
            processing=processing,
            sessions=self._sessions,
        )

    async def start(self, new: NewFile) -> Upload:
        """Begin an upload and reserve its room.

        Raises:
            InvalidArgumentError: A name, the type or the size is not one a file may have.
            AlreadyExistsError: A file of the project has this id.
            ResourceExhaustedError: It does not fit in the project's quota, or too many of its files
                wait to be read.
            StorageFullError: It does not fit on the disk.
        """
        now = self._clock()
        terms = self._terms
        self._processing.admit(new.project)
        upload = start_upload(
            new, now=now, ttl=terms.upload_ttl, max_file_bytes=terms.max_file_bytes
        )
        await self._uploads.start(upload, terms.quota(now))
        return upload

    async def get_upload(self, upload_id: str, project: str = "") -> Upload:
        """Return an upload as it stands; of a project, if it is known who asks.

        Raises:
            NotFoundError: There is none, it has expired, or it is another project's.
        """
        upload, now = await self._uploads.find(upload_id), self._clock()
        if upload is None or upload.expires <= now or project not in {"", upload.project}:
            raise not_running()
        return upload

    async def append(self, upload_id: str, offset: int, data: AsyncIterator[bytes]) -> Upload:
        """Write bytes at an offset; what was written is kept even when the data breaks off.

        Bytes sent again are compared with those that are kept.

        Returns:
            The upload as it stands, on the disk for good.

        Raises:
            NotFoundError: There is no such upload.
            InvalidArgumentError: The offset is ahead, there are too many bytes, or bytes sent
                again are others.
            FailedPreconditionError: The upload has ended, or a newer request took it over.
            ResourceExhaustedError: Its size was not declared, and the quota is used up.
            StorageFullError: There is no room.
        """
        async with self._hold(upload_id) as (upload, session, number):
            transfer = Transfer(
                upload,
                blobs=self._blobs,
                running_hash=session.hash,
                max_file_bytes=self._terms.max_file_bytes,
            )
            try:
                async with session.read(number):
                    await transfer.take(offset, data)
            finally:
                await self._keep(upload, transfer.upload)
            return transfer.upload

    async def finalize(self, upload_id: str) -> File:
        """Make a file of an upload; doing it again returns the same file.

        Raises:
            NotFoundError: There is no such upload.
            InvalidArgumentError: Fewer bytes came than were declared.
            FailedPreconditionError: It was cancelled.
            AlreadyExistsError: Another upload to the same name was faster.
            PermissionDeniedError: The file was deleted since.
            ResourceExhaustedError: Too many files of the project wait to be read.
        """
        async with self._hold(upload_id) as (upload, session, _):
            if upload.state is not UploadState.FINAL:
                self._processing.admit(upload.project)
                await self._finish(upload, session)
        file = await self._settled(upload.project, upload.file_id, self._terms.settle_seconds)
        if file.blob != upload.blob:  # its own file was deleted, and the name given again
            raise not_there(upload.file_id)
        return file

    async def cancel(self, upload_id: str) -> Upload:
        """Give an upload up and free its room; doing it again changes nothing.

        Raises:
            NotFoundError: There is no such upload.
            FailedPreconditionError: It is a file already.
        """
        async with self._hold(upload_id) as (upload, _, _):
            cancelled = cancel_upload(upload)
            if cancelled != upload:
                await self._uploads.update(cancelled, self._terms.quota(self._clock()))
                await self._blobs.delete(upload.blob)
                self._sessions.drop(upload)
            return cancelled

    async def create(self, new: NewFile, data: AsyncIterator[bytes] | None) -> File:
        """Make a file in one go; without any data it is FAILED from the beginning.

        Raises:
            StatusError: As `start`, `append` and `finalize`; nothing is left then.
        """
        upload = await self.start(new if data is not None else replace(new, size_bytes=0))
        try:
            if data is not None:
                await self.append(upload.id, 0, data)
                return await self.finalize(upload.id)
            async with self._hold(upload.id) as (_, session, _):
                return await self._finish(upload, session, _EMPTY)
        except BaseException:
            with suppress(FailedPreconditionError):  # it became a file before the caller left
                await self.cancel(upload.id)
            raise

    async def get(self, project: str, file_id: str) -> File:
        """Return a file.

        Raises:
            PermissionDeniedError: It is not there, not the project's, or has expired.
        """
        file = await self._files.find(project, file_id, self._clock())
        if file is None:
            raise not_there(file_id)
        return file

    async def list(self, project: str, *, page_size: int = 0, page_token: str = "") -> FileList:
        """Return a page of the project's files, newest first.

        Raises:
            InvalidArgumentError: The size is not in 0 to 100, or the token is not ours.
        """
        size = parse_page_size(page_size)
        after = parse_page_token(project, page_token)
        files = await self._files.list(project, self._clock(), limit=size + 1, after=after)
        more = format_page_token(project, files[size - 1]) if len(files) > size else ""
        return FileList(files=tuple(files[:size]), next_page_token=more)

    async def delete(self, project: str, file_id: str) -> None:
        """Remove a file, its bytes, and what was learnt from them.

        Raises:
            PermissionDeniedError: It is not there, not the project's, or has expired.
        """
        await self._upkeep.discard(await self.get(project, file_id))

    async def open(self, project: str, file_id: str, *, wait_seconds: float) -> tuple[File, Blob]:
        """Return a file and its bytes, to ask about it; waits while it is being read.

        Raises:
            PermissionDeniedError: It is not there, not the project's, or has expired.
            FailedPreconditionError: It cannot be read, or the time is over.
        """
        file = await self._settled(project, file_id, wait_seconds)
        if file.state is State.ACTIVE:
            return file, lend(file, self._blobs)
        reason = file.failure.message if file.failure else "It is still being read; try again."
        raise FailedPreconditionError(
            f"The File {file_id} is not in an ACTIVE state and usage is not allowed. {reason}"
        )

    def find_progress(self, file: File) -> int | None:
        """Return how many pages of a file were read; nothing if nobody reads it."""
        return self._processing.find_progress(file, lend(file, self._blobs))

    def iter_content(self, project: str, sha256: str) -> AsyncIterator[Blob]:
        """Give what a project's files hold under a SHA-256, once a type."""
        return iter_content(self._files, self._blobs, Content(project, sha256), self._clock())

    @property
    def waiting(self) -> int:
        """How many files wait to be read."""
        return self._processing.waiting

    async def sweep(self) -> int:
        """Remove what has expired, and return how many files and uploads that were."""
        return await self._upkeep.sweep(self._clock)

    async def recover(self, ready: Awaitable[object] | None = None) -> None:
        """Mend blobs after a start, and once ready, read what was not read yet."""
        await self._upkeep.recover(ready)

    async def close(self) -> None:
        """Stop reading files; what was not read yet is after the next start."""
        await self._processing.close()

    @asynccontextmanager
    async def _hold(self, upload_id: str) -> AsyncGenerator[tuple[Upload, Session, int]]:
        session = self._sessions.find(upload_id)
        if session is None:  # only what exists gets one
            session = self._sessions.get(await self.get_upload(upload_id))
        async with session.hold() as number:
            upload = await self.get_upload(upload_id)
            session.hash.check(upload.received)
            yield upload, session, number

    async def _keep(self, before: Upload, after: Upload) -> None:
        """Make durable what was written, then say so in the row."""
        if after == before:
            return
        try:
            await self._blobs.sync(after.blob)
            await self._uploads.update(after, self._terms.quota(self._clock()))
        except ResourceExhaustedError:
            await self._blobs.truncate(before.blob, before.received)
            raise
        except (FileNotFoundError, NotFoundError) as error:  # it expired meanwhile
            if not await self._uploads.known([before.blob]):
                await self._blobs.delete(before.blob)
            raise not_running() from error
        UPLOADED_BYTES.inc(after.received - before.received)

    async def _finish(
        self, upload: Upload, session: Session, failure: Failure | None = None
    ) -> File:
        final = finalize_upload(upload)
        sha256 = await seal_blob(upload, blobs=self._blobs, running_hash=session.hash)
        file = make_file(final, sha256=sha256, now=self._clock(), ttl=self._terms.file_ttl)
        if failure is not None:
            file = replace(file, state=State.FAILED, failure=failure)
        await self._uploads.finish(final, file)
        self._sessions.drop(upload)
        return file

    async def _settled(self, project: str, file_id: str, seconds: float) -> File:
        """Return a file, read by now if it can be in so many seconds."""
        file = await self.get(project, file_id)
        if file.state is not State.PROCESSING:
            return file
        self._processing.submit(file, lend(file, self._blobs))
        await self._processing.wait(file, seconds)
        return await self.get(project, file_id)
