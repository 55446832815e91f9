"""The bytes of one request on their way into a blob, hashed in the same pass."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

from wasat.blob import BlobStore
from wasat.files.store import not_running
from wasat.files.upload import Upload, place, receive
from wasat.status import InternalError, InvalidArgumentError

PIECE_BYTES = 1 << 21  # measured: each costs two threads; larger ones are ready too late
_LEAST_PACKET_BYTES = 1 << 14  # on average; to join smaller ones costs less than to write each
_LOST = -1  # bytes; no upload has so many

Piece = Sequence[bytes]  # one after another, few of them


class RunningHash:
    """SHA-256 of the first bytes of an upload, as long as nothing was missed.

    Attributes:
        size_bytes: How many bytes it stands for; negative once a byte was missed.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.size_bytes = 0

    def check(self, size_bytes: int) -> None:
        """Give up unless it stands for exactly so many bytes."""
        if self.size_bytes != size_bytes:
            self.size_bytes = _LOST

    def update(self, *data: bytes) -> None:
        """Take the next bytes, unless some were missed before."""
        if self.size_bytes == _LOST:
            return
        for run in data:
            self._hash.update(run)
            self.size_bytes += len(run)

    def hexdigest(self) -> str:
        """Return 64 lower-case hexadecimal digits."""
        return self._hash.hexdigest()


class Transfer:
    """Takes piece after piece; one is written while the next one arrives.

    Args:
        upload: As it stands at the beginning.
        blobs: Where its blob is.
        running_hash: Of the bytes received so far.
        max_file_bytes: Most bytes of an upload whose size is unknown.

    Attributes:
        upload: As it stands with all that was written, though not synced.
    """

    def __init__(
        self, upload: Upload, *, blobs: BlobStore, running_hash: RunningHash, max_file_bytes: int
    ) -> None:
        self.upload = upload
        self._blobs = blobs
        self._hash = running_hash
        self._max_file_bytes = max_file_bytes
        self._writing: asyncio.Task[Upload] | None = None

    async def take(self, offset: int, packets: AsyncIterator[bytes]) -> None:
        """Write all that comes; however this ends, `upload` is true then.

        Raises:
            InvalidArgumentError: It leaves a gap, is too much, or differs from what is there.
            FailedPreconditionError: The upload has ended.
            NotFoundError: The same, and its file was deleted since.
            StorageFullError: There is no room.
        """
        self._place(offset, 0)
        try:
            async with aclosing(iter_pieces(packets)) as pieces:
                async for piece in pieces:
                    await self._settle()
                    await self._add(offset, piece)
                    offset += _size(piece)
        finally:
            await self._settle()

    def _place(self, offset: int, length: int) -> int:
        return place(self.upload, offset=offset, length=length, max_file_bytes=self._max_file_bytes)

    async def _add(self, offset: int, piece: Piece) -> None:
        size = _size(piece)
        resent = self._place(offset, size)
        if resent:
            data = b"".join(piece)
            if not await asyncio.to_thread(self._is_kept, offset, data[:resent]):
                raise InvalidArgumentError(
                    f"upload has other bytes at {offset} to {offset + resent} than those sent again"
                )
            piece = [data[resent:]]
        if resent < size:
            self._writing = asyncio.create_task(self._write(piece))

    async def _settle(self) -> None:
        """Wait for the piece that is being written.

        Also when the request is given up: a late write would run into those of the next request.
        """
        writing, self._writing = self._writing, None
        if writing is None:
            return
        try:
            await asyncio.wait([writing])
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            self.upload = writing.result()
            raise
        self.upload = writing.result()

    async def _write(self, piece: Piece) -> Upload:
        hashing = asyncio.create_task(asyncio.to_thread(self._hash.update, *piece))
        try:
            await self._blobs.append(self.upload.blob, self.upload.received, *piece)
        finally:
            await hashing
        return receive(self.upload, _size(piece))

    def _is_kept(self, offset: int, data: bytes) -> bool:
        try:
            file = self._blobs.open(self.upload.blob)
        except FileNotFoundError as error:  # it became a file, which was deleted
            raise not_running() from error
        with file:
            file.seek(offset)
            return file.read(len(data)) == data


async def iter_pieces(packets: AsyncIterator[bytes]) -> AsyncGenerator[Piece]:
    """Gather packets to pieces of `PIECE_BYTES` or a little more.

    What came before a connection broke comes as a last piece, and then the error.
    """
    held: list[bytes] = []
    size = 0
    try:
        async for packet in packets:
            held.append(packet)
            size += len(packet)
            if size >= PIECE_BYTES:
                yield _pack(held, size)
                held, size = [], 0
    except Exception:
        if size:
            yield _pack(held, size)
        raise
    if size:
        yield _pack(held, size)


def _pack(packets: list[bytes], size: int) -> Piece:
    """Join packets only where they are small."""
    return packets if size >= len(packets) * _LEAST_PACKET_BYTES else [b"".join(packets)]


def _size(piece: Piece) -> int:
    return sum(map(len, piece))


async def seal_blob(upload: Upload, *, blobs: BlobStore, running_hash: RunningHash) -> str:
    """Make the blob hold exactly the bytes received, and return their SHA-256 in hexadecimal.

    Reads the whole blob if the running hash was lost.

    Raises:
        InternalError: The blob is shorter, which only a broken disk can bring about.
    """
    if not upload.received:
        await blobs.append(upload.blob, 0, b"")
        await blobs.sync(upload.blob)
    await blobs.truncate(upload.blob, upload.received)
    if running_hash.size_bytes == upload.received:
        return running_hash.hexdigest()
    kept = await asyncio.to_thread(_hash_blob, blobs, upload.blob)
    if kept.size_bytes != upload.received:
        raise InternalError(
            f"blob {upload.blob} has {kept.size_bytes} bytes, not {upload.received}"
        )
    return kept.hexdigest()


def _hash_blob(blobs: BlobStore, name: str) -> RunningHash:
    kept = RunningHash()
    with blobs.open(name) as file:
        while piece := file.read(PIECE_BYTES):
            kept.update(piece)
    return kept
